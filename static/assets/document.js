// What only documents have: links and citations that are copied, the outline that shows where one is, and notes beside
// their lines. The page is complete without. The words stand in the templates.
"use strict";

(() => {
  const words = /** @type {Record<string, string>} */ (
    /** @type {HTMLScriptElement} */ (document.currentScript).dataset
  );
  const line = (/** @type {Element | null} */ of) => (of?.textContent ?? "").replace(/\s+/g, " ").trim();
  const isPlain = (/** @type {MouseEvent} */ event) =>
    !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);

  /** Calls a function once before the next frame, however often it was asked for. @param {() => void} action */
  function inFrame(action) {
    let isAsked = false;
    return () => {
      if (isAsked) return;
      isAsked = true;
      requestAnimationFrame(() => {
        isAsked = false;
        action();
      });
    };
  }

  // What is copied

  const told = document.createElement("p");

  /** Copies a text and says so. @param {string} text @param {string} said */
  async function copy(text, said) {
    try {
      await navigator.clipboard.writeText(text);
      told.textContent = said;
      setTimeout(() => (told.textContent = ""), 2500);
    } catch {
      // Without leave to copy, a link has been followed, and a citation can be selected.
    }
  }

  /** @param {string} text @param {string} kind */
  function button(text, kind) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.className = kind;
    return made;
  }

  /** The citation of the document with the place that a link leads to. @param {HTMLAnchorElement} link */
  function citationWith(link) {
    const isPage = link.hash.startsWith("#pg-");
    const number = isPage ? line(link) : link.hash.replace(/^#p/, "");
    const address = document.querySelector("link[rel=canonical]")?.getAttribute("href") ?? "";
    const citation = line(document.querySelector(".cite .citation")).replace(/\.$/, "");
    const cited = (isPage ? words.withPage : words.withParagraph)
      .replace("{number}", () => number)
      .replace("{citation}", () => citation);
    // The address is that of the place, whether the citation has one or not.
    const there = address + link.hash;
    if (!address || cited.includes(address)) return cited.replace(address, () => there);
    return `${cited}. ${there}`;
  }

  /** Offers the citation with a place, below the link to that. */
  function citationOffer() {
    const offer = document.createElement("div");
    offer.className = "copying";
    offer.popover = "auto";
    const cite = offer.appendChild(button("", ""));
    let place = /** @type {HTMLAnchorElement | null} */ (null);
    cite.addEventListener("click", () => {
      if (place) void copy(citationWith(place), words.copiedCitation);
      offer.hidePopover();
    });
    return (/** @type {HTMLAnchorElement} */ link) => {
      place = link;
      cite.textContent = link.hash.startsWith("#pg-") ? words.copyPage : words.copyParagraph;
      if (!offer.isConnected) document.body.append(offer);
      // With its source the button follows the link in the order of the Tab key, where browsers know of it.
      offer.showPopover({ source: link });
      const { left, bottom } = link.getBoundingClientRect();
      const rest = document.documentElement.clientWidth - offer.offsetWidth - 8;
      offer.style.setProperty("--left", `${scrollX + Math.max(8, Math.min(left, rest))}px`);
      offer.style.setProperty("--top", `${scrollY + bottom + 4}px`);
    };
  }

  function copyPlaces() {
    const offer = "popover" in told && document.querySelector(".cite .citation") ? citationOffer() : null;
    document.addEventListener("click", (event) => {
      const { target } = event;
      const link = target instanceof Element && target.closest("a.permalink, .facts a[href^='#pg-']");
      if (!(link instanceof HTMLAnchorElement) || !isPlain(event)) return;
      void copy(link.href, words.copied);
      offer?.(link);
    });
  }

  /** Each form of citation can be copied. */
  function copyCitations() {
    /** @param {Element} of @param {string} name */
    const copies = (of, name) => {
      // Lines are those of a record for programs, and nothing in a sentence.
      const record = of.querySelector("pre");
      const text = record ? (record.textContent ?? "").trim() : line(of);
      const made = button(words.copy, "copy");
      made.setAttribute("aria-label", `${words.copy}: ${name}`);
      made.addEventListener("click", () => void copy(text, words.copiedCitation));
      return made;
    };
    for (const section of document.querySelectorAll(".cite")) {
      const own = section.querySelector(".citation");
      own?.after(copies(own, line(section.querySelector("h2"))));
      for (const form of section.querySelectorAll("dt")) {
        const record = form.nextElementSibling;
        if (record?.matches("dd")) record.append(copies(record, line(form)));
      }
    }
  }

  // The outline

  function followOutline() {
    const outline = /** @type {HTMLDetailsElement | null} */ (document.querySelector(".outline"));
    if (!outline) return;
    const links = [...outline.querySelectorAll("a")];
    const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    const isBeside = () => getComputedStyle(outline).position === "fixed";
    let current = /** @type {HTMLAnchorElement | null} */ (null);
    const show = () => {
      const height = innerHeight / 3;
      const after = headings.findIndex((heading) => heading && heading.getBoundingClientRect().top > height);
      const link = links[(after < 0 ? links.length : after) - 1] ?? null;
      if (link === current) return;
      current?.removeAttribute("aria-current");
      link?.setAttribute("aria-current", "true");
      current = link;
      if (link && isBeside()) outline.scrollTop = link.offsetTop - outline.clientHeight / 2;
    };
    outline.open = isBeside();
    addEventListener("scroll", inFrame(show), { passive: true });
    addEventListener("resize", inFrame(show));
    show();
  }

  // Notes beside their lines

  /** More notes than these are not placed one by one. */
  const MOST = 300;
  /** The space between two notes, in pixels. */
  const BETWEEN = 4;

  const apparatus = /** @type {HTMLElement | null} */ (document.querySelector(".apparatus"));
  const list = /** @type {HTMLElement | null} */ (document.querySelector(".apparatus .notes ol"));
  const notes = /** @type {HTMLElement[]} */ (list ? [...list.children] : []);
  /** The first mark of each note. */
  const marks = notes.map((note) => {
    const back = /** @type {HTMLAnchorElement | null} */ (note.querySelector('[role="doc-backlink"]'));
    return back && document.getElementById(decodeURIComponent(back.hash.slice(1)));
  });

  /** Whether there is a column for the apparatus. */
  const hasColumn = () => apparatus !== null && getComputedStyle(apparatus).position !== "static";

  /**
   * Where the notes stand, from the head of the page: each at its mark, or below the one before. `null` where one would
   * be too far from its mark.
   * @param {HTMLElement} list
   */
  function heights(list) {
    const unit = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const farthest = innerHeight * 0.6;
    let free = list.getBoundingClientRect().top + scrollY;
    const found = [];
    for (const [place, note] of notes.entries()) {
      const [mark] = marks[place]?.getClientRects() ?? [];
      // The middle of the mark is a little above that of its line, and the note's first line half a line below its edge.
      const wanted = mark ? (mark.top + mark.bottom) / 2 + scrollY - 0.7 * unit : free;
      const at = Math.max(wanted, free);
      if (at - wanted > farthest) return null;
      found.push(at);
      free = at + note.offsetHeight + BETWEEN;
    }
    return { found, end: free };
  }

  function placeNotes() {
    if (!apparatus || !list) return;
    const canStand = hasColumn() && notes.length <= MOST;
    apparatus.classList.toggle("in-place", canStand);
    if (!canStand) return;
    const start = list.getBoundingClientRect().top + scrollY;
    const placed = heights(list);
    if (!placed) {
      apparatus.classList.remove("in-place");
      return;
    }
    for (const [place, note] of notes.entries()) note.style.setProperty("--at", `${placed.found[place]}px`);
    list.style.setProperty("--notes-height", `${placed.end - start}px`);
  }

  /** The place of the first mark in view, found by halves: there can be thousands. */
  function firstInView() {
    let [low, high] = [0, called.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (called[middle].mark.getBoundingClientRect().bottom < 48) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The notes that have a mark, in the order of these. */
  const called = notes.flatMap((note, place) => {
    const mark = marks[place];
    return mark ? [{ note, mark }] : [];
  });

  /** Where notes cannot stand beside their lines, their column goes along: the note of the first mark in view comes to it. */
  function followMarks() {
    if (!apparatus || getComputedStyle(apparatus).position !== "fixed" || apparatus.matches(":hover, :focus-within")) return;
    const first = called[firstInView()];
    if (!first) return;
    const { top } = first.mark.getBoundingClientRect();
    if (top > innerHeight) return;
    const note = first.note.getBoundingClientRect().top - apparatus.getBoundingClientRect().top;
    apparatus.scrollTop += note - Math.max(0, Math.min(top, innerHeight / 3));
  }

  /** A link between a mark and its note moves nothing where both are in view. @param {MouseEvent} event */
  function stay({ target }) {
    const link = target instanceof Element && target.closest('a[role="doc-noteref"], a[role="doc-backlink"]');
    if (!(link instanceof HTMLAnchorElement) || !apparatus?.matches(".in-place")) return;
    const there = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!there) return;
    const { top, bottom } = there.getBoundingClientRect();
    const padding = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
    const isInView = top >= padding && bottom <= innerHeight;
    there.style.scrollMarginTop = isInView ? `${top - padding}px` : "";
  }

  function besideNotes() {
    if (!apparatus || !list) return;
    placeNotes();
    // The browser went to the note before it had its place.
    const sought = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (sought && apparatus.matches(".in-place") && notes.includes(sought)) sought.scrollIntoView();
    const again = inFrame(placeNotes);
    const sizes = new ResizeObserver(again);
    for (const part of document.querySelectorAll(".text, .facts, .document-header")) sizes.observe(part);
    addEventListener("resize", again);
    addEventListener("scroll", inFrame(followMarks), { passive: true });
    document.addEventListener("click", stay, true);
  }

  told.className = "told";
  told.setAttribute("role", "status");
  if (navigator.clipboard) {
    document.body.append(told);
    copyPlaces();
    copyCitations();
  }
  followOutline();
  besideNotes();
})();
