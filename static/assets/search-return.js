// The way from the results of a search into a document and back: the document is told what to mark, and the results are
// shown as they were. `hits.js` is the other end of it.
"use strict";

const fondsReturn = (() => {
  const KEPT = "fonds-results";

  /** What is kept, if the browser keeps something from one page to the next. @returns {LeftResults | null} */
  function kept() {
    try {
      return JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
    } catch {
      return null;
    }
  }

  /** @param {HTMLAnchorElement} link */
  function markOpened(link) {
    for (const row of document.querySelectorAll("#search-results .opened")) row.classList.remove("opened");
    link.closest("li")?.classList.add("opened");
  }

  /**
   * Before a result is opened: keeps how the results look, and gives the document's address what is to be marked there. The
   * address that readers see and copy stays without.
   * @param {HTMLAnchorElement} link
   * @param {string} query
   * @param {number[]} shown
   */
  function leave(link, query, shown) {
    const plain = link.getAttribute("href") ?? "";
    const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("#search-results a"));
    /** @type {LeftResults} */
    const left = {
      address: `search.html${location.search}`,
      scroll: scrollY,
      shown,
      opened: plain,
      top: link.getBoundingClientRect().top,
      documents: [...links].map((other) => other.getAttribute("href") ?? ""),
    };
    try {
      history.replaceState(left, "");
      sessionStorage.setItem(KEPT, JSON.stringify(left));
    } catch {
      // A browser that keeps nothing shows the first results again.
    }
    markOpened(link);
    const marked = new URL(link.href);
    marked.searchParams.set("hits", query);
    link.href = marked.href;
    setTimeout(() => link.setAttribute("href", plain));
  }

  /** How the results of this address looked when a reader left them, if that is where the reader comes back to. @returns {LeftResults | null} */
  function earlier() {
    if (history.state?.shown) return history.state;
    const left = kept();
    if (!left?.isReturning || left.address !== `search.html${location.search}`) return null;
    sessionStorage.setItem(KEPT, JSON.stringify({ ...left, isReturning: false }));
    return left;
  }

  /** Puts the result that was opened where it was on the screen, and the focus on it. @param {LeftResults} left */
  function restore(left) {
    const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("#search-results a"));
    const opened = [...links].find((link) => link.getAttribute("href") === left.opened);
    if (!opened) return scrollTo(0, left.scroll);
    markOpened(opened);
    opened.focus({ preventScroll: true });
    scrollBy(0, opened.getBoundingClientRect().top - left.top);
  }

  return { leave, earlier, restore };
})();
