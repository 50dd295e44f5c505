// The reader's shelf: documents that a reader keeps, with notes and selections. All of it stays in this browser; nothing is
// sent. The page of a document puts itself on the shelf, the page of the shelf shows it and gives it away as files.
"use strict";

(() => {
  const template = /** @type {HTMLTemplateElement | null} */ (document.getElementById("shelf-parts"));
  if (!template) return;
  const words = /** @type {Record<string, string>} */ (template.dataset);
  const root = new URL(words.root || "./", location.href);
  // Archives of one host have shelves of their own.
  const KEY = `fonds-shelf:${root.pathname}`;

  /** @returns {Kept[]} */
  function read() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return Array.isArray(kept) ? kept.filter((one) => typeof one?.address === "string") : [];
    } catch {
      return [];
    }
  }

  /** Whether it could be kept. @param {Kept[]} shelf */
  function write(shelf) {
    try {
      localStorage.setItem(KEY, JSON.stringify(shelf));
      return true;
    } catch {
      return false;
    }
  }

  const parts = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (parts.querySelector(`[data-part="${name}"]`));

  /** An element with text and a class. @param {string} name @param {string} text @param {string} [kind] */
  function element(name, text, kind) {
    const made = document.createElement(name);
    made.textContent = text;
    if (kind) made.className = kind;
    return made;
  }

  const line = (/** @type {Element | null | undefined} */ of) => (of?.textContent ?? "").replace(/\s+/g, " ").trim();

  // The page of a document

  /** The document of this page, as the shelf keeps it. @returns {Kept} */
  function thisDocument() {
    const article = /** @type {Element} */ (document.querySelector("article"));
    const heading = /** @type {Element} */ (article.querySelector("h1")?.cloneNode(true));
    for (const mark of heading.querySelectorAll('[role="doc-noteref"], .note-mark')) mark.remove();
    const forms = [...article.querySelectorAll(".cite dt")];
    const bibtex = forms.find((form) => line(form) === "BibTeX")?.nextElementSibling?.textContent ?? "";
    return {
      address: location.href.slice(root.href.length).split(/[?#]/)[0],
      title: line(heading),
      date: [...(article.querySelector(".document-header .when")?.children ?? [])].map(line).join(", "),
      citation: line(article.querySelector(".citation")),
      bibtex: bibtex.trim(),
      note: "",
      quotes: [],
    };
  }

  /** What is selected in the text, and the anchor of its paragraph. @returns {Quote | null} */
  function selected() {
    const selection = getSelection();
    const range = selection?.rangeCount ? selection.getRangeAt(0) : null;
    const start = range?.startContainer;
    const from = start instanceof Element ? start : start?.parentElement;
    const text = selection?.toString().replace(/\s+/g, " ").trim() ?? "";
    if (!text || !from?.closest(".text, .notes")) return null;
    return { text, anchor: from.closest("[id]")?.id ?? "" };
  }

  function onDocument() {
    const [keep, quote, link, status] = [part("keep"), part("quote"), part("link"), part("status")];
    const own = thisDocument();
    const find = () => read().find(({ address }) => address === own.address);
    function show() {
      const shelf = read();
      keep.textContent = find() ? words.drop : words.keep;
      keep.setAttribute("aria-pressed", String(Boolean(find())));
      link.textContent = `${words.shelf} (${shelf.length.toLocaleString(document.documentElement.lang)})`;
    }
    /** @param {Kept[]} shelf @param {string} said */
    function put(shelf, said) {
      status.textContent = write(shelf) ? said : words.failed;
      show();
    }
    keep.addEventListener("click", () => {
      const others = read().filter(({ address }) => address !== own.address);
      put(find() ? others : [...others, own], "");
    });
    // A button takes the focus and, in some browsers, the selection with it.
    let last = /** @type {Quote | null} */ (null);
    document.addEventListener("selectionchange", () => {
      last = selected() ?? last;
      quote.hidden = !last;
    });
    quote.addEventListener("click", () => {
      if (!last) return;
      const before = find() ?? own;
      const others = read().filter(({ address }) => address !== own.address);
      put([...others, { ...before, quotes: [...before.quotes, last] }], words.kept);
      last = null;
      quote.hidden = true;
    });
    show();
    document.querySelector(".cite")?.append(parts);
  }

  // The page of the shelf

  /** @param {Kept} kept @param {() => void} removed */
  function row(kept, removed) {
    const made = document.createElement("li");
    const link = /** @type {HTMLAnchorElement} */ (element("a", kept.title));
    link.href = new URL(kept.address, root).href;
    made.append(link, element("p", kept.date, "when"));
    for (const { text, anchor } of kept.quotes) {
      const quote = made.appendChild(document.createElement("blockquote"));
      const back = /** @type {HTMLAnchorElement} */ (element("a", text));
      back.href = `${link.href}${anchor && `#${encodeURIComponent(anchor)}`}`;
      quote.append(back);
    }
    const label = made.appendChild(element("label", words.note));
    const note = /** @type {HTMLTextAreaElement} */ (label.appendChild(document.createElement("textarea")));
    note.value = kept.note;
    note.addEventListener("change", () => {
      write(read().map((one) => (one.address === kept.address ? { ...one, note: note.value } : one)));
    });
    const remove = /** @type {HTMLButtonElement} */ (made.appendChild(element("button", words.remove)));
    remove.type = "button";
    remove.setAttribute("aria-label", `${words.remove}: ${kept.title}`);
    remove.addEventListener("click", () => {
      write(read().filter(({ address }) => address !== kept.address));
      removed();
    });
    return made;
  }

  /** The shelf in Markdown. @param {Kept[]} shelf */
  function markdown(shelf) {
    const escaped = (/** @type {string} */ text) => text.replace(/[\\[\]<>*_`#]/g, "\\$&");
    return shelf
      .map(({ title, address, citation, note, quotes }) => {
        const lines = [`## [${escaped(title)}](<${new URL(address, root).href}>)`, escaped(citation)];
        for (const { text } of quotes) lines.push(`> ${escaped(text)}`);
        if (note.trim()) lines.push(note.trim());
        return `${lines.filter(Boolean).join("\n\n")}\n`;
      })
      .join("\n");
  }

  /** Gives a text to the reader as a file. @param {string} name @param {string} text @param {string} type */
  function give(name, text, type) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  /** @param {HTMLElement} place */
  function onShelf(place) {
    const [list, empty, exports, status] = [part("list"), part("empty"), part("exports"), part("status")];
    function show() {
      const shelf = read();
      list.replaceChildren(
        ...shelf.map((kept) =>
          row(kept, () => {
            show();
            status.textContent = words.removed;
            /** @type {HTMLElement} */ (list.querySelector("a") ?? document.querySelector("h1"))?.focus();
          }),
        ),
      );
      empty.hidden = shelf.length > 0;
      exports.hidden = shelf.length === 0;
    }
    part("bibtex").addEventListener("click", () => {
      give("shelf.bib", `${read().map(({ bibtex }) => bibtex).filter(Boolean).join("\n\n")}\n`, "application/x-bibtex");
    });
    part("markdown").addEventListener("click", () => give("shelf.md", markdown(read()), "text/markdown"));
    part("files").addEventListener("click", () => {
      give("shelf.txt", read().map(({ address }) => `${address}\n`).join(""), "text/plain");
    });
    show();
    place.replaceChildren(parts);
    // Another page of the archive can put something on the shelf.
    addEventListener("storage", ({ key }) => {
      if (key === KEY) show();
    });
  }

  const place = document.getElementById("shelf");
  if (place) onShelf(place);
  else if (document.querySelector("article h1")) onDocument();
})();
