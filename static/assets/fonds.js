// What a reader gets besides the page itself, which is complete without: notes and the documents that are referred to
// shown where they are called, links that are copied, and a choice of colours. The words stand in the templates.
"use strict";

(() => {
  const words = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;

  // The preview: one popover, which shows what a link of the text leads to.

  const SHOW_AFTER = 250;
  const HIDE_AFTER = 300;
  const preview = document.createElement("aside");
  /** The link that is previewed. */
  let caller = /** @type {HTMLAnchorElement | null} */ (null);
  let timer = 0;
  let lastPointer = "mouse";

  /** @param {HTMLAnchorElement} link */
  function noteContent(link) {
    const note = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!note) return null;
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

  /** @param {HTMLAnchorElement} link */
  function contentOf(link) {
    const content = link.matches('[role="doc-noteref"]') ? noteContent(link) : documentContent(link);
    if (!content) return null;
    const box = document.createElement("div");
    box.className = content.tagName === "LI" && link.matches(".ref") ? "preview-document" : "preview-note";
    box.append(...content.childNodes);
    for (const part of box.querySelectorAll("[id]")) part.removeAttribute("id");
    return box;
  }

  /**
   * Puts the preview below the link or, where there is no room, above it. On a phone it lies at the foot of the screen,
   * or at its head where it would cover the link.
   * @param {HTMLAnchorElement} link
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

  /** @param {HTMLAnchorElement} link */
  function show(link) {
    clearTimeout(timer);
    if (caller === link) return;
    const content = contentOf(link);
    if (!content) return;
    hide();
    preview.replaceChildren(content);
    if (!preview.isConnected) document.body.append(preview);
    caller = link;
    // With its source the preview follows the link in the order of the Tab key, where browsers know of it.
    preview.showPopover({ source: link });
    link.setAttribute("aria-describedby", preview.id);
    place(link);
  }

  function hide() {
    clearTimeout(timer);
    if (preview.matches(":popover-open")) preview.hidePopover();
  }

  /**
   * @param {() => void} action
   * @param {number} delay
   */
  function soon(action, delay) {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  }

  const PREVIEWED = '.text a.ref, .notes a.ref, .document-header a.ref, .facts a.ref, a[role="doc-noteref"]';
  const linkOf = (/** @type {Event} */ { target }) =>
    /** @type {HTMLAnchorElement | null} */ (target instanceof Element ? target.closest(PREVIEWED) : null);
  const isPlain = (/** @type {MouseEvent} */ event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);
  /** Whether the list of notes stands beside the text, so that a mark's own link brings up its note. */
  const notesAreBeside = () => {
    const notes = document.querySelector(".apparatus");
    return notes !== null && getComputedStyle(notes).position === "fixed";
  };
  const isInPreview = (/** @type {EventTarget | null} */ target) => target instanceof Node && preview.contains(target);

  function preparePreviews() {
    preview.id = "preview";
    preview.className = "preview";
    preview.popover = "auto";
    preview.setAttribute("aria-label", words.preview ?? "");
    preview.addEventListener("toggle", (event) => {
      if (event.newState === "closed") {
        caller?.removeAttribute("aria-describedby");
        caller = null;
      }
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
      const staysHere = isNote ? !isKey && !notesAreBeside() : !isKey && lastPointer !== "mouse";
      if (!staysHere) return hide();
      const isOpen = caller === link;
      if (isNote || contentOf(link)) event.preventDefault();
      if (isOpen && lastPointer !== "mouse") hide();
      else show(link);
    });
  }

  // Links to paragraphs are followed, and copied.

  function copyLinks() {
    const told = document.createElement("p");
    told.className = "told";
    told.setAttribute("role", "status");
    document.body.append(told);
    document.addEventListener("click", async (event) => {
      const { target } = event;
      const link = target instanceof Element && target.closest("a.permalink, .facts a[href^='#pg-']");
      if (!(link instanceof HTMLAnchorElement) || !isPlain(event) || !navigator.clipboard) return;
      try {
        await navigator.clipboard.writeText(link.href);
        told.textContent = words.copied ?? "";
        setTimeout(() => (told.textContent = ""), 2500);
      } catch {
        // Without leave to copy, the link has been followed, and its address can be copied.
      }
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

  if (parent !== window) handOverArticle();
  offerThemes();
  copyLinks();
  if (document.querySelector(".apparatus") && "popover" in preview) preparePreviews();
})();
