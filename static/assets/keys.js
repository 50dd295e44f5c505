// Single keys: to the search, through results and documents, and a window that lists them, in which they can be switched
// off. They never act in a field, with a modifier, or while a window is open. The words stand in the template.
"use strict";

(() => {
  const template = /** @type {HTMLTemplateElement | null} */ (document.getElementById("keys-parts"));
  if (!template) return;
  template.replaceWith(template.content.cloneNode(true));
  const dialog = /** @type {HTMLDialogElement} */ (document.querySelector("dialog.keys-help"));
  const opener = /** @type {HTMLButtonElement} */ (document.querySelector("button.keys"));
  const choice = /** @type {HTMLInputElement} */ (dialog.querySelector("input"));
  const KEPT = "fonds-keys";

  /** Whether the reader wants them. */
  function areOn() {
    try {
      return localStorage.getItem(KEPT) !== "off";
    } catch {
      return choice.checked;
    }
  }

  function help() {
    choice.checked = areOn();
    dialog.showModal();
  }

  function toSearch() {
    const field = /** @type {HTMLInputElement | null} */ (document.querySelector(".query input, .site-search input"));
    field?.focus();
    field?.select();
  }

  /** The results of the search, if there are any. */
  const results = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#search-results li > a")]);

  /** To the next or previous result or, on a document's page, document. @param {1 | -1} step */
  function go(step) {
    const links = results();
    if (links.length) {
      const place = links.findIndex((link) => link.closest("li")?.contains(document.activeElement));
      links[place < 0 ? (step > 0 ? 0 : links.length - 1) : Math.max(0, Math.min(links.length - 1, place + step))].focus();
      return;
    }
    const link = /** @type {HTMLLinkElement | null} */ (document.querySelector(`link[rel=${step > 0 ? "next" : "prev"}]`));
    if (link) location.href = link.href;
  }

  const press = (/** @type {string} */ part) => /** @type {HTMLElement | null} */ (document.querySelector(`[data-part=${part}]`))?.click();

  /** @type {Record<string, () => void>} */
  const ACTIONS = {
    "/": toSearch,
    "?": help,
    j: () => go(1),
    k: () => go(-1),
    n: () => press("next-hit"),
    p: () => press("previous-hit"),
  };

  /** Arrows lead from the field of the search to its results, and from one to the next. @param {KeyboardEvent} event */
  function followArrow(event) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const active = document.activeElement;
    const isResult = results().some((link) => link === active);
    if (!step || !(isResult || (step > 0 && active?.matches(".query input") && results().length))) return;
    event.preventDefault();
    go(/** @type {1 | -1} */ (step));
  }

  const isField = (/** @type {Element | null} */ element) =>
    element instanceof HTMLElement && (element.isContentEditable || element.matches("input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [role=slider]"));

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
    followArrow(event);
    if (!Object.hasOwn(ACTIONS, event.key) || event.repeat || isField(document.activeElement) || !areOn()) return;
    event.preventDefault();
    ACTIONS[event.key]();
  });
  opener.addEventListener("click", help);
  choice.addEventListener("change", () => {
    try {
      localStorage.setItem(KEPT, choice.checked ? "on" : "off");
    } catch {
      // The choice holds for this page.
    }
  });
})();
