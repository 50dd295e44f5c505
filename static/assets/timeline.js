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
  /** Up to how many documents are drawn one by one. */
  const MOST_DRAWN = 2000;
  const SVG = "http://www.w3.org/2000/svg";

  /** There when `begin` is called. */
  let index = /** @type {TimelineIndex} */ (/** @type {unknown} */ (null));
  /** The first month, as the number of months since the year 0, and how many months there are. */
  let firstMonth = 0;
  let months = 0;
  /** Whether the month is known of most documents. Otherwise bars stand for years. */
  let areMonthsKnown = true;
  const years = /** @type {Map<number, TimelineDocument[]>} */ (new Map());
  const waiting = /** @type {Map<number, () => void>} */ (new Map());
  /** What documents are chosen by besides their time, as the data name it, each with its list. */
  let facets = /** @type {TimelineFacet[]} */ ([]);
  /** What is chosen: months counted from the first, and for each facet the places of its values. */
  let choice = /** @type {TimelineChoice} */ ({ from: 0, to: 0, facets: [] });
  let shown = STEP;

  // Data come as scripts that call these functions.
  window.fondsTimeline = {
    index(data) {
      index = data;
      begin();
    },
    year(year, documents) {
      years.set(year, documents);
      waiting.get(year)?.();
    },
  };

  /** @param {string} address */
  function load(address) {
    const script = document.createElement("script");
    script.src = `${root.dataset.data}${address}`;
    document.head.append(script);
    script.addEventListener("load", () => script.remove());
  }

  /** @param {number} year @returns {Promise<TimelineDocument[]>} */
  function documentsOf(year) {
    const known = years.get(year);
    if (known) return Promise.resolve(known);
    return new Promise((done) => {
      if (!waiting.has(year)) load(`${String(year).padStart(4, "0")}.js`);
      const before = waiting.get(year);
      waiting.set(year, () => {
        before?.();
        done(years.get(year) ?? []);
      });
    });
  }

  // Months and their names

  const yearOf = (/** @type {number} */ month) => Math.floor((firstMonth + month) / 12);
  const monthOf = (/** @type {number} */ month) => (firstMonth + month) % 12;
  const nameOf = (/** @type {number} */ month) => `${index.months[monthOf(month)]} ${yearOf(month)}`;
  const isoOf = (/** @type {number} */ month) => `${String(yearOf(month)).padStart(4, "0")}-${String(monthOf(month) + 1).padStart(2, "0")}`;

  /** @param {string | null} text @param {{ missing: number, month: number }} otherwise */
  function monthFromIso(text, otherwise) {
    const found = /^(-?\d{1,4})(?:-(\d\d))?$/.exec(text ?? "");
    if (!found) return otherwise.missing;
    const month = Number(found[1]) * 12 + (found[2] ? Number(found[2]) - 1 : otherwise.month) - firstMonth;
    return Math.min(Math.max(month, 0), months - 1);
  }

  // The choice and the address

  function readAddress() {
    const asked = new URLSearchParams(location.search);
    const chosen = (/** @type {TimelineFacet} */ { name, values }) =>
      new Set(asked.getAll(name).map((asked) => values.findIndex(({ value }) => value === asked)).filter((at) => at >= 0));
    choice = {
      from: monthFromIso(asked.get("from"), { missing: 0, month: 0 }),
      to: monthFromIso(asked.get("to"), { missing: months - 1, month: 11 }),
      facets: facets.map(chosen),
    };
    if (choice.to < choice.from) choice.to = choice.from;
  }

  function writeAddress() {
    const asked = new URLSearchParams();
    if (choice.from > 0) asked.set("from", isoOf(choice.from));
    if (choice.to < months - 1) asked.set("to", isoOf(choice.to));
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

  const isChosen = () => choice.from > 0 || choice.to < months - 1 || choice.facets.some((chosen) => chosen.size > 0);
  /** Whether what is chosen of each facet but one has the values that stand at these places. @param {number[]} places @param {number} [but] */
  const fits = (places, but) =>
    choice.facets.every(
      (chosen, at) => at === but || !chosen.size || facets[at].sets[places[at]].some((value) => chosen.has(value)),
    );
  const ofCollections = () => facets.findIndex(({ name }) => name === "collection");
  /** The place of the collection, whose colour a document has. @param {number[]} places */
  const collectionOf = (places) => places[ofCollections()];
  /** What is known to the year only belongs to a stretch that holds some of the year. @param {number} year @param {number} month */
  function isWithin(year, month) {
    const start = year * 12 - firstMonth;
    if (month === 0) return start <= choice.to && start + 11 >= choice.from;
    return start + month - 1 >= choice.from && start + month - 1 <= choice.to;
  }

  // Counts

  function counts() {
    const found = /** @type {TimelineCounts} */ ({ all: 0, facets: facets.map(() => new Map()), bars: new Map() });
    const add = (/** @type {Map<number, number>} */ map, /** @type {number} */ key, /** @type {number} */ count) => map.set(key, (map.get(key) ?? 0) + count);
    for (const [year, rows] of Object.entries(index.years)) {
      for (const row of rows) {
        const [month, places, count] = [row[0], row.slice(1, -1), row[row.length - 1]];
        const isFitting = fits(places);
        // What is known to the year only has no month to stand in.
        if (isFitting && (month || barWidth() > 1)) {
          const at = month ? Number(year) * 12 + month - 1 - firstMonth : Number(year) * 12 - firstMonth;
          const bar = found.bars.get(at) ?? new Map();
          found.bars.set(at, bar);
          add(bar, collectionOf(places), count);
        }
        if (!isWithin(Number(year), month)) continue;
        if (isFitting) found.all += count;
        facets.forEach(({ sets }, at) => {
          if (fits(places, at)) for (const value of sets[places[at]]) add(found.facets[at], value, count);
        });
      }
    }
    return found;
  }

  // The chart: one path for the bars of each colour.

  /** How many months a bar stands for: one or, where that would be too narrow to be seen or say too little, years. */
  const barWidth = () => (months <= 480 && areMonthsKnown ? 1 : Math.ceil(months / 12 / 240) * 12);

  /** @param {TimelineCounts} found */
  function drawChart(found) {
    const width = barWidth();
    const bars = /** @type {TimelineCounts["bars"]} */ (new Map());
    for (const [month, parts] of found.bars) {
      const bar = Math.floor(Math.max(0, month) / width);
      const sums = bars.get(bar) ?? new Map();
      bars.set(bar, sums);
      for (const [collection, count] of parts) sums.set(collection, (sums.get(collection) ?? 0) + count);
    }
    const total = (/** @type {Map<number, number>} */ parts) => [...parts.values()].reduce((sum, count) => sum + count, 0);
    const highest = Math.max(1, ...[...bars.values()].map(total));
    const paths = new Map();
    for (const [bar, parts] of bars) {
      let below = 0;
      for (const [collection, count] of [...parts].sort(([a], [b]) => a - b)) {
        const height = Math.max((count / highest) * 100, 0.6);
        const { colour } = index.collections[collection];
        const x = bar * width;
        paths.set(colour, `${paths.get(colour) ?? ""}M${(x + 0.1 * width).toFixed(1)} ${(100 - below).toFixed(1)}v${(-height).toFixed(1)}h${(0.8 * width).toFixed(1)}v${height.toFixed(1)}z`);
        below += height;
      }
    }
    parts.bars.replaceChildren(...[...paths].map(([colour, path]) => svgPath(`bar ${colour}`, path)));
    parts.chart.setAttribute("viewBox", `0 0 ${months} 100`);
    parts.stretch.setAttribute("x", String(choice.from));
    parts.stretch.setAttribute("width", String(choice.to - choice.from + 1));
    parts.stretch.toggleAttribute("hidden", choice.from === 0 && choice.to === months - 1);
  }

  /** Years below the chart, each where it begins. */
  function drawAxis() {
    const [first, last] = [Math.ceil(firstMonth / 12), yearOf(months - 1)];
    const step = Math.ceil((last - first + 1) / 6);
    for (let year = first; year <= last; year += step) {
      const place = ((year * 12 - firstMonth) / months) * 100;
      // A label at the very end would stick out.
      if (place > 90) break;
      const label = document.createElementNS(SVG, "text");
      label.setAttribute("x", `${place.toFixed(1)}%`);
      label.setAttribute("y", "14");
      label.textContent = String(year);
      parts.axis?.append(label);
    }
  }

  /** @param {string} name @param {string} path */
  function svgPath(name, path) {
    const element = document.createElementNS(SVG, "path");
    element.setAttribute("class", name);
    element.setAttribute("d", path);
    element.setAttribute("vector-effect", "non-scaling-stroke");
    return element;
  }

  // The documents

  let turn = 0;

  /** @param {TimelineCounts} found */
  async function list(found) {
    const mine = ++turn;
    parts.matches.hidden = !isChosen();
    for (const all of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".all-years"))) all.hidden = isChosen();
    if (!isChosen()) return;
    const wanted = Object.keys(index.years)
      .map(Number)
      .sort((a, b) => a - b)
      .filter((year) => index.years[year].some((row) => isWithin(year, row[0]) && fits(row.slice(1, -1))));
    // What is drawn needs every year, so that all are asked for at once; the list is shown as soon as it is full.
    const isDrawn = found.all <= MOST_DRAWN;
    if (isDrawn) wanted.forEach(documentsOf);
    /** @type {TimelineDocument[]} */
    const rows = [];
    const needed = Math.min(shown, found.all);
    let isListed = false;
    for (const year of wanted) {
      const documents = await documentsOf(year);
      // Another choice was made meanwhile.
      if (mine !== turn) return;
      rows.push(...documents.filter((row) => isWithin(year, row[8][0]) && fits(row[8].slice(1))));
      if (rows.length < needed) continue;
      if (!isListed) parts.list.replaceChildren(...rows.slice(0, shown).map(listed));
      isListed = true;
      if (!isDrawn) break;
    }
    if (!isListed) parts.list.replaceChildren();
    parts.further.hidden = found.all <= shown;
    drawDates(isDrawn ? rows : []);
  }

  /** @param {string} name @param {string} text @param {string} [className] */
  function element(name, text, className) {
    const made = document.createElement(name);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  /** @param {TimelineDocument} row */
  function listed([href, number, title, date, , , , , [, ...places]]) {
    const collection = collectionOf(places);
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = href;
    if (number) link.append(element("span", `${number}.`, "number"), " ");
    const { language } = index.collections[collection];
    if (language) {
      const spoken = element("span", title);
      Object.assign(spoken, { lang: language.tag, dir: language.dir });
      link.append(spoken);
    } else link.append(title);
    const when = element("p", "", "when");
    when.append(element("span", date));
    const at = ofCollections();
    if (choice.facets[at].size !== 1) when.prepend(element("span", facets[at].values[collection].label, "place"));
    line.append(link, when);
    return line;
  }

  // Each date as what it is: a day as a stroke, an interval as a bar, what is inferred dashed, what is uncertain hollow.
  /** @param {TimelineDocument[]} rows */
  function drawDates(rows) {
    parts.dates.hidden = rows.length === 0;
    if (!rows.length) return;
    const lanes = [...new Set(rows.map((row) => collectionOf(row[8].slice(1))))].sort((a, b) => a - b);
    const start = (firstMonth + choice.from) * 30.4375;
    const span = (choice.to - choice.from + 1) * 30.4375;
    const place = (/** @type {string | null} */ day, /** @type {number} */ otherwise) => {
      const figures = /^(-?\d+)-(\d+)-(\d+)$/.exec(day ?? "");
      if (!figures) return otherwise;
      const [, year, month, date] = figures.map(Number);
      return Math.min(1000, Math.max(0, (((year * 12 + month - 1) * 30.4375 + date - 1 - start) / span) * 1000));
    };
    const paths = { exact: "", interval: "", inferred: "", uncertain: "" };
    for (const [, , , , first, last, basis, isVague, [, ...places]] of rows) {
      const y = lanes.indexOf(collectionOf(places)) * 14 + 7;
      const [from, to] = [place(first, 0), place(last, 1000)];
      if (isVague) paths.uncertain += `M${from.toFixed(1)} ${y - 3}h${Math.max(to - from, 5).toFixed(1)}v6h${(-Math.max(to - from, 5)).toFixed(1)}z`;
      else if (first !== last) paths[basis === "inferred" ? "inferred" : "interval"] += `M${from.toFixed(1)} ${y}h${Math.max(to - from, 3).toFixed(1)}`;
      else paths[basis === "inferred" ? "inferred" : "exact"] += `M${from.toFixed(1)} ${y - 4}v8`;
    }
    const drawing = /** @type {SVGSVGElement} */ (parts.dates.querySelector("svg"));
    drawing.setAttribute("viewBox", `0 0 1000 ${lanes.length * 14}`);
    drawing.style.blockSize = `${lanes.length * 14}px`;
    drawing.replaceChildren(...Object.entries(paths).map(([name, path]) => svgPath(`date-${name}`, path)));
  }

  // The controls

  const parts = /** @type {TimelineParts} */ ({});

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
      if (colour) frame.append(element("span", "", `swatch ${colour}`), " ");
      frame.append(label, " ", element("span", "", "extent"));
      line.append(frame);
      return line;
    });
    list.replaceChildren(...lines);
  }

  /** @param {HTMLElement} list @param {Map<number, number>} found @param {Set<number>} chosen */
  function showCounts(list, found, chosen) {
    for (const line of list.querySelectorAll("li")) {
      const [box, extent] = [line.querySelector("input"), line.querySelector(".extent")];
      if (!box || !extent) continue;
      const count = found.get(Number(box.dataset.place)) ?? 0;
      box.checked = chosen.has(Number(box.dataset.place));
      extent.textContent = count.toLocaleString(document.documentElement.lang);
      line.hidden = count === 0 && !box.checked;
    }
  }

  function changed() {
    shown = STEP;
    writeAddress();
    update();
  }

  function update() {
    const found = counts();
    for (const name of /** @type {const} */ (["from", "to"])) {
      const range = parts[name];
      range.value = String(choice[name]);
      range.setAttribute("aria-valuetext", nameOf(choice[name]));
      const output = range.closest("label")?.querySelector("output");
      if (output) output.textContent = nameOf(choice[name]);
    }
    facets.forEach(({ list }, at) => showCounts(list, found.facets[at], choice.facets[at]));
    parts.found.textContent = found.all.toLocaleString(document.documentElement.lang);
    parts.clear.hidden = !isChosen();
    drawChart(found);
    list(found);
  }

  function prepareControls() {
    const found = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-part]"));
    Object.assign(parts, Object.fromEntries([...found].map((part) => [part.dataset.part, part])));
    for (const range of [parts.from, parts.to]) range.max = String(months - 1);
    parts.from.addEventListener("input", () => {
      choice.from = Number(parts.from.value);
      choice.to = Math.max(choice.to, choice.from);
      changed();
    });
    parts.to.addEventListener("input", () => {
      choice.to = Number(parts.to.value);
      choice.from = Math.min(choice.from, choice.to);
      changed();
    });
    facets.forEach(choices);
    parts.clear.addEventListener("click", () => {
      choice = { from: 0, to: months - 1, facets: facets.map(() => new Set()) };
      changed();
      parts.from.focus();
    });
    parts.further.addEventListener("click", async () => {
      const before = shown;
      shown += STEP;
      await list(counts());
      parts.list.children[before]?.querySelector("a")?.focus();
    });
    root.querySelector("form")?.addEventListener("submit", (event) => event.preventDefault());
    chooseByPointer();
    figure.hidden = true;
  }

  function chooseByPointer() {
    let start = /** @type {number | null} */ (null);
    const monthAt = (/** @type {PointerEvent} */ event) => {
      const { left, width } = parts.chart.getBoundingClientRect();
      return Math.min(months - 1, Math.max(0, Math.floor(((event.clientX - left) / width) * months)));
    };
    parts.chart.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      start = monthAt(event);
      parts.chart.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    parts.chart.addEventListener("pointermove", (event) => {
      if (start === null) return;
      const at = monthAt(event);
      [choice.from, choice.to] = [Math.min(start, at), Math.max(start, at)];
      changed();
    });
    parts.chart.addEventListener("pointerup", (event) => {
      if (start === null) return;
      const at = monthAt(event);
      [choice.from, choice.to] = [Math.min(start, at), Math.max(start, at)];
      start = null;
      changed();
    });
    parts.chart.addEventListener("pointercancel", () => (start = null));
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

  function begin() {
    const all = Object.entries(index.years).flatMap(([year, rows]) =>
      rows.flatMap(([month]) => (month ? [Number(year) * 12 + month - 1] : [Number(year) * 12, Number(year) * 12 + 11])),
    );
    firstMonth = all.reduce((a, b) => Math.min(a, b));
    const last = all.reduce((a, b) => Math.max(a, b));
    const rows = Object.values(index.years).flat();
    const count = (/** @type {TimelineCount[]} */ some) => some.reduce((sum, row) => sum + row[row.length - 1], 0);
    areMonthsKnown = 2 * count(rows.filter(([month]) => !month)) <= count(rows);
    // Bars of years begin in January.
    if (last - firstMonth >= 480 || !areMonthsKnown) firstMonth -= firstMonth % 12;
    months = last - firstMonth + 1;
    root.append(template.content.cloneNode(true));
    facets = index.facets.map(facetOf);
    readAddress();
    prepareControls();
    if (parts["left-out"]) parts["left-out"].hidden = barWidth() > 1;
    drawAxis();
    update();
    window.addEventListener("popstate", () => {
      readAddress();
      update();
    });
  }

  load("index.js");
})();
