// The chart of the timeline: bars of documents in the colours of their collections, and over them a brush, by which a
// stretch of time is chosen with the mouse, a finger or the keys.
"use strict";

const fondsChart = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const HEIGHT = 150;
  /** How a part of a bar looks: its date is stated or inferred, and lies within the bar or is spread over several. */
  const LOOKS = ["stated", "spread", "inferred", "inferred spread"];

  /** @param {string} name @param {Record<string, string | number>} attributes */
  function drawn(name, attributes) {
    const element = document.createElementNS(SVG, name);
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, String(value));
    return element;
  }

  /**
   * What stands in each bar. A document that can lie in several is spread over them by their days.
   * @param {TimelineRow[]} rows
   * @param {TimelineScale} scale
   * @param {(row: TimelineRow) => string} colourOf
   * @returns {TimelineBar[]}
   */
  function count(rows, { edges }, colourOf) {
    const bars = /** @type {TimelineBar[]} */ (Array.from({ length: edges.length - 1 }, () => ({ within: 0, maybe: 0, documents: new Map(), colours: new Map() })));
    const [begin, end] = [edges[0], edges[edges.length - 1] - 1];
    for (const row of rows) {
      if (row.last < begin || row.first > end) continue;
      const [from, to] = [fondsScale.barAt(edges, row.first), fondsScale.barAt(edges, row.last)];
      const isWithin = from === to && row.first >= begin && row.last <= end;
      const look = (row.sureness === 2 ? 2 : 0) + (isWithin && row.sureness !== 1 ? 0 : 1);
      const colour = colourOf(row);
      for (let at = from; at <= to; at++) {
        const days = Math.min(row.last, edges[at + 1] - 1) - Math.max(row.first, edges[at]) + 1;
        const bar = bars[at];
        bar[isWithin ? "within" : "maybe"] += row.count;
        bar.documents.set(colour, (bar.documents.get(colour) ?? 0) + row.count);
        const parts = bar.colours.get(colour) ?? [0, 0, 0, 0];
        bar.colours.set(colour, parts);
        parts[look] += (row.count * days) / (row.last - row.first + 1);
      }
    }
    return bars;
  }

  /**
   * The shapes of bars: for each colour and look one path.
   * @param {TimelineBar[]} bars
   * @param {string[]} colours in the order in which they stand upon one another
   * @param {number} width
   */
  function shapes(bars, colours, width) {
    const sum = (/** @type {number[]} */ parts) => parts.reduce((a, b) => a + b, 0);
    const totals = bars.map(({ colours }) => sum([...colours.values()].map(sum)));
    const highest = Math.max(...totals, Number.MIN_VALUE);
    const each = width / bars.length;
    const gap = each > 5 ? 1 : each * 0.12;
    const paths = /** @type {Map<string, string>} */ (new Map());
    bars.forEach((bar, at) => {
      if (!totals[at]) return;
      // A single document is still seen beside hundreds.
      const scale = Math.max((HEIGHT - 2) / highest, 2 / totals[at]);
      let below = 0;
      for (const colour of colours) {
        bar.colours.get(colour)?.forEach((part, look) => {
          if (!part) return;
          const height = Math.min(part * scale, HEIGHT - below);
          const key = `${colour} ${LOOKS[look]}`;
          const path = `M${(at * each + gap / 2).toFixed(2)} ${(HEIGHT - below).toFixed(2)}v${(-height).toFixed(2)}h${(each - gap).toFixed(2)}v${height.toFixed(2)}z`;
          paths.set(key, (paths.get(key) ?? "") + path);
          below += height;
        });
      }
    });
    return paths;
  }

  /** @param {TimelineChart} chart @param {string[]} colours */
  function draw({ svg, axis, bars, scale, names, width }, colours) {
    svg.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    const group = /** @type {SVGElement} */ (svg.querySelector(".bars"));
    const paths = [...shapes(bars, colours, width)].sort(([a], [b]) => (a < b ? -1 : 1));
    group.replaceChildren(
      ...paths.flatMap(([key, d]) => {
        const path = drawn("path", { class: `bar ${key}`, d });
        return key.endsWith("spread") ? [path, drawn("path", { class: "hatched", d, fill: "url(#hatching)" })] : [path];
      }),
    );
    axis.setAttribute("viewBox", `0 0 ${width} 20`);
    const each = width / bars.length;
    const labels = fondsScale.labels(scale, width, names).filter(({ bar, text }) => bar * each + text.length * 8 + 8 < width || bar === 0);
    axis.replaceChildren(
      ...labels.flatMap(({ bar, text }) => {
        const x = (bar * each).toFixed(1);
        const label = drawn("text", { x: Number(x) + 3, y: 15 });
        label.textContent = text;
        return [drawn("path", { class: "tick", d: `M${x} 0v6` }), label];
      }),
    );
  }

  // The brush

  /**
   * Lets a stretch be chosen over the chart. `chart` gives what is drawn at the time.
   * @param {TimelineBrush} parts
   * @param {() => { scale: TimelineScale, choice: TimelineStretch }} chart
   * @param {(choice: TimelineStretch) => void} choose
   * @param {(bar: number | null) => void} point tells the bar below the pointer
   */
  function brush({ frame, handles }, chart, choose, point) {
    /** What is dragged: one end, or the whole, or a new stretch, from the bar where it began. */
    let dragged = /** @type {{ what: "from" | "to" | "whole" | "new", begin: number, choice: TimelineStretch, hasMoved: boolean } | null} */ (null);
    const barOf = (/** @type {PointerEvent} */ event) => {
      const { left, width } = frame.getBoundingClientRect();
      const bars = chart().scale.edges.length - 1;
      return Math.min(bars - 1, Math.max(0, Math.floor(((event.clientX - left) / width) * bars)));
    };
    const stretch = (/** @type {number} */ one, /** @type {number} */ other) => {
      const { edges } = chart().scale;
      return { from: edges[Math.min(one, other)], to: edges[Math.max(one, other) + 1] - 1 };
    };
    const isWhole = () => {
      const { scale, choice } = chart();
      return fondsScale.barAt(scale.edges, choice.from) === 0 && fondsScale.barAt(scale.edges, choice.to) === scale.edges.length - 2;
    };

    /** @param {number} bar */
    function drag(bar) {
      if (!dragged) return;
      const { what, begin, choice } = dragged;
      const { edges } = chart().scale;
      dragged.hasMoved ||= bar !== begin;
      if (what === "new") return choose(stretch(begin, bar));
      const [from, to] = [fondsScale.barAt(edges, choice.from), fondsScale.barAt(edges, choice.to)];
      if (what === "from") return choose(stretch(Math.min(bar, to), to));
      if (what === "to") return choose(stretch(from, Math.max(bar, from)));
      const by = Math.max(-from, Math.min(bar - begin, edges.length - 2 - to));
      if (dragged.hasMoved) choose(stretch(from + by, to + by));
    }

    frame.addEventListener("pointerdown", (event) => {
      if (event.button || !event.isPrimary) return;
      const { scale, choice } = chart();
      const begin = barOf(event);
      const handle = /** @type {HTMLElement} */ (event.target).closest("[role=slider]");
      const isInside = scale.edges[begin] >= choice.from && scale.edges[begin] <= choice.to;
      const what = handle === handles.from ? "from" : handle === handles.to ? "to" : isInside && !isWhole() ? "whole" : "new";
      dragged = { what, begin, choice: { ...choice }, hasMoved: false };
      frame.setPointerCapture(event.pointerId);
      event.preventDefault();
      if (handle) /** @type {HTMLElement} */ (handle).focus({ preventScroll: true });
    });
    frame.addEventListener("pointermove", (event) => {
      point(barOf(event));
      drag(barOf(event));
    });
    frame.addEventListener("pointerup", (event) => {
      if (!dragged) return;
      const bar = barOf(event);
      // A bar that is clicked is chosen, also within what is chosen.
      if (!dragged.hasMoved && (dragged.what === "whole" || dragged.what === "new")) choose(stretch(bar, bar));
      else drag(bar);
      dragged = null;
    });
    // A finger that scrolls the page chooses nothing.
    frame.addEventListener("pointercancel", () => {
      if (dragged) choose(dragged.choice);
      dragged = null;
    });
    frame.addEventListener("pointerleave", () => point(null));

    for (const end of /** @type {const} */ (["from", "to"])) {
      handles[end].addEventListener("keydown", (event) => {
        const { scale, choice } = chart();
        const [from, to] = [fondsScale.barAt(scale.edges, choice.from), fondsScale.barAt(scale.edges, choice.to)];
        const at = end === "from" ? from : to;
        const bars = scale.edges.length - 1;
        const moves = /** @type {Record<string, number>} */ ({
          ArrowLeft: at - 1,
          ArrowDown: at - 1,
          ArrowRight: at + 1,
          ArrowUp: at + 1,
          PageDown: at - scale.larger,
          PageUp: at + scale.larger,
          Home: 0,
          End: bars - 1,
        });
        if (!(event.key in moves) || event.ctrlKey || event.altKey || event.metaKey) return;
        event.preventDefault();
        const wanted = Math.min(bars - 1, Math.max(0, moves[event.key]));
        choose(end === "from" ? stretch(Math.min(wanted, to), to) : stretch(from, Math.max(wanted, from)));
      });
    }
  }

  /** Where a day lies in the chart, between 0 and 1: its beginning. @param {TimelineScale} scale @param {number} day */
  function place({ edges }, day) {
    if (day >= edges[edges.length - 1]) return 1;
    const bar = fondsScale.barAt(edges, day);
    const within = Math.max(0, day - edges[bar]) / (edges[bar + 1] - edges[bar]);
    return (bar + within) / (edges.length - 1);
  }

  return { count, draw, brush, place };
})();
