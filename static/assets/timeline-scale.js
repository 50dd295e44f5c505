// The bars of a chart of time: how long each is, where they begin, and what they are called. Nothing here touches the page.
"use strict";

const fondsScale = (() => {
  /** A bar is at least so wide, in pixels, and a label below it has so much room; one of a year needs less. */
  const NARROWEST = 2.5;
  /** There are at most so many for each document, and never fewer than those of a month by days. */
  const FOR_EACH = 6;
  const FEWEST = 31;
  const LABEL = 74;
  const YEAR_LABEL = 52;
  const YEARS = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000];
  const MONTHS = [1, 2, 3, 6];
  const DAYS = [1, 2, 5, 7, 14, 28];

  /**
   * The bars of a stretch of days: of days, months or years, the finest for which there is room.
   * @param {TimelineStretch} view
   * @param {{ width: number, documents: number, areMonthsKnown: boolean, areDaysKnown: boolean }} known how wide the chart is in
   *   pixels, how many documents it shows, and whether they are known as exactly as that
   * @returns {TimelineScale}
   */
  function of(view, known) {
    const most = Math.max(FEWEST, Math.min(known.width / NARROWEST, known.documents * FOR_EACH));
    if (known.areDaysKnown && view.to - view.from < most) {
      return { unit: "day", larger: 7, edges: Array.from({ length: view.to - view.from + 2 }, (_, at) => view.from + at) };
    }
    const [first, last] = [fondsDays.monthOf(view.from), fondsDays.monthOf(view.to)];
    if (known.areMonthsKnown && last - first < most) {
      return { unit: "month", larger: 12, edges: Array.from({ length: last - first + 2 }, (_, at) => fondsDays.ofMonth(first + at)) };
    }
    const [begin, end] = [Math.floor(first / 12), Math.floor(last / 12)];
    const step = YEARS.find((years) => (end - begin) / years < most) ?? 1000;
    const start = Math.floor(begin / step) * step;
    const bars = Math.floor((end - start) / step) + 1;
    return { unit: "year", larger: 10, edges: Array.from({ length: bars + 1 }, (_, at) => fondsDays.ofMonth((start + at * step) * 12)) };
  }

  /** The bar in which a day lies; the first or last where it lies beyond them. @param {number[]} edges @param {number} day */
  function barAt(edges, day) {
    let [low, high] = [0, edges.length - 2];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (edges[middle] <= day) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  // Names

  /** @param {TimelineIndex} index */
  function namesOf({ months, short_months: shortMonths, phrases }) {
    const year = (/** @type {number} */ year) => (year > 0 ? String(year) : phrases.before.replace("{year}", String(1 - year)));
    const day = (/** @type {number} */ at) => {
      const [of, month, day] = fondsDays.civil(at);
      return phrases.day.replace("{day}", String(day)).replace("{month}", months[month - 1]).replace("{year}", year(of));
    };
    const month = (/** @type {number} */ at, names = months) => {
      const [of, month] = fondsDays.civil(at);
      return phrases.month.replace("{month}", names[month - 1]).replace("{year}", year(of));
    };
    /** A day without its year: "26 Oct". */
    const shortDay = (/** @type {number} */ at) => {
      const [, month, day] = fondsDays.civil(at);
      return phrases.day.replace(/[\s,.،]*\{year\}[\s,.،]*/, " ").replace("{day}", String(day)).replace("{month}", shortMonths[month - 1]).trim();
    };
    const shortMonth = (/** @type {number} */ at) => month(at, shortMonths);
    const yearOf = (/** @type {number} */ at) => year(fondsDays.civil(at)[0]);
    /** What a bar stands for. @param {TimelineScale} scale @param {number} bar */
    const bar = ({ unit, edges }, bar) => {
      const [first, last] = [edges[bar], edges[bar + 1] - 1];
      if (unit === "day") return day(first);
      if (unit === "month") return month(first);
      return yearOf(first) === yearOf(last) ? yearOf(first) : `${yearOf(first)}–${yearOf(last)}`;
    };
    return { bar, day, shortDay, shortMonth, yearOf };
  }

  /**
   * Which bars have a label below them, and which.
   * @param {TimelineScale} scale
   * @param {number} width
   * @param {ReturnType<typeof namesOf>} names
   * @returns {{ bar: number, text: string }[]}
   */
  function labels({ unit, edges }, width, names) {
    const bars = edges.length - 1;
    const most = Math.max(1, Math.floor(width / LABEL));
    const firsts = edges.slice(0, -1).map((day, bar) => ({ day, bar }));
    const months = firsts.map(({ day }) => fondsDays.monthOf(day));
    const all = (/** @type {typeof firsts} */ some, /** @type {(day: number) => string} */ name) => some.map(({ day, bar }) => ({ bar, text: name(day) }));
    if (unit === "day") {
      const step = DAYS.find((days) => bars / days <= most) ?? 0;
      if (step) return all(firsts.filter(({ bar }) => bar % step === 0), names.shortDay);
      const begin = firsts.filter(({ day }) => fondsDays.civil(day)[2] === 1);
      const each = Math.ceil(begin.length / most);
      return all(begin.filter((_, at) => at % each === 0), names.shortMonth);
    }
    if (unit === "month") {
      const step = MONTHS.find((step) => bars / step <= most);
      if (step) return all(firsts.filter(({ bar }) => months[bar] % step === 0), names.shortMonth);
    }
    const years = (months[bars - 1] - months[0]) / 12 + 1;
    const step = YEARS.find((step) => (years / step) * YEAR_LABEL <= width) ?? 1000;
    return all(firsts.filter(({ bar }) => months[bar] % (12 * step) === 0), names.yearOf);
  }

  return { of, barAt, namesOf, labels };
})();
