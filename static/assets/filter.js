// The filter of a long list, which works while one types, and its compact view. Without this script the form searches the
// texts; it is hidden where they have no search. Where a list has several pages, the rows of all come as scripts once the filter is used.
"use strict";

(() => {
  /** How many rows of other pages are shown at most. */
  const MOST = 300;
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector(".list-filter"));
  const template = /** @type {HTMLTemplateElement | null} */ (document.getElementById("list-tools"));
  const list = document.querySelector(".documents");
  const section = list?.parentElement;
  const input = /** @type {HTMLInputElement | null | undefined} */ (form?.querySelector("[type=search]"));
  if (!form || !template || !list || !section || !input) return;

  form.after(template.content.cloneNode(true));
  if (form.hidden) {
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
  }
  const told = /** @type {HTMLElement} */ (section.querySelector(".list-tools [role=status]"));
  const compact = /** @type {HTMLButtonElement} */ (section.querySelector(".list-tools button"));
  const hint = form.dataset.hint ?? "";
  input.placeholder = hint;
  input.setAttribute("aria-label", hint);

  // The compact view is kept for all lists.

  const show = (/** @type {boolean} */ isCompact) => {
    section.classList.toggle("compact", isCompact);
    compact.setAttribute("aria-pressed", String(isCompact));
  };
  compact.addEventListener("click", () => {
    const isCompact = !section.classList.contains("compact");
    show(isCompact);
    try {
      localStorage.setItem("fonds-compact", isCompact ? "1" : "");
    } catch {
      // The choice holds for this page.
    }
  });
  try {
    show(localStorage.getItem("fonds-compact") === "1");
  } catch {
    show(false);
  }

  // The filter

  const words = (/** @type {string} */ text) =>
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean);
  /** Whether each word of a query begins one of these; where a script has no spaces, it can stand within. */
  const fits = (/** @type {string} */ text, /** @type {string[]} */ query) =>
    query.every((word) => text.includes(` ${word}`) || (/[^\p{Script=Latin}\p{N}]/u.test(word) && text.includes(word)));
  const textOf = (/** @type {(string | null | undefined)[]} */ parts) => ` ${words(parts.join(" ")).join(" ")}`;

  const own = /** @type {HTMLElement[]} */ ([...list.children]);
  const texts = own.map((row) => {
    const parts = [row.querySelector("a"), row.querySelector(".tells")].map((part) => part?.textContent);
    return row.classList.contains("chapter") ? "" : textOf([...parts, row.dataset.parties]);
  });

  /** Filters the rows of this page, and says how many are left. */
  function filterOwn(/** @type {string[]} */ query) {
    let left = 0;
    for (const [place, row] of own.entries()) {
      const isLeft = texts[place] ? fits(texts[place], query) : query.length === 0;
      row.hidden = !isLeft;
      left += Number(isLeft && texts[place] !== "");
    }
    return left;
  }

  // The rows of all pages

  const count = Number(form.dataset.count ?? 0);
  const pages = /** @type {ListRow[][]} */ (Array.from({ length: count }));
  const found = document.createElement("ol");
  found.className = "documents";
  let isLoading = false;
  window.fondsList = (page, rows) => {
    pages[page] = rows;
    rowTexts[page] = rows.map(([, number, title, tells, parties]) => textOf([number, title, tells, parties]));
    filter();
  };
  const rowTexts = /** @type {string[][]} */ ([]);

  function load() {
    isLoading = true;
    for (let page = 1; page <= count; page++) {
      const script = document.createElement("script");
      script.src = `${form?.dataset.data}${page}.js`;
      script.addEventListener("load", () => script.remove());
      document.head.append(script);
    }
  }

  function element(/** @type {string} */ name, /** @type {string} */ kind, /** @type {string} */ text) {
    const made = document.createElement(name);
    made.className = kind;
    made.textContent = text;
    return made;
  }

  /** @param {ListRow} row */
  function rowOf([href, number, title, tells, , date, language]) {
    const row = document.createElement("li");
    const link = document.createElement("a");
    link.href = href;
    if (number) link.append(element("span", "number", `${number}.`), " ");
    const name = element("span", "", title);
    link.append(name);
    row.append(link);
    const parts = [name];
    if (tells) {
      const line = element("span", "tells", tells);
      row.append(" ", line);
      parts.push(line);
    }
    for (const part of language ? parts : []) [part.lang, part.dir] = /** @type {[string, string]} */ (language);
    if (date) {
      const when = document.createElement("p");
      when.className = "when";
      when.append(element("span", "date", date));
      row.append(" ", when);
    }
    return row;
  }

  /** Shows the rows of all pages that fit in the place of those of this page, and says how many. */
  function filterAll(/** @type {string[]} */ query) {
    if (!isLoading) load();
    const rows = pages.flatMap((page, at) => (page ?? []).filter((_, place) => fits(rowTexts[at][place], query)));
    found.replaceChildren(...rows.slice(0, MOST).map(rowOf));
    return rows.length;
  }

  function filter() {
    const query = words(input?.value ?? "");
    const isFiltered = query.length > 0;
    section?.classList.toggle("filtered", isFiltered);
    if (count > 0) {
      const left = isFiltered ? filterAll(query) : 0;
      if (isFiltered) list?.after(found);
      else found.remove();
      told.textContent = isFiltered ? left.toLocaleString(document.documentElement.lang) : "";
      return;
    }
    const left = filterOwn(query);
    told.textContent = isFiltered ? `${left.toLocaleString(document.documentElement.lang)} / ${texts.filter(Boolean).length}` : "";
  }

  input.addEventListener("input", filter);
  // What a browser kept in the field on the way back counts.
  addEventListener("pageshow", () => input.value && filter());
})();
