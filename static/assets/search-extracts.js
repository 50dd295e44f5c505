// The passages that a result of the search shows, with the words that were looked for marked. They are read from the
// documents' own pages.
"use strict";

const fondsExtracts = (() => {
  /** How many letters a result shows of a passage, at most. */
  const EXTRACT = 280;

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
    const number = code / 2 - 5;
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
   * @param {string} noteName
   */
  async function show(row, described, passages, marks, noteName) {
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
        label.textContent = `${noteName} ${note}`.trim();
        line.append(label, " ");
      }
      line.append(...extract(textOf(article, anchor), marks));
      return line;
    });
    row.append(...lines.filter((line) => line.textContent));
  }

  let observer = /** @type {IntersectionObserver | undefined} */ (undefined);

  /**
   * Gives rows their extracts as they come near what is seen, since each takes the page of its document. Is done when those
   * have theirs that are near at first.
   * @param {Map<Element, () => Promise<void>>} rows
   */
  function showNear(rows) {
    observer?.disconnect();
    if (!rows.size) return;
    return new Promise((done, fail) => {
      observer = new IntersectionObserver(
        (entries, its) => {
          const near = entries.filter(({ isIntersecting }) => isIntersecting).map(({ target }) => target);
          for (const row of near) its.unobserve(row);
          Promise.all(near.map((row) => rows.get(row)?.())).then(done, fail);
        },
        { rootMargin: "25% 0px" },
      );
      for (const row of rows.keys()) observer.observe(row);
    });
  }

  return { anchorOf, show, showNear };
})();
