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

  const FILTERS = /** @type {SearchFilter[]} */ (["collection", "year", "kind"]);
  const list = (/** @type {SearchFilter} */ name) => /** @type {HTMLElement} */ (form.querySelector(`[data-part=${name}]`));
  const lists = { collection: list("collection"), year: list("year"), kind: list("kind") };
  const detailsOf = (/** @type {SearchFilter} */ name) => /** @type {HTMLDetailsElement} */ (lists[name].closest("details"));

  /** There with the first search. */
  let overview = /** @type {SearchOverview} */ (/** @type {unknown} */ (null));
  /** What is chosen of each filter, as it stands in the address. */
  const chosen = /** @type {Record<SearchFilter, Set<string>>} */ ({ collection: new Set(), year: new Set(), kind: new Set() });
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
    for (const name of FILTERS) {
      chosen[name] = new Set(asked.getAll(name));
      if (chosen[name].size) detailsOf(name).open = true;
    }
  }

  function writeAddress() {
    const asked = new URLSearchParams();
    for (const name of /** @type {const} */ (["q", "in", "sort"])) if (form[name].value.trim()) asked.set(name, form[name].value.trim());
    for (const name of FILTERS) for (const value of chosen[name]) asked.append(name, value);
    const query = asked.toString();
    try {
      history.replaceState(null, "", query ? `?${query}` : location.pathname);
    } catch {
      // A browser that does not let a file's address change searches all the same.
    }
  }

  // Filters

  /** What a document has for each filter, as it stands in the address. */
  const valueOf = /** @type {Record<SearchFilter, (document: number) => string>} */ ({
    collection: (document) => overview.collections[overview.collection[document]].id,
    year: (document) => String(overview.year[document] ?? ""),
    kind: (document) => overview.kinds[overview.kind[document]] ?? "",
  });
  const titleOf = /** @type {Record<SearchFilter, (value: string) => string>} */ ({
    collection: (value) => overview.collections.find((collection) => collection.id === value)?.title ?? value,
    year: (value) => value || words.noDate,
    kind: (value) => value || words.noKind,
  });
  /** What has no value is last. */
  const isNone = (/** @type {string} */ a, /** @type {string} */ b) => Number(a === "") - Number(b === "");
  const orderOf = /** @type {Record<SearchFilter, (values: string[]) => string[]>} */ ({
    collection: () => overview.collections.map((collection) => collection.id),
    year: (values) => values.sort((a, b) => isNone(a, b) || Number(a) - Number(b)),
    kind: (values) => values.sort((a, b) => isNone(a, b) || a.localeCompare(b)),
  });

  /** Whether a document is among what is chosen, but for one filter. @param {number} document @param {SearchFilter} [but] */
  const fits = (document, but) =>
    FILTERS.every((name) => name === but || !chosen[name].size || chosen[name].has(valueOf[name](document)));

  function showFilters() {
    for (const name of FILTERS) {
      const counts = new Map([...chosen[name]].map((value) => [value, 0]));
      for (const { document } of found.matches) {
        if (!fits(document, name)) continue;
        const value = valueOf[name](document);
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      const focused = lists[name].contains(document.activeElement) ? /** @type {HTMLInputElement} */ (document.activeElement).value : null;
      lists[name].replaceChildren(
        ...orderOf[name]([...counts.keys()])
          .filter((value) => counts.has(value))
          .map((value) => {
            const row = document.createElement("li");
            const label = row.appendChild(document.createElement("label"));
            const box = label.appendChild(document.createElement("input"));
            Object.assign(box, { type: "checkbox", value, checked: chosen[name].has(value) });
            label.append(` ${titleOf[name](value)} `, number(counts.get(value) ?? 0));
            return row;
          }),
      );
      if (focused !== null) for (const box of lists[name].querySelectorAll("input")) if (box.value === focused) box.focus();
      detailsOf(name).hidden = !lists[name].childElementCount;
    }
    clear.hidden = !FILTERS.some((name) => chosen[name].size);
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
    const rows = visible.map((match, at) => {
      const { row, meta } = resultOf(match, described[at]);
      const collection = meta.appendChild(document.createElement("span"));
      collection.className = "collection";
      collection.textContent = overview.collections[overview.collection[match.document]].title;
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
      overview = await fondsSearch.open();
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
    const filter = FILTERS.find((name) => lists[name].contains(box));
    if (filter) {
      if (box.checked) chosen[filter].add(box.value);
      else chosen[filter].delete(box.value);
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
    for (const name of FILTERS) chosen[name].clear();
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
