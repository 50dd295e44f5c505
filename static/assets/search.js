// The search page: asks for words, and shows the documents that have them. What is asked for stands in the address.
// Without this script the page leads to the lists of all documents. The words stand in the template.
"use strict";

(() => {
  const root = /** @type {HTMLElement} */ (document.getElementById("search"));
  const words = /** @type {Record<string, string>} */ (root.dataset);
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("search-parts"));
  const parts = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const part = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (parts.querySelector(selector));
  const form = /** @type {SearchForm} */ (parts.querySelector("form"));
  const section = part("section");
  const status = part("[role=status]");
  const results = part("#search-results");
  const clear = part("[data-part=clear]");
  const suggestions = part("#search-suggestions");
  const without = part("[data-part=without]");
  const examples = part("[data-part=examples]");
  const offer = part("[data-part=offer]");
  const timeHead = part("[data-part=time]");
  const wordsHead = part("[data-part=words]");
  const wrongDate = part("[data-part=wrong-date]");
  /** The documents of the time that a query names, and those with its words. */
  const ofTime = listIn("time");
  const ofWords = listIn("words");
  root.replaceChildren(parts);

  /** How many results are shown at first, and with each further step. */
  const STEP = 10;
  /** How long typing has to rest before a search begins, in milliseconds. */
  const REST = 80;
  /** What the address holds besides what is chosen of facets. */
  const ASKED = /** @type {const} */ (["q", "in", "sort", "from", "to"]);

  /** What documents are chosen by, as the index names it, each with its list; empty until the index is there. */
  let facets = /** @type {SearchChoice[]} */ ([]);
  /** What is chosen of each facet, by its name, as it stands in the address. */
  let chosen = /** @type {Map<string, Set<string>>} */ (new Map());
  let found = /** @type {SearchResult} */ ({ matches: [], marks: { forms: new Set(), phrases: [] }, isEmpty: true });
  /** The time that the query names, if documents are of it. */
  let time = /** @type {SoughtTime | null} */ (null);
  /** The days between which documents have to be, as the form has them; without end where it has none. */
  let limits = /** @type {{ from: number, to: number } | null} */ (null);
  let dates = /** @type {SearchDates | null} */ (null);
  /** How many documents there are. */
  let documents = 0;
  /** Whether the filters are open since nothing was asked for yet. */
  let areOpen = false;
  /** The place of each document in the order of time. */
  let order = /** @type {(number | null)[] | null} */ (null);
  /** Counts searches and views, so that an earlier one that ends later is dropped. */
  let turn = 0;

  /** @param {string} name @returns {SearchList} */
  function listIn(name) {
    return { list: part(`[data-list=${name}]`), further: part(`[data-further=${name}]`), shown: 0, matches: [], result: null };
  }

  // The address

  function readAddress() {
    const asked = new URLSearchParams(location.search);
    form.q.value = asked.get("q") ?? "";
    const field = asked.get("in") ?? "";
    form.in.value = ["text", "notes"].includes(field) ? field : "";
    form.sort.value = asked.get("sort") === "date" ? "date" : "";
    for (const name of /** @type {const} */ (["from", "to"])) form[name].value = asked.get(name) ?? "";
    const names = [...asked.keys()].filter((name) => !ASKED.some((other) => other === name));
    chosen = new Map(names.map((name) => [name, new Set(asked.getAll(name))]));
  }

  function writeAddress() {
    const asked = new URLSearchParams();
    for (const name of ASKED) if (form[name].value.trim()) asked.set(name, form[name].value.trim());
    for (const [name, values] of chosen) for (const value of values) asked.append(name, value);
    const query = asked.toString();
    try {
      history.replaceState(null, "", query ? `?${query}` : location.pathname);
    } catch {
      // A browser that does not let a file's address change searches all the same.
    }
  }

  // Filters

  /** The list of a facet: that of the template or, where it has none, one of its own after the others. @param {SearchFacet} facet */
  function listOf({ name, label }) {
    const lists = /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("ul[data-part]"));
    const known = [...lists].find(({ dataset }) => dataset.part === name);
    if (known) return known;
    const details = document.createElement("details");
    details.appendChild(document.createElement("summary")).textContent = label;
    const list = details.appendChild(document.createElement("ul"));
    list.dataset.part = name;
    form.querySelector(".filters")?.append(details);
    return list;
  }

  const detailsOf = (/** @type {SearchChoice} */ { list }) => /** @type {HTMLDetailsElement} */ (list.closest("details"));

  /** @param {SearchOverview} overview */
  function prepareFacets(overview) {
    if (facets.length) return;
    facets = overview.facets.map((facet) => ({ ...facet, list: listOf(facet), chosen: chosen.get(facet.name) ?? new Set() }));
    // What the address names and the archive does not have is no choice.
    chosen = new Map(facets.map(({ name, chosen }) => [name, chosen]));
    const isStart = !form.q.value;
    for (const facet of facets) detailsOf(facet).open = facet.chosen.size > 0 || (isStart && ["collection", "year"].includes(facet.name));
    areOpen = isStart;
  }

  /** Whether a document has what is chosen of each facet but one. @param {number} document @param {SearchChoice} [but] */
  const fits = (document, but) =>
    isInLimits(document) &&
    facets.every((facet) => {
      const { chosen, values, placesOf } = facet;
      return facet === but || !chosen.size || placesOf(document).some((place) => chosen.has(values[place].value));
    });

  function showFilters() {
    // Before anything is asked for, they are what the page has to show; then they make room.
    if (areOpen && !found.isEmpty) for (const facet of facets) detailsOf(facet).open = facet.chosen.size > 0;
    areOpen &&= found.isEmpty === true;
    const asked = found.isEmpty && !time ? everything() : [...found.matches, ...(time?.matches ?? [])];
    const all = new Set(asked.map(({ document }) => document));
    const isAtMost = [ofTime, ofWords].some(hasUnsure);
    for (const facet of facets) {
      const { values, list, chosen } = facet;
      const counts = /** @type {Map<number, number>} */ (new Map());
      for (const document of all) {
        if (!fits(document, facet)) continue;
        for (const place of facet.placesOf(document)) counts.set(place, (counts.get(place) ?? 0) + 1);
      }
      // What is chosen is shown even if no match has it, or no document at all.
      const known = new Set(values.map(({ value }) => value));
      const unknown = [...chosen].filter((value) => !known.has(value)).map((value) => ({ value, label: value, count: 0 }));
      const rows = values
        .map(({ value, label }, place) => ({ value, label, count: counts.get(place) ?? 0 }))
        .filter(({ value, count }) => count || chosen.has(value));
      const focused = list.contains(document.activeElement) ? /** @type {HTMLInputElement} */ (document.activeElement).value : null;
      list.replaceChildren(...[...unknown, ...rows].map((row) => choice(row, chosen.has(row.value), isAtMost)));
      if (focused !== null) for (const box of list.querySelectorAll("input")) if (box.value === focused) box.focus();
      detailsOf(facet).hidden = !list.childElementCount;
    }
    clear.hidden = !facets.some(({ chosen }) => chosen.size);
  }

  /** @param {FacetValue & { count: number }} row @param {boolean} checked @param {boolean} isAtMost */
  function choice({ value, label, count }, checked, isAtMost) {
    const row = document.createElement("li");
    const frame = row.appendChild(document.createElement("label"));
    const box = frame.appendChild(document.createElement("input"));
    Object.assign(box, { type: "checkbox", value, checked });
    frame.append(` ${label} `, span("extent", shownCount(count, isAtMost)));
    return row;
  }

  // Time

  const isInLimits = (/** @type {number} */ document) => !limits || !dates || fondsDates.fit(dates.daysOf(document), limits) !== "";

  /** All documents, in their order. */
  const everything = () => Array.from({ length: documents }, (_, document) => ({ document, score: 0, isExact: true, passages: [] }));

  /** Loads the days of documents where a time is asked for: in the form, or by a query that may name a year. */
  async function prepareDates() {
    if (form.from.value || form.to.value || /\p{Nd}{4}/u.test(form.q.value)) dates ??= await fondsSearch.dates();
    const ends = [form.from, form.to].map((input) => {
      const end = input.value.trim() && dates ? fondsDates.whole(input.value.trim(), dates.words) : null;
      const isWrong = input.value.trim() !== "" && !end;
      input.setAttribute("aria-invalid", String(isWrong));
      return { end, isWrong, value: input.value.trim() };
    });
    const wrong = ends.filter(({ isWrong }) => isWrong).map(({ value }) => value);
    wrongDate.textContent = wrong.length ? `${words.noDate} ${wrong.join(", ")}` : "";
    const [from, to] = ends.map(({ end }) => end);
    limits = from || to ? { from: from?.from ?? -Infinity, to: to?.to ?? Infinity } : null;
  }

  /** The documents of the time that a query names, with what else it asks for. @param {{ typing: boolean }} options @returns {Promise<SoughtTime | null>} */
  async function askTime(options) {
    const asked = dates && fondsDates.inQuery(form.q.value, dates.words);
    if (!asked || !dates) return null;
    const rest = asked.rest ? await fondsSearch.search(asked.rest, form.in.value, options) : null;
    const found = rest && !rest.isEmpty ? rest : null;
    const its = fondsDates.within(found?.matches ?? everything(), asked, dates);
    if (!its.matches.length) return null;
    return { ...asked, ...its, found, query: found ? asked.rest : "" };
  }

  // Results

  /** @param {SearchMatch} match @param {SearchedDocument} described */
  function resultOf({ passages, document: place }, described) {
    const row = document.createElement("li");
    const link = row.appendChild(document.createElement("a"));
    const anchor = passages.length ? fondsExtracts.anchorOf(passages[0], described) : "";
    link.href = described.url + (anchor && `#${encodeURIComponent(anchor)}`);
    if (described.language) Object.assign(link, { lang: described.language, dir: described.direction });
    if (described.number) link.append(span("number", `${described.number}.`), " ");
    link.append(described.title);
    if (described.tells) {
      const tells = row.appendChild(document.createElement("p"));
      tells.className = "tells";
      tells.textContent = described.tells;
      if (described.language) Object.assign(tells, { lang: described.language, dir: described.direction });
    }
    const meta = row.appendChild(document.createElement("p"));
    meta.className = "when";
    if (described.date) {
      const date = meta.appendChild(document.createElement(described.datetime ? "time" : "span"));
      if (described.datetime) date.setAttribute("datetime", described.datetime);
      date.textContent = described.date;
      meta.append(" ");
    }
    const collection = facets.find(({ name }) => name === "collection");
    meta.append(span("collection", collection?.values[collection.placesOf(place)[0]].label ?? ""));
    return row;
  }

  /** @param {string} name @param {string} text */
  function span(name, text) {
    const element = document.createElement("span");
    element.className = name;
    element.textContent = text;
    return element;
  }

  const shownNumber = (/** @type {number} */ count) => count.toLocaleString(document.documentElement.lang);
  const shownCount = (/** @type {number} */ count, isAtMost = false) => (isAtMost && count ? "≤\u202f" : "") + shownNumber(count);

  /** Whether some matches of a list may turn out to be none. @param {SearchList} list */
  const hasUnsure = ({ matches, result }) => result?.isSure !== undefined && !matches.every(({ document }) => result.isSure?.(document));

  /** What is said of the number of matches in some lists. @param {SearchList[]} lists */
  function numberOf(...lists) {
    const number = shownNumber(lists.reduce((sum, { matches }) => sum + matches.length, 0));
    return `${words.found} ${lists.some(hasUnsure) ? words.atMost.replace("NUMBER", number) : number}`;
  }

  /** A link to the search for something else. @param {Record<string, string>} changes @param {string} text */
  function linkTo(changes, text) {
    const link = document.createElement("a");
    const asked = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(changes)) asked.set(name, value);
    link.href = `search.html?${asked}`;
    link.textContent = text;
    return link;
  }

  /** A line with a label before links and their counts. @param {HTMLElement} line @param {string} label @param {{ link: HTMLElement, count?: number, isLoose?: boolean }[]} links */
  function showLinks(line, label, links) {
    line.hidden = !links.length;
    const shown = links.flatMap(({ link, count, isLoose }, at) => [at ? " · " : " ", link, ...(count === undefined ? [] : [" ", span("extent", shownCount(count, isLoose))])]);
    line.replaceChildren(label, ...shown);
  }

  /** Offers the words most like those that no document has, and the search without them. Nothing is replaced by itself. */
  function showSuggestions() {
    const its = time?.found && !time.isBare ? { ...time.found, query: time.query } : { ...found, query: form.q.value };
    const near = (its.unknown ?? []).flatMap(({ written, near }) =>
      near.map((other) => {
        const { word, count } = typeof other === "string" ? { word: other, count: undefined } : other;
        return { link: linkTo({ q: form.q.value.replace(written, () => word) }, word), count };
      }),
    );
    showLinks(suggestions, words.nearest, near);
    const lesser = (its.without ?? []).filter(({ count }) => count);
    showLinks(without, words.without, lesser.map(({ query, ...its }) => ({ link: linkTo({ q: query }, query), ...its })));
  }

  /** Says of a query with a year that it can be the time of documents as well. */
  function showOffer() {
    const its = time?.isBare ? time : null;
    const count = its ? its.matches.filter(({ document }) => fits(document)).length : 0;
    const link = its && linkTo({ q: its.query, from: its.written, to: its.written }, its.written);
    showLinks(offer, words.only, link && count ? [{ link, count }] : []);
  }

  /** Heads the documents of the time that the query names, with the way into the timeline. */
  function showTimeHead() {
    const its = time && !time.isBare ? time : null;
    timeHead.hidden = !its || !ofTime.matches.length;
    wordsHead.hidden = timeHead.hidden || !ofWords.matches.length;
    ofTime.list.hidden = timeHead.hidden;
    if (!its) return;
    const within = (/** @type {string} */ name) => /** @type {HTMLElement} */ (timeHead.querySelector(`[data-part=${name}]`));
    const perhaps = ofTime.matches.filter(({ document }) => its.possible.has(document)).length;
    within("written").textContent = its.written;
    within("count").textContent = `${numberOf(ofTime)}${perhaps ? `, ${words.perhaps.replace("NUMBER", shownNumber(perhaps))}` : ""}`;
    const [from, to] = [fondsDates.iso(its.from), fondsDates.iso(its.to)];
    within("timeline").setAttribute("href", `timeline.html?${new URLSearchParams({ from, to })}`);
    const count = /** @type {HTMLElement} */ (wordsHead.querySelector(".extent"));
    count.textContent = numberOf(ofWords);
  }

  /** What is said of the matches. */
  function tell() {
    if (ofTime.matches.length + ofWords.matches.length) return numberOf(ofTime, ofWords);
    if (found.isEmpty && !isListing()) return "";
    const unknown = ((time?.found ?? found).unknown ?? []).filter(({ count = 0 }) => !count);
    return unknown.length ? `${words.unknown} ${unknown.map(({ written }) => written).join(", ")}` : words.none;
  }

  /** Whether documents are chosen without a word. */
  const isListing = () => found.isEmpty === true && (limits !== null || facets.some(({ chosen }) => chosen.size));

  /** Puts the matches into their lists: a document that is of the time does not come again. */
  async function sortOut() {
    const isGrouped = time !== null && !time.isBare;
    ofTime.matches = (isGrouped ? (time?.matches ?? []) : []).filter(({ document }) => fits(document));
    const grouped = new Set(ofTime.matches.map(({ document }) => document));
    const matches = isListing() ? everything() : found.matches;
    ofWords.matches = matches.filter(({ document }) => !grouped.has(document) && fits(document));
    ofTime.result = time?.found ?? null;
    ofWords.result = found.isEmpty ? null : found;
    if (!form.sort.value && !(isListing() && limits)) return;
    const places = (order ??= await fondsSearch.inTime());
    const place = (/** @type {SearchMatch} */ { document }) => places[document] ?? Infinity;
    for (const { matches } of [ofTime, ofWords]) matches.sort((a, b) => place(a) - place(b));
  }

  /** So many documents are looked up before what was found until then is shown. */
  const MOST_LOOKED_UP = 80;

  /**
   * The matches of a list that are shown. Those that may be none are looked up, and go if they are none. Where few are
   * matches, it can be fewer that are shown at first.
   * @param {SearchList} list
   * @param {() => boolean} isWanted
   */
  async function visibleIn(list, isWanted) {
    const { result, matches, shown } = list;
    if (!result?.confirm) return matches.slice(0, shown);
    const sure = [];
    let [at, looked] = [0, 0];
    while (sure.length < shown && at < matches.length && (looked < MOST_LOOKED_UP || !sure.length) && isWanted()) {
      // Where few of those that were looked up are matches, more are looked up at once.
      const next = matches.slice(at, at + Math.max(shown - sure.length, at));
      looked += next.filter(({ document }) => !result.isLookedUp?.(document)).length;
      sure.push(...(await result.confirm(next)));
      at += next.length;
    }
    list.matches = [...sure, ...matches.slice(at)];
    return sure.slice(0, shown);
  }

  /** Shows the results. What stands where it was needs its extracts at once. @param {{ atOnce?: boolean }} [options] */
  async function showResults({ atOnce = false } = {}) {
    const its = ++turn;
    await sortOut();
    const lists = [ofTime, ofWords];
    const visible = [await visibleIn(ofTime, () => its === turn), await visibleIn(ofWords, () => its === turn)];
    if (its !== turn) return;
    const described = await Promise.all(visible.map((matches) => Promise.all(matches.map(({ document }) => fondsSearch.describe(document)))));
    if (its !== turn) return;
    showFilters();
    const rows = visible.map((matches, which) => matches.map((match, at) => resultOf(match, described[which][at])));
    lists.forEach(({ list, further, matches }, which) => {
      list.replaceChildren(...rows[which]);
      further.hidden = matches.length <= visible[which].length;
    });
    section.hidden = !ofTime.matches.length && !ofWords.matches.length;
    examples.hidden = !found.isEmpty || isListing();
    status.textContent = tell();
    showTimeHead();
    showOffer();
    showSuggestions();
    root.dataset.state = "shown";
    const extracts = lists.flatMap(({ result }, which) =>
      result ? rows[which].map((row, at) => /** @type {const} */ ([row, () => fondsExtracts.show(row, described[which][at], visible[which][at].passages, result.marks, words.note)])) : [],
    );
    await (atOnce ? Promise.all(extracts.map(([, show]) => show())) : fondsExtracts.showNear(new Map(extracts)));
    if (its === turn) root.dataset.state = "complete";
  }

  /** @param {{ typing?: boolean, shown?: number[], atOnce?: boolean }} [options] */
  async function search({ typing = false, shown = [STEP, STEP], atOnce = false } = {}) {
    const its = ++turn;
    root.dataset.state = "searching";
    writeAddress();
    [ofTime.shown, ofWords.shown] = shown;
    try {
      const overview = await fondsSearch.open();
      documents = overview.documents;
      prepareFacets(overview);
      await prepareDates();
      const [result, itsTime] = await Promise.all([fondsSearch.search(form.q.value, form.in.value, { typing }), askTime({ typing })]);
      if (its !== turn) return;
      [found, time] = [result, itsTime];
      await showResults({ atOnce });
    } catch {
      if (its === turn) status.textContent = words.failed;
    }
  }

  let timer = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);
  form.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (event.target === form.q) timer = setTimeout(() => search({ typing: true }), REST);
  });
  form.addEventListener("change", (event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    const facet = facets.find(({ list }) => list.contains(box));
    if (facet) {
      if (box.checked) facet.chosen.add(box.value);
      else facet.chosen.delete(box.value);
      [ofTime.shown, ofWords.shown] = [STEP, STEP];
      writeAddress();
      showResults();
    } else if (box !== form.q) search();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    search();
  });
  clear.addEventListener("click", () => {
    for (const { chosen } of facets) chosen.clear();
    writeAddress();
    showResults();
    form.q.focus();
  });
  for (const its of [ofTime, ofWords])
    its.further.addEventListener("click", async () => {
      const first = its.shown;
      its.shown += STEP;
      await showResults({ atOnce: true });
      its.list.children[first]?.querySelector("a")?.focus();
    });
  for (const press of ["click", "auxclick"])
    results.addEventListener(press, (event) => {
      const link = event.target instanceof Element && event.target.closest("a");
      if (!link) return;
      const query = ofTime.list.contains(link) ? (time?.query ?? "") : form.q.value;
      fondsReturn.leave(link, query, [ofTime.shown, ofWords.shown]);
    });

  readAddress();
  const earlier = fondsReturn.earlier();
  search({ shown: earlier?.shown, atOnce: earlier !== null }).then(() => earlier && fondsReturn.restore(earlier));
})();
