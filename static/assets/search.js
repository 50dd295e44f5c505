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
  const further = part("[data-part=further]");
  const clear = part("[data-part=clear]");
  const suggestions = part("#search-suggestions");
  root.replaceChildren(parts);

  /** How many results are shown at first, and with each further step. */
  const STEP = 10;
  /** How long typing has to rest before a search begins, in milliseconds. */
  const REST = 80;
  /** How many letters a result shows of a passage, at most. */
  const EXTRACT = 280;

  /** What the address holds besides what is chosen of facets. */
  const ASKED = /** @type {const} */ (["q", "in", "sort"]);

  /** What documents are chosen by, as the index names it, each with its list; empty until the index is there. */
  let facets = /** @type {SearchChoice[]} */ ([]);
  /** What is chosen of each facet, by its name, as it stands in the address. */
  let chosen = /** @type {Map<string, Set<string>>} */ (new Map());
  let found = /** @type {SearchResult} */ ({ matches: [], marks: { forms: new Set(), phrases: [] }, isEmpty: true });
  /** The place of each document in the order of time. */
  let order = /** @type {(number | null)[] | null} */ (null);
  let shown = STEP;
  /** Counts searches and views, so that an earlier one that ends later is dropped. */
  let turn = 0;

  // The address

  function readAddress() {
    const asked = new URLSearchParams(location.search);
    form.q.value = asked.get("q") ?? "";
    const field = asked.get("in") ?? "";
    form.in.value = ["text", "notes"].includes(field) ? field : "";
    form.sort.value = asked.get("sort") === "date" ? "date" : "";
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
    for (const facet of facets) if (facet.chosen.size) detailsOf(facet).open = true;
  }

  /** Whether a document has what is chosen of each facet but one. @param {number} document @param {SearchChoice} [but] */
  const fits = (document, but) =>
    facets.every((facet) => {
      const { chosen, values, placesOf } = facet;
      return facet === but || !chosen.size || placesOf(document).some((place) => chosen.has(values[place].value));
    });

  function showFilters() {
    for (const facet of facets) {
      const { values, list, chosen } = facet;
      const counts = /** @type {Map<number, number>} */ (new Map());
      for (const { document } of found.matches) {
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
      list.replaceChildren(...[...unknown, ...rows].map((row) => choice(row, chosen.has(row.value))));
      if (focused !== null) for (const box of list.querySelectorAll("input")) if (box.value === focused) box.focus();
      detailsOf(facet).hidden = !list.childElementCount;
    }
    clear.hidden = !facets.some(({ chosen }) => chosen.size);
  }

  /** @param {FacetValue & { count: number }} row @param {boolean} checked */
  function choice({ value, label, count }, checked) {
    const row = document.createElement("li");
    const frame = row.appendChild(document.createElement("label"));
    const box = frame.appendChild(document.createElement("input"));
    Object.assign(box, { type: "checkbox", value, checked });
    frame.append(` ${label} `, number(count));
    return row;
  }

  /** @param {number} count */
  function number(count) {
    const shown = document.createElement("span");
    shown.className = "extent";
    shown.textContent = count.toLocaleString(document.documentElement.lang);
    return shown;
  }

  // Passages: they are read from the documents' own pages.

  /** The article of a page. A page opened from a folder cannot be fetched; in a frame it hands its article over. @param {string} url */
  async function articleOf(url) {
    const html = location.protocol === "file:" ? await fromFrame(url) : await (await fetch(url)).text();
    return new DOMParser().parseFromString(html, "text/html");
  }

  /** @param {string} url @returns {Promise<string>} */
  function fromFrame(url) {
    const frame = document.createElement("iframe");
    frame.hidden = true;
    frame.title = "";
    return new Promise((done, fail) => {
      const receive = (/** @type {MessageEvent} */ event) => {
        if (event.source !== frame.contentWindow || typeof event.data?.fondsArticle !== "string") return;
        end();
        done(event.data.fondsArticle);
      };
      const end = () => {
        clearTimeout(timer);
        removeEventListener("message", receive);
        frame.remove();
      };
      const timer = setTimeout(() => {
        end();
        fail(new Error(`${url} does not answer`));
      }, 5000);
      addEventListener("message", receive);
      frame.addEventListener("load", () => frame.contentWindow?.postMessage("fonds-article", "*"));
      frame.src = url;
      document.body.append(frame);
    });
  }

  /** The anchor of a passage: of a note, or of a paragraph of the text. @param {number} code @param {SearchedDocument} described */
  function anchorOf(code, described) {
    if (code % 2) return described.notes ? described.notes[(code - 1) / 2] : `fn${(code + 1) / 2}`;
    const number = code / 2 - 2;
    return number > 0 ? `p${number}` : "";
  }

  const isParagraph = (/** @type {Element} */ element) => /^p\d+$/.test(element.id);
  const hasParagraph = (/** @type {Element} */ element) => isParagraph(element) || [...element.querySelectorAll("[id]")].some(isParagraph);

  /** The text of a passage. A paragraph's passage goes on to the next one. @param {Document} article @param {string} anchor */
  function textOf(article, anchor) {
    /** @type {Element[]} */
    let elements;
    if (anchor) {
      const first = article.getElementById(anchor);
      if (!first) return "";
      elements = [first];
      if (isParagraph(first)) {
        for (let next = first.nextElementSibling; next && !hasParagraph(next); next = next.nextElementSibling) elements.push(next);
      }
    } else {
      const all = [...(article.querySelector(".text")?.children ?? [])];
      const end = all.findIndex(hasParagraph);
      elements = end < 0 ? all : all.slice(0, end);
    }
    const texts = elements.map((element) => {
      for (const part of element.querySelectorAll(".note-mark, [role=doc-backlink], .note-cited, .note-label")) part.remove();
      return element.textContent;
    });
    return texts.join(" ").replace(/\s+/g, " ").trim();
  }

  /** The stretch of a text that has most of the words looked for, with these marked. @param {string} text @param {SearchMarks} marks */
  function extract(text, marks) {
    const hits = fondsSearch.marksIn(text, marks);
    let best = { start: 0, kinds: 0 };
    hits.forEach((hit, at) => {
      const near = hits.slice(at).filter((other) => other.end <= hit.start + EXTRACT - 60);
      const kinds = new Set(near.map(({ word }) => word)).size + near.length / 1000;
      if (kinds > best.kinds) best = { start: hit.start, kinds };
    });
    let start = Math.max(0, best.start - 60);
    if (start > 0) start = text.indexOf(" ", start) + 1;
    let end = Math.min(text.length, start + EXTRACT);
    if (end < text.length) end = Math.max(start, text.lastIndexOf(" ", end));
    /** @type {(Node | string)[]} */
    const out = [];
    if (start > 0) out.push("… ");
    let at = start;
    for (const hit of hits) {
      if (hit.start < start || hit.end > end) continue;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(hit.start, hit.end);
      out.push(text.slice(at, hit.start), mark);
      at = hit.end;
    }
    out.push(text.slice(at, end));
    if (end < text.length) out.push(" …");
    return out;
  }

  /**
   * @param {Element} row
   * @param {SearchedDocument} described
   * @param {number[]} passages
   * @param {SearchMarks} marks
   */
  async function showExtracts(row, described, passages, marks) {
    const article = await articleOf(described.url).catch(() => null);
    if (!article) return;
    const lines = passages.map((code) => {
      const anchor = anchorOf(code, described);
      const line = document.createElement("p");
      line.className = "extract";
      if (described.language) Object.assign(line, { lang: described.language, dir: described.direction });
      if (code % 2) {
        const label = document.createElement("span");
        label.className = "extract-note";
        const note = article.getElementById(anchor)?.querySelector(".note-label")?.textContent ?? "";
        label.textContent = `${words.note} ${note}`.trim();
        line.append(label, " ");
      }
      line.append(...extract(textOf(article, anchor), marks));
      return line;
    });
    row.append(...lines.filter((line) => line.textContent));
  }

  // Results

  /** @param {SearchMatch} match @param {SearchedDocument} described */
  function resultOf({ passages }, described) {
    const row = document.createElement("li");
    const link = row.appendChild(document.createElement("a"));
    const anchor = passages.length ? anchorOf(passages[0], described) : "";
    link.href = described.url + (anchor && `#${encodeURIComponent(anchor)}`);
    if (described.language) Object.assign(link, { lang: described.language, dir: described.direction });
    if (described.number) {
      const number = link.appendChild(document.createElement("span"));
      number.className = "number";
      number.textContent = `${described.number}.`;
      link.append(" ");
    }
    link.append(described.title);
    const meta = row.appendChild(document.createElement("p"));
    meta.className = "when";
    if (described.date) {
      const date = meta.appendChild(document.createElement(described.datetime ? "time" : "span"));
      if (described.datetime) date.setAttribute("datetime", described.datetime);
      date.textContent = described.date;
      meta.append(" ");
    }
    return { row, meta };
  }

  /** Offers the words most like those that no document has, each as the same search with it. */
  function showSuggestions() {
    const links = (found.unknown ?? []).flatMap(({ written, near }) =>
      near.map((word) => {
        const link = document.createElement("a");
        const asked = new URLSearchParams(location.search);
        asked.set("q", form.q.value.replace(written, word));
        link.href = `search.html?${asked}`;
        link.textContent = word;
        return link;
      }),
    );
    suggestions.hidden = !links.length;
    suggestions.replaceChildren(words.nearest, ...links.flatMap((link) => [" ", link]));
  }

  /** What is said of the number of matches. @param {SearchMatch[]} matches */
  function tell(matches) {
    if (found.isEmpty) return "";
    if (found.unknown) return `${words.unknown} ${found.unknown.map(({ written }) => written).join(", ")}`;
    return matches.length ? `${words.found} ${matches.length.toLocaleString(document.documentElement.lang)}` : words.none;
  }

  async function showResults() {
    const its = ++turn;
    const matches = found.matches.filter(({ document }) => fits(document));
    if (form.sort.value) {
      const places = (order ??= await fondsSearch.inTime());
      const place = (/** @type {SearchMatch} */ { document }) => places[document] ?? 0;
      matches.sort((a, b) => place(a) - place(b));
    }
    const visible = matches.slice(0, shown);
    const described = await Promise.all(visible.map(({ document }) => fondsSearch.describe(document)));
    if (its !== turn) return;
    showFilters();
    const collection = facets.find(({ name }) => name === "collection");
    const rows = visible.map((match, at) => {
      const { row, meta } = resultOf(match, described[at]);
      const name = meta.appendChild(document.createElement("span"));
      name.className = "collection";
      name.textContent = collection?.values[collection.placesOf(match.document)[0]].label ?? "";
      return row;
    });
    results.replaceChildren(...rows);
    section.hidden = !rows.length;
    further.hidden = matches.length <= shown;
    status.textContent = tell(matches);
    showSuggestions();
    root.dataset.state = "shown";
    await Promise.all(rows.map((row, at) => showExtracts(row, described[at], visible[at].passages, found.marks)));
    if (its === turn) root.dataset.state = "complete";
  }

  async function search() {
    const its = ++turn;
    root.dataset.state = "searching";
    writeAddress();
    shown = STEP;
    try {
      prepareFacets(await fondsSearch.open());
      const result = await fondsSearch.search(form.q.value, form.in.value);
      if (its !== turn) return;
      found = result;
      await showResults();
    } catch {
      if (its === turn) status.textContent = words.failed;
    }
  }

  let timer = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);
  form.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (event.target === form.q) timer = setTimeout(search, REST);
  });
  form.addEventListener("change", (event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    const facet = facets.find(({ list }) => list.contains(box));
    if (facet) {
      if (box.checked) facet.chosen.add(box.value);
      else facet.chosen.delete(box.value);
      shown = STEP;
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
  further.addEventListener("click", async () => {
    const first = shown;
    shown += STEP;
    await showResults();
    results.children[first]?.querySelector("a")?.focus();
  });

  readAddress();
  if (form.q.value) search();
  // What every search needs is there before the first word is written. What goes wrong is told by the search itself.
  else fondsSearch.open().catch(() => {});
})();
