// The order of a collection's documents, as printed or by date; and the arcs of a chosen document in its graph.
"use strict";

(() => {
  // The page has the documents as printed; the choice of order stands in the address.
  const list = document.querySelector(".documents[data-sortable]");
  const template = /** @type {HTMLTemplateElement | null} */ (document.getElementById("orders"));
  if (list && template) {
    const printed = /** @type {HTMLElement[]} */ ([...list.children]);
    // What has no date stays behind what has one.
    const byDate = [...printed].sort((a, b) => {
      const [one, other] = [a.dataset.day ?? "", b.dataset.day ?? ""];
      return Number(!one) - Number(!other) || (one < other ? -1 : Number(one > other));
    });
    template.replaceWith(template.content.cloneNode(true));
    const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll(".orders button"));
    const order = (/** @type {string} */ name) => {
      list.replaceChildren(...(name === "date" ? byDate : printed));
      for (const button of buttons) button.setAttribute("aria-pressed", String(button.value === name));
    };
    for (const button of buttons) {
      button.addEventListener("click", () => {
        order(button.value);
        try {
          history.replaceState(null, "", button.value === "date" ? "?order=date" : location.pathname);
        } catch {
          // The order holds for this view.
        }
      });
    }
    order(new URLSearchParams(location.search).get("order") === "date" ? "date" : "printed");
  }

  const graph = document.querySelector("svg.graph");
  if (graph) {
    const arcs = /** @type {NodeListOf<SVGElement>} */ (graph.querySelectorAll(".arc"));
    const choose = (/** @type {string | undefined} */ document) => {
      graph.classList.toggle("has-choice", document !== undefined);
      for (const arc of arcs) {
        arc.classList.toggle("chosen", document !== undefined && (arc.dataset.from === document || arc.dataset.to === document));
      }
    };
    for (const name of ["pointerover", "focusin"]) {
      graph.addEventListener(name, ({ target }) => {
        const chosen = /** @type {Element} */ (target).closest("[data-document]");
        choose(/** @type {SVGElement | null} */ (chosen)?.dataset.document);
      });
    }
    for (const name of ["pointerleave", "focusout"]) graph.addEventListener(name, () => choose(undefined));
  }
})();
