// What a reader gets besides the page itself, which is complete without: notes and the documents that are referred to
// shown where they are called, and a choice of colours. The words stand in the templates.
"use strict";

(() => {
  const { dataset: words, src: source } = /** @type {HTMLScriptElement} */ (document.currentScript);

  // The preview: one popover, which shows what a link of the text leads to.

  const SHOW_AFTER = 250;
  const HIDE_AFTER = 300;
  const preview = document.createElement("aside");
  /** The link that is previewed, or the words that lead nowhere. */
  let caller = /** @type {HTMLElement | null} */ (null);
  let timer = 0;
  let lastPointer = "mouse";

  /** Whether a note stands beside its line, where a reader sees it. @param {Element} note */
  function isSeenBeside(note) {
    const { top, bottom } = note.getBoundingClientRect();
    return note.closest(".in-place") !== null && top >= 0 && bottom <= innerHeight;
  }

  /** @param {HTMLAnchorElement} link */
  function noteContent(link) {
    const note = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!note || isSeenBeside(note)) return null;
    const content = /** @type {HTMLElement} */ (note.cloneNode(true));
    for (const part of content.querySelectorAll('[role="doc-backlink"], .note-cited')) part.remove();
    const label = content.querySelector(".note-label");
    if (label) {
      const jump = document.createElement("a");
      jump.href = link.getAttribute("href") ?? "";
      jump.className = "note-label";
      jump.textContent = label.textContent;
      jump.setAttribute("aria-label", `${words.note} ${label.textContent}`);
      label.replaceWith(jump);
    }
    return content;
  }

  /** @param {HTMLAnchorElement} link */
  function documentContent(link) {
    for (const cited of document.querySelectorAll("#cites li")) {
      const to = cited.querySelector("a");
      if (to?.pathname !== link.pathname) continue;
      const content = /** @type {Element} */ (cited.cloneNode(true));
      // The reference can mean a note or a page of the document.
      content.querySelector("a")?.setAttribute("href", link.href);
      return content;
    }
    return null;
  }

  /** Why words lead nowhere. @param {HTMLElement} words */
  function reasonContent(words) {
    const content = document.createElement("div");
    content.appendChild(document.createElement("p")).textContent = words.title;
    return content;
  }

  /** @param {HTMLElement} link */
  function contentOf(link) {
    if (!(link instanceof HTMLAnchorElement)) return reasonContent(link);
    const content = link.matches('[role="doc-noteref"]') ? noteContent(link) : documentContent(link);
    if (!content) return null;
    const box = document.createElement("div");
    box.className = content.tagName === "LI" && link.matches(".ref") ? "preview-document" : "preview-note";
    box.append(...content.childNodes);
    for (const part of box.querySelectorAll("[id]")) part.removeAttribute("id");
    // There is one preview, and what stands in it opens no other.
    for (const part of box.querySelectorAll(REASON)) for (const name of ["role", "tabindex"]) part.removeAttribute(name);
    return box;
  }

  /**
   * Puts the preview below the link or, where there is no room, above it. On a phone it lies at the foot of the screen,
   * or at its head where it would cover the link.
   * @param {HTMLElement} link
   */
  function place(link) {
    const [first] = link.getClientRects();
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const size = preview.getBoundingClientRect();
    const left = Math.max(8, Math.min(first.left - 16, width - size.width - 8));
    const below = first.bottom + 8;
    const top = below + size.height > height - 8 && first.top > height - first.bottom ? first.top - size.height - 8 : below;
    preview.style.setProperty("--left", `${left}px`);
    preview.style.setProperty("--top", `${Math.max(8, top)}px`);
    preview.classList.toggle("at-head", first.bottom > height - size.height);
  }

  /** @param {HTMLElement} link */
  function show(link) {
    clearTimeout(timer);
    if (caller === link) return;
    hide();
    const content = contentOf(link);
    if (!content) return;
    preview.replaceChildren(content);
    if (!preview.isConnected) document.body.append(preview);
    caller = link;
    // With its source the preview follows the link in the order of the Tab key, where browsers know of it.
    preview.showPopover({ source: link });
    link.setAttribute("aria-describedby", preview.id);
    if (isReason(link)) {
      // A browser would show the title as well.
      reason = link.title;
      link.removeAttribute("title");
    }
    place(link);
  }

  /** Leaves what was previewed as it was before. */
  function release() {
    caller?.removeAttribute("aria-describedby");
    if (caller && isReason(caller)) caller.title = reason;
    caller = null;
  }

  function hide() {
    clearTimeout(timer);
    if (preview.matches(":popover-open")) preview.hidePopover();
    release();
  }

  /**
   * @param {() => void} action
   * @param {number} delay
   */
  function soon(action, delay) {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  }

  // Words that lead nowhere say why in their title, which shows to a mouse alone: so they become buttons.

  const UNTOLD = "article :is(.unresolved, .missing, .missing-image)[title]";
  const REASON = ':is(.unresolved, .missing, .missing-image)[role="button"]';
  const isReason = (/** @type {Element} */ words) => words.matches(REASON);
  /** The title of those that are previewed. */
  let reason = "";

  function offerReasons() {
    for (const words of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(UNTOLD))) {
      // A button holds no link, and stands in none, nor in another button.
      if (words.closest('a, summary, label, [role="button"]') || words.querySelector("a")) continue;
      words.setAttribute("role", "button");
      words.tabIndex = 0;
    }
  }

  const PREVIEWED = `.text a.ref, .notes a.ref, .document-header a.ref, .facts a.ref, a[role="doc-noteref"], ${REASON}`;
  const linkOf = (/** @type {Event} */ { target }) =>
    /** @type {HTMLElement | null} */ (target instanceof Element ? target.closest(PREVIEWED) : null);
  const isPlain = (/** @type {MouseEvent} */ event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);
  /** Whether the list of notes stands beside the text, so that a mark's own link brings up its note. */
  const notesAreBeside = () => {
    const notes = document.querySelector(".apparatus");
    return notes !== null && getComputedStyle(notes).position !== "static";
  };
  const isInPreview = (/** @type {EventTarget | null} */ target) => target instanceof Node && preview.contains(target);

  function preparePreviews() {
    preview.id = "preview";
    preview.className = "preview";
    preview.popover = "auto";
    preview.setAttribute("aria-label", words.preview ?? "");
    preview.addEventListener("toggle", (event) => {
      if (event.newState === "closed") release();
    });
    preview.addEventListener("pointerenter", () => clearTimeout(timer));
    preview.addEventListener("pointerleave", () => soon(hide, HIDE_AFTER));
    preview.addEventListener("focusout", (event) => {
      if (!isInPreview(event.relatedTarget) && event.relatedTarget !== caller) hide();
    });
    preview.addEventListener("click", (event) => {
      if (/** @type {Element} */ (event.target).closest("a")) hide();
    });
    document.addEventListener("pointerdown", (event) => (lastPointer = event.pointerType), true);
    document.addEventListener("pointerover", (event) => {
      const link = linkOf(event);
      if (link && event.pointerType === "mouse" && !preview.contains(link)) soon(() => show(link), SHOW_AFTER);
    });
    document.addEventListener("pointerout", (event) => {
      if (linkOf(event) && event.pointerType === "mouse") soon(hide, HIDE_AFTER);
    });
    document.addEventListener("focusin", (event) => {
      const link = linkOf(event);
      if (link?.matches(":focus-visible") && !preview.contains(link)) show(link);
    });
    document.addEventListener("focusout", (event) => {
      if (event.target === caller && !isInPreview(event.relatedTarget)) hide();
    });
    document.addEventListener("click", (event) => {
      const link = linkOf(event);
      if (!link || preview.contains(link) || !isPlain(event)) return;
      const isKey = event.detail === 0;
      const isNote = link.matches('[role="doc-noteref"]');
      // Keys follow links, and so does a mouse: what is previewed has been seen by then.
      const staysHere = isReason(link) || (isNote ? !isKey && !notesAreBeside() : !isKey && lastPointer !== "mouse");
      if (!staysHere) return hide();
      const isOpen = caller === link;
      if (isNote || contentOf(link)) event.preventDefault();
      if (isOpen && lastPointer !== "mouse") hide();
      else show(link);
    });
    document.addEventListener("keydown", (event) => {
      const words = linkOf(event);
      if (!words || !isReason(words) || (event.key !== "Enter" && event.key !== " ")) return;
      event.preventDefault();
      if (caller === words) hide();
      else show(words);
    });
  }

  // The choice of colours.

  function offerThemes() {
    const template = /** @type {HTMLTemplateElement | null} */ (document.getElementById("themes"));
    if (!template) return;
    template.replaceWith(template.content.cloneNode(true));
    const select = /** @type {HTMLSelectElement} */ (document.querySelector(".themes select"));
    const root = document.documentElement;
    select.value = root.dataset.theme ?? "";
    select.addEventListener("change", () => {
      if (select.value) root.dataset.theme = select.value;
      else delete root.dataset.theme;
      try {
        localStorage.setItem("fonds-theme", select.value);
      } catch {
        // The choice holds for this page.
      }
    });
  }

  // The search shows passages of documents. Where pages are opened from a folder, it can read them in no other way.

  function handOverArticle() {
    addEventListener("message", (event) => {
      const article = document.querySelector("article");
      if (event.source === parent && event.data === "fonds-article" && article)
        parent.postMessage({ fondsArticle: article.outerHTML }, "*");
    });
  }

  // Whoever comes from the results of a search sees the words marked; only then is what marks them loaded.

  function markHits() {
    if (!document.getElementById("hits-parts")) return;
    if (!new URLSearchParams(location.search).has("hits") && history.state?.hits === undefined) return;
    const style = document.head.appendChild(document.createElement("link"));
    Object.assign(style, { rel: "stylesheet", href: new URL("hits.css", source).href });
    for (const name of ["search-index.js", "hits.js"]) {
      const script = document.createElement("script");
      Object.assign(script, { async: false, src: new URL(name, source).href });
      document.head.append(script);
    }
  }

  if (parent !== window) handOverArticle();
  markHits();
  offerThemes();
  if (document.querySelector(".apparatus") && "popover" in preview) {
    offerReasons();
    preparePreviews();
  }
})();
