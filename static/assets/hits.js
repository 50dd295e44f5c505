// Marks in a document the words that a search looked for, leads from one place to the next, and back to the results.
// `fonds.js` loads it where a reader comes from there (see `search-return.js`). The words stand in the template.
"use strict";

(() => {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("hits-parts"));
  const bar = /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (template.content.cloneNode(true)).firstElementChild);
  const part = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (bar.querySelector(selector));
  const back = /** @type {HTMLAnchorElement} */ (part("[data-part=back]"));
  const hits = part("[data-part=hits]");
  const status = part("[role=status]");

  /** What is no word of the text: marks of notes, links to paragraphs and back. */
  const ASIDE = ".note-mark, .note-label, .note-cited, .permalink, [role=doc-backlink], [role=doc-pagebreak], script, style";
  /** What parts words, though no space stands there. */
  const BLOCK = "p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, pre, blockquote, figcaption, caption, div, br";
  /** How many places are marked, at most. */
  const MOST = 5000;
  const canHighlight = typeof Highlight === "function" && "highlights" in CSS;

  let ranges = /** @type {Range[]} */ ([]);
  let at = -1;

  // Where one comes from

  /** The query, which the address has when the page is opened, and the browser's history after that. */
  function takeQuery() {
    const url = new URL(location.href);
    const query = url.searchParams.get("hits") ?? String(history.state?.hits ?? "");
    url.searchParams.delete("hits");
    try {
      history.replaceState({ ...history.state, hits: query }, "", url.href);
    } catch {
      // The address keeps the words.
    }
    return query;
  }

  /** Leads back to the results that were left, as they were. @param {string} query */
  function prepareBack(query) {
    const kept = () => /** @type {LeftResults | null} */ (JSON.parse(sessionStorage.getItem("fonds-results") ?? "null"));
    const root = back.getAttribute("href")?.replace(/search\.html$/, "") ?? "";
    back.href = `${root}search.html${query && `?${new URLSearchParams({ q: query })}`}`;
    try {
      const left = kept();
      if (!left) return;
      back.href = root + left.address;
      back.addEventListener("click", () => sessionStorage.setItem("fonds-results", JSON.stringify({ ...left, isReturning: true })));
    } catch {
      // A browser that keeps nothing from page to page shows the first results again.
    }
  }

  // Marks

  /** The text of an element as it is read, and where each piece of it stands. @param {Element} element */
  function textOf(element) {
    const pieces = /** @type {{ node: Text, start: number }[]} */ ([]);
    let text = "";
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node instanceof Element && node.matches(ASIDE) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Text) {
        pieces.push({ node, start: text.length });
        text += node.data;
      } else if (node instanceof Element && node.matches(BLOCK)) text += "\n";
    }
    return { text, pieces };
  }

  /** The stretches of an element that hold what was looked for. @param {Element} element @param {SearchMarks} marks */
  function rangesIn(element, marks) {
    const { text, pieces } = textOf(element);
    let piece = 0;
    const found = [];
    for (const { start, end } of fondsSearch.marksIn(text, marks)) {
      while (pieces[piece + 1] && pieces[piece + 1].start <= start) piece++;
      let last = piece;
      while (pieces[last + 1] && pieces[last + 1].start < end) last++;
      const range = document.createRange();
      range.setStart(pieces[piece].node, Math.min(start - pieces[piece].start, pieces[piece].node.length));
      range.setEnd(pieces[last].node, Math.min(end - pieces[last].start, pieces[last].node.length));
      found.push(range);
    }
    return found;
  }

  /** Marks a range by elements, for browsers that cannot do without. The text of each is a part of one text node. @param {Range} range */
  function enclose(range) {
    const marks = [];
    const walker = document.createTreeWalker(range.commonAncestorContainer, NodeFilter.SHOW_TEXT);
    const nodes = [];
    for (let node = /** @type {Node | null} */ (walker.currentNode); node; node = walker.nextNode())
      if (node instanceof Text && range.intersectsNode(node) && !node.parentElement?.closest(ASIDE)) nodes.push(node);
    for (const node of nodes) {
      const inner = document.createRange();
      inner.selectNodeContents(node);
      if (node === range.startContainer) inner.setStart(node, range.startOffset);
      if (node === range.endContainer) inner.setEnd(node, range.endOffset);
      if (inner.collapsed) continue;
      const mark = document.createElement("mark");
      mark.className = "hit";
      inner.surroundContents(mark);
      marks.push(mark);
    }
    return marks;
  }

  let enclosing = /** @type {HTMLElement[][]} */ ([]);

  function markAll() {
    if (canHighlight) CSS.highlights.set("fonds-hits", new Highlight(...ranges));
    else {
      // From the last on, so that the places of those before stay what they are.
      enclosing = ranges.map((range) => range.cloneRange()).reverse().map(enclose).reverse();
      ranges = enclosing.map((marks) => {
        const range = document.createRange();
        if (!marks.length) return range;
        range.setStartBefore(marks[0]);
        range.setEndAfter(marks[marks.length - 1]);
        return range;
      });
    }
  }

  function markHere() {
    if (canHighlight) {
      const here = new Highlight(ranges[at]);
      here.priority = 1;
      CSS.highlights.set("fonds-hit", here);
    } else enclosing.forEach((marks, place) => marks.forEach((mark) => mark.classList.toggle("here", place === at)));
  }

  function end() {
    if (canHighlight) ["fonds-hits", "fonds-hit"].forEach((name) => CSS.highlights.delete(name));
    for (const mark of enclosing.flat()) mark.replaceWith(...mark.childNodes);
    [enclosing, ranges] = [[], []];
    if (hits.contains(document.activeElement)) back.focus();
    hits.hidden = true;
    try {
      history.replaceState({ ...history.state, hits: undefined }, "");
    } catch {
      // They come again when the page is loaded anew.
    }
  }

  // From one to the next

  /** @param {number} place @param {boolean} isMoving */
  function go(place, isMoving) {
    if (!ranges.length) return;
    at = (place + ranges.length) % ranges.length;
    const count = (/** @type {number} */ number) => number.toLocaleString(document.documentElement.lang);
    status.textContent = (status.dataset.at ?? "").replace("AT", count(at + 1)).replace("COUNT", count(ranges.length));
    markHere();
    if (!isMoving) return;
    const { top, bottom } = ranges[at].getBoundingClientRect();
    if (top < innerHeight / 6 || bottom > innerHeight * 0.8) scrollBy({ top: top - innerHeight / 3, behavior: "instant" });
    // Whoever goes on by keys or with a screen reader goes on from there.
    getSelection()?.collapse(ranges[at].startContainer, ranges[at].startOffset);
  }

  /** The first place at or behind what the address leads to. */
  function firstPlace() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return 0;
    const place = ranges.findIndex((range) => target.contains(range.startContainer) || target.compareDocumentPosition(range.startContainer) & Node.DOCUMENT_POSITION_FOLLOWING);
    return Math.max(0, place);
  }

  function show() {
    const place = document.querySelector("[data-part=results]");
    if (place instanceof HTMLElement) {
      place.hidden = false;
      place.append(bar);
    } else document.querySelector("main")?.prepend(bar);
  }

  async function mark(/** @type {string} */ query) {
    const marks = await fondsSearch.marksFor(query);
    const texts = [...document.querySelectorAll("article h1, article .text, article .notes")];
    ranges = texts.flatMap((element) => rangesIn(element, marks)).slice(0, MOST);
    markAll();
    part("[data-part=previous-hit]").hidden = part("[data-part=next-hit]").hidden = part("[data-part=end]").hidden = !ranges.length;
    if (!ranges.length) status.textContent = status.dataset.none ?? "";
    go(firstPlace(), false);
    hits.hidden = false;
  }

  const query = takeQuery();
  prepareBack(query);
  hits.hidden = true;
  show();
  part("[data-part=previous-hit]").addEventListener("click", () => go(at - 1, true));
  part("[data-part=next-hit]").addEventListener("click", () => go(at + 1, true));
  part("[data-part=end]").addEventListener("click", end);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector(":popover-open, dialog[open]")) end();
  });
  if (query) mark(query).catch(() => (hits.hidden = true));
})();
