// The timeline: a stretch of time and values of facets are chosen, and the documents follow. The choice stands in the
// address. Without this script the page has all documents by year. The words stand in the template.
"use strict";

(() => {
  // An archive without dates has none of them.
  const root = /** @type {HTMLElement} */ (document.getElementById("explorer"));
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("explorer-parts"));
  const figure = /** @type {HTMLElement} */ (document.querySelector(".density"));
  if (!root || !template || !figure) return;

  /** How many documents are shown at first, and with each further step. */
  const STEP = 50;
  /** With more documents than this in a stretch, it is not shown by days: all of them would have to be loaded. */
  const MOST_BY_DAY = 5000;
  /** What is chosen is shown amid a stretch that is so many times as long, and has so many days. */
  const AROUND = 6;
  const LEAST_DAYS = 14;

  let index = /** @type {TimelineIndex} */ (/** @type {unknown} */ (null));
  /** The rows of the index: for each stretch of months how many documents there are. */
  let rows = /** @type {TimelineRow[]} */ ([]);
  /** From the first to the last day of the archive, and what the chart shows of that. */
  let whole = /** @type {TimelineStretch} */ ({ from: 0, to: 0 });
  let view = whole;
  /** Whether the month is known of most documents. Otherwise bars stand for years. */
  let areMonthsKnown = true;
  /** What documents are chosen by besides their time, as the data name it, each with its list. */
  let facets = /** @type {TimelineFacet[]} */ ([]);
  /** What is chosen: days, and for each facet the places of its values. */
  let choice = /** @type {TimelineChoice} */ ({ from: 0, to: 0, facets: [] });
  let chart = /** @type {TimelineChart} */ (/** @type {unknown} */ (null));
  let names = /** @type {TimelineChart["names"]} */ (/** @type {unknown} */ (null));
  const parts = /** @type {TimelineParts} */ ({});
  let shown = STEP;
  let pointed = /** @type {number | null} */ (null);

  function readRows() {
    rows = fondsTimeline.rows(index);
    areMonthsKnown = 2 * total(rows.filter(({ first, last }) => last - first > 31)) <= total(rows);
    whole = {
      from: rows.reduce((least, { first }) => Math.min(least, first), Infinity),
      to: rows.reduce((most, { last }) => Math.max(most, last), -Infinity),
    };
  }

  // The choice and the address

  function readAddress() {
    const asked = new URLSearchParams(location.search);
    const chosen = (/** @type {TimelineFacet} */ { name, values }) =>
      new Set(asked.getAll(name).map((asked) => values.findIndex(({ value }) => value === asked)).filter((at) => at >= 0));
    const within = (/** @type {number | null} */ day, /** @type {number} */ otherwise) => Math.min(whole.to, Math.max(whole.from, day ?? otherwise));
    const from = within(fondsDays.parse(asked.get("from"), "first"), whole.from);
    const to = within(fondsDays.parse(asked.get("to"), "last"), whole.to);
    choice = { from, to: Math.max(from, to), facets: facets.map(chosen) };
    view = whole;
    // What would be a line in the whole is shown amid its time.
    if ((choice.to - choice.from + 1) * 4 * AROUND < whole.to - whole.from) view = around(choice, AROUND);
  }

  function writeAddress() {
    const asked = new URLSearchParams();
    if (choice.from > whole.from) asked.set("from", fondsDays.written(choice.from, "first"));
    if (choice.to < whole.to) asked.set("to", fondsDays.written(choice.to, "last"));
    facets.forEach(({ name, values }, at) => {
      for (const place of choice.facets[at]) asked.append(name, values[place].value);
    });
    const query = asked.toString();
    try {
      history.replaceState(null, "", query ? `?${query}` : location.pathname);
    } catch {
      // A browser that does not let a file's address change shows the choice all the same.
    }
  }

  /** A stretch so many times as long, round another, within the archive. @param {TimelineStretch} stretch @param {number} times */
  function around({ from, to }, times) {
    const days = Math.max(LEAST_DAYS, (to - from + 1) * times);
    const spare = Math.ceil(Math.max(0, days - (to - from + 1)) / 2);
    const [low, high] = [from - spare, to + spare];
    const shift = Math.max(0, whole.from - low) - Math.max(0, high - whole.to);
    return { from: Math.max(whole.from, low + shift), to: Math.min(whole.to, high + shift) };
  }

  const isTimeChosen = () => choice.from > whole.from || choice.to < whole.to;
  const isChosen = () => isTimeChosen() || choice.facets.some((chosen) => chosen.size > 0);
  /** Whether what is chosen of each facet but one has the values that stand at these places. @param {number[]} places @param {number} [but] */
  const fits = (places, but) =>
    choice.facets.every(
      (chosen, at) => at === but || !chosen.size || facets[at].sets[places[at]].some((value) => chosen.has(value)),
    );
  const ofCollections = () => facets.findIndex(({ name }) => name === "collection");
  /** The place of the collection, whose colour a document has. @param {number[]} places */
  const collectionOf = (places) => places[ofCollections()];
  const colourOf = (/** @type {TimelineRow} */ { places }) => index.collections[collectionOf(places)].colour;
  /** A document belongs to a stretch in which it can lie. @param {TimelineRow} row */
  const isWithin = ({ first, last }) => first <= choice.to && last >= choice.from;
  const total = (/** @type {TimelineRow[]} */ some) => some.reduce((sum, { count }) => sum + count, 0);

  // Counts. The index has months; where days matter, the documents themselves are counted.

  /** @param {TimelineStretch} stretch */
  const documentsWithin = async (stretch) => (await Promise.all(filesOf(stretch).map((name) => fondsTimeline.documentsOf(name)))).flat();
  const scaleOf = () => {
    const inView = rows.filter(({ first, last }) => first <= view.to && last >= view.from);
    const documents = total(inView);
    return fondsScale.of(view, { width: chart.width, documents, areMonthsKnown, areDaysKnown: documents <= MOST_BY_DAY });
  };
  /** The files that hold documents of a stretch, in the order of time. @param {TimelineStretch} stretch */
  function filesOf({ from, to }) {
    const [first, last] = [fondsDays.monthOf(from), fondsDays.monthOf(to)];
    return index.files.filter(([, begin, end]) => begin <= last && end >= first).map(([name]) => name);
  }

  const isOfMonths = () => fondsDays.civil(choice.from)[2] === 1 && fondsDays.civil(choice.to + 1)[2] === 1;

  /** @param {TimelineRow[]} some @returns {TimelineCounts} */
  function counted(some) {
    const found = /** @type {TimelineCounts} */ ({ all: 0, sureness: [0, 0, 0], facets: facets.map(() => new Map()) });
    for (const row of some) {
      if (!isWithin(row)) continue;
      if (fits(row.places)) {
        found.all += row.count;
        // What several bars share is told from what stands in one.
        const { edges } = chart.scale;
        const isSpread = fondsScale.barAt(edges, row.first) !== fondsScale.barAt(edges, row.last);
        found.sureness[row.sureness === 0 && isSpread ? 1 : row.sureness] += row.count;
      }
      facets.forEach(({ sets }, at) => {
        if (!fits(row.places, at)) return;
        for (const value of sets[row.places[at]]) found.facets[at].set(value, (found.facets[at].get(value) ?? 0) + row.count);
      });
    }
    return found;
  }

  const written = (/** @type {number} */ count) => count.toLocaleString(document.documentElement.lang);

  // What is shown

  let turn = 0;

  async function update() {
    const mine = ++turn;
    const scale = scaleOf();
    const drawn = scale.unit === "day" ? await documentsWithin(view) : rows;
    const chosen = scale.unit === "day" ? drawn : isOfMonths() ? rows : await documentsWithin(choice);
    // Another choice was made meanwhile.
    if (mine !== turn) return;
    chart.scale = scale;
    chart.bars = fondsChart.count(drawn.filter(({ places }) => fits(places)), scale, colourOf);
    fondsChart.draw(chart, [...new Set(index.collections.map(({ colour }) => colour))].sort());
    const found = counted(chosen);
    showBrush();
    showCounts(found);
    await list(found, mine);
  }

  function showBrush() {
    const { scale } = chart;
    const bars = { from: fondsScale.barAt(scale.edges, choice.from), to: fondsScale.barAt(scale.edges, choice.to) };
    // The first and last bar can begin and end with days that the archive has not.
    const begin = choice.from <= view.from ? 0 : fondsChart.place(scale, choice.from);
    const end = choice.to >= view.to ? 1 : fondsChart.place(scale, choice.to + 1);
    Object.assign(parts.stretch.style, { left: `${begin * 100}%`, width: `${(end - begin) * 100}%` });
    parts.stretch.hidden = choice.from <= view.from && choice.to >= view.to;
    for (const end of /** @type {const} */ (["from", "to"])) {
      const handle = parts[end];
      const bounds = { valuemin: end === "from" ? 0 : bars.from, valuemax: end === "from" ? bars.to : scale.edges.length - 2, valuenow: bars[end] };
      for (const [name, value] of Object.entries(bounds)) handle.setAttribute(`aria-${name}`, String(value));
      const day = names.day(choice[end]);
      const told = { bar: names.bar(scale, bars[end]), count: chart.bars[bars[end]].within };
      handle.setAttribute("aria-valuetext", `${scale.unit === "day" ? day : told.bar}. ${root.dataset.documents} ${written(told.count)}`);
    }
    parts.from.style.left = `${begin * 100}%`;
    parts.to.style.left = `${end * 100}%`;
    for (const [name, can] of Object.entries({ "zoom-in": choice.from > view.from || choice.to < view.to, "zoom-out": view.from > whole.from || view.to < whole.to })) {
      /** @type {HTMLElement} */ (/** @type {Record<string, HTMLElement>} */ (parts)[name]).hidden = !can;
    }
    showValue();
  }

  /** Below the chart: the bar under the pointer or, without one, that of the handle with the focus, or what is chosen. */
  function showValue() {
    const { scale, bars } = chart;
    const handle = document.activeElement === parts.from ? choice.from : document.activeElement === parts.to ? choice.to : null;
    const at = pointed ?? (handle === null ? null : fondsScale.barAt(scale.edges, handle));
    const bar = at === null ? undefined : bars[at];
    if (at === null || !bar) {
      const [from, to] = [names.day(choice.from), names.day(choice.to)];
      parts.value.replaceChildren(element("strong", from === to ? from : `${from} – ${to}`));
      return;
    }
    const line = /** @type {(Node | string)[]} */ ([element("strong", names.bar(scale, at)), ` ${root.dataset.documents} ${written(bar.within)}`]);
    if (bar.maybe) line.push(`, ${root.dataset.maybe} ${written(bar.maybe)}`);
    if (bar.documents.size > 1) {
      for (const [colour, count] of [...bar.documents].sort()) line.push(" ", swatch(colour), ` ${written(count)}`);
    }
    parts.value.replaceChildren(...line);
  }

  /** @param {TimelineCounts} found */
  function showCounts(found) {
    facets.forEach(({ list }, at) => {
      for (const line of list.querySelectorAll("li")) {
        const [box, extent] = [line.querySelector("input"), line.querySelector(".extent")];
        if (!box || !extent) continue;
        const count = found.facets[at].get(Number(box.dataset.place)) ?? 0;
        box.checked = choice.facets[at].has(Number(box.dataset.place));
        extent.textContent = written(count);
        line.hidden = count === 0 && !box.checked;
      }
    });
    ["stated", "spread", "inferred"].forEach((name, at) => {
      const key = /** @type {HTMLElement} */ (root.querySelector(`.key.${name}`)?.closest("li"));
      /** @type {HTMLElement} */ (key.querySelector(".extent")).textContent = written(found.sureness[at]);
      key.hidden = found.sureness[at] === 0;
    });
    parts.found.textContent = written(found.all);
    parts.clear.hidden = !isChosen();
  }

  // The documents

  /** @param {TimelineCounts} found @param {number} mine */
  async function list(found, mine) {
    parts.matches.hidden = !isChosen();
    for (const all of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".all-years"))) all.hidden = isChosen();
    if (!isChosen()) return;
    const needed = Math.min(shown, found.all);
    const listed = /** @type {TimelineRow[]} */ ([]);
    for (const name of filesOf(choice)) {
      if (listed.length >= needed) break;
      const documents = await fondsTimeline.documentsOf(name);
      if (mine !== turn) return;
      listed.push(...documents.filter((row) => isWithin(row) && fits(row.places)));
    }
    parts.list.replaceChildren(...listed.slice(0, shown).flatMap(({ document }) => (document ? [line(document)] : [])));
    parts.further.hidden = found.all <= shown;
  }

  /** @param {string} name @param {string} text @param {string} [className] */
  function element(name, text, className) {
    const made = document.createElement(name);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  /** A square in the colour of a collection. @param {string} colour */
  function swatch(colour) {
    const square = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    square.setAttribute("class", "swatch");
    square.setAttribute("aria-hidden", "true");
    const fill = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    fill.setAttribute("class", `bar ${colour}`);
    square.append(fill);
    return square;
  }

  /** @param {TimelineDocument} document */
  function line([href, number, title, date, , , , places, tells]) {
    const collection = collectionOf(places);
    const row = element("li", "");
    const link = Object.assign(document.createElement("a"), { href });
    if (number) link.append(element("span", `${number}.`, "number"), " ");
    const { language } = index.collections[collection];
    link.append(language ? Object.assign(element("span", title), { lang: language.tag, dir: language.dir }) : title);
    const main = element("div", "");
    main.append(link);
    if (tells) main.append(Object.assign(element("p", tells, "tells"), language ? { lang: language.tag, dir: language.dir } : {}));
    row.append(element("span", date, "when"), main, element("span", facets[ofCollections()].values[collection].label, "collection"));
    return row;
  }

  // The controls

  /** The list of a facet: that of the template or, where it has none, one of its own after the others. @param {FacetData} facet */
  function listOf({ name, label }) {
    const lists = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("ul[data-part]"));
    const known = [...lists].find(({ dataset }) => dataset.part === `${name}s`);
    if (known) return known;
    const details = document.createElement("details");
    const list = document.createElement("ul");
    details.append(element("summary", label), list);
    root.querySelector(".filters")?.append(details);
    return list;
  }

  /** @param {TimelineFacet} facet @param {number} at its place among all */
  function choices({ list, values }, at) {
    const lines = values.map(({ label, colour }, place) => {
      const line = document.createElement("li");
      const frame = document.createElement("label");
      const box = document.createElement("input");
      box.type = "checkbox";
      box.dataset.place = String(place);
      box.addEventListener("change", () => {
        if (box.checked) choice.facets[at].add(place);
        else choice.facets[at].delete(place);
        changed();
      });
      frame.append(box, " ");
      if (colour) {
        frame.append(swatch(colour), " ");
        // The others fade, so that a collection is found by whoever tells no colours apart.
        for (const name of ["pointerenter", "focusin"]) frame.addEventListener(name, () => pickOut(colour));
        for (const name of ["pointerleave", "focusout"]) frame.addEventListener(name, () => pickOut(null));
      }
      frame.append(label, " ", element("span", "", "extent"));
      line.append(frame);
      return line;
    });
    list.replaceChildren(...lines);
  }

  /** @param {string | null} colour */
  function pickOut(colour) {
    for (const bar of chart.svg.querySelectorAll(".bar")) bar.classList.toggle("faint", colour !== null && !bar.classList.contains(colour));
  }

  function changed() {
    shown = STEP;
    writeAddress();
    update();
  }

  /** @param {TimelineStretch} stretch */
  function show(stretch) {
    view = stretch;
    update();
    parts.from.focus();
  }

  function prepareControls() {
    const found = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-part]"));
    Object.assign(parts, Object.fromEntries([...found].map((part) => [part.dataset.part, part])));
    facets.forEach((facet, at) => {
      choices(facet, at);
      // Where all documents have the same, there is nothing to choose.
      const had = new Set(rows.flatMap(({ places }) => facet.sets[places[at]]));
      const details = facet.list.closest("details");
      if (details) details.hidden = had.size < 2;
    });
    parts.clear.addEventListener("click", () => {
      choice = { ...whole, facets: facets.map(() => new Set()) };
      writeAddress();
      shown = STEP;
      show(whole);
    });
    parts["zoom-in"].addEventListener("click", () => show(around(choice, 1)));
    parts["zoom-out"].addEventListener("click", () => show(around(view, AROUND)));
    parts.further.addEventListener("click", async () => {
      const before = shown;
      shown += STEP;
      await update();
      parts.list.children[before]?.querySelector("a")?.focus();
    });
    root.querySelector("form")?.addEventListener("submit", (event) => event.preventDefault());
    for (const end of [parts.from, parts.to]) for (const name of ["focus", "blur"]) end.addEventListener(name, showValue);
    for (const before of [figure, ...document.querySelectorAll(".legend")]) /** @type {HTMLElement} */ (before).hidden = true;
  }

  function prepareChart() {
    chart = { svg: parts.chart, axis: parts.axis, bars: [], scale: { unit: "year", larger: 1, edges: [whole.from, whole.to + 1] }, names, width: parts.brush.clientWidth };
    fondsChart.brush(
      { frame: parts.brush, handles: { from: parts.from, to: parts.to } },
      () => ({ scale: chart.scale, choice }),
      (stretch) => {
        // Time at the edges that the archive has not cannot be chosen.
        const within = { from: Math.max(stretch.from, whole.from), to: Math.min(stretch.to, whole.to) };
        if (within.from === choice.from && within.to === choice.to) return;
        Object.assign(choice, within);
        changed();
      },
      (bar) => {
        pointed = bar;
        showValue();
      },
    );
    new ResizeObserver(() => {
      if (parts.brush.clientWidth === chart.width || !parts.brush.clientWidth) return;
      chart.width = parts.brush.clientWidth;
      update();
    }).observe(parts.brush);
  }

  /**
   * A facet as it is used here: after its values comes what stands for documents without one, if there can be any.
   * @param {FacetData} data
   * @returns {TimelineFacet}
   */
  function facetOf(data) {
    const { name, without, values, sets = [] } = data;
    const colourOf = (/** @type {number} */ place) => (name === "collection" ? index.collections[place].colour : undefined);
    const shown = values.map(({ value, label }, place) => ({ value, label: label ?? value, colour: colourOf(place) }));
    return {
      name,
      list: listOf(data),
      values: without === undefined ? shown : [...shown, { value: "", label: without }],
      sets: [...shown.map((_, place) => [place]), [shown.length], ...sets],
    };
  }

  async function begin() {
    index = await fondsTimeline.open(root.dataset.data ?? "");
    readRows();
    names = fondsScale.namesOf(index);
    root.append(template.content.cloneNode(true));
    facets = index.facets.map(facetOf);
    prepareControls();
    prepareChart();
    readAddress();
    update();
    window.addEventListener("popstate", () => {
      readAddress();
      update();
    });
  }

  begin();
})();
