// Reads a date in a query: a day, month, year or stretch of time, in any form that datelines have. The words come with
// the index (src/output/search/dates.rs), from the tables by which datelines are read. Nothing here touches the page.
"use strict";

const fondsDates = (() => {
  const DAY = 86_400_000;
  /** The zeros of the figures that Arabic, Persian, Hindi, Thai and wide Latin texts have. */
  const ZEROS = [0x660, 0x6f0, 0x966, 0xe50, 0xff10];
  const DASH = /^[-‐‑–—]$/;

  /** The figures of any script as ours. @param {string} text */
  const inFigures = (text) =>
    text.replace(/\p{Nd}/gu, (figure) => {
      const code = figure.codePointAt(0) ?? 0;
      const zero = ZEROS.find((zero) => code >= zero && code < zero + 10);
      return zero === undefined ? figure : String(code - zero);
    });

  /** Words, figures and signs. What stands in quotation marks is meant word by word, and is a sign. @param {string} text @returns {DateToken[]} */
  function tokensOf(text) {
    const tokens = inFigures(text).matchAll(/["“”„«»][^"“”„«»]*["“”„«»]?|\d+|[\p{L}\p{M}]+|\S/gu);
    return [...tokens].map(({ 0: word, index }) => ({ word: word.toLowerCase(), start: index, end: index + word.length }));
  }

  const lengthOf = (/** @type {number} */ year, /** @type {number} */ month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
  const dayOf = (/** @type {number} */ year, /** @type {number} */ month, /** @type {number} */ day) => Date.UTC(year, month - 1, day) / DAY;

  /** Reads the parts of a date. A method that finds nothing gives null. */
  class Scan {
    /** @param {DateToken[]} tokens @param {DateWords} words */
    constructor(tokens, words) {
      this.tokens = tokens;
      this.words = words;
    }

    word(/** @type {number} */ at) {
      return this.tokens[at]?.word ?? "";
    }

    /** Whether a token follows the one before it without a space. @param {number} at */
    isGlued(at) {
      return at > 0 && this.tokens[at]?.start === this.tokens[at - 1].end;
    }

    /** @param {number} at @param {(word: string) => boolean} isOne */
    skip(at, isOne) {
      while (at < this.tokens.length && isOne(this.word(at))) at++;
      return at;
    }

    /** A number of so many figures. @param {number} at @param {number} least @param {number} most */
    number(at, least, most) {
      const word = this.word(at);
      return /^\d+$/.test(word) && word.length >= least && word.length <= most ? Number(word) : null;
    }

    year(/** @type {number} */ at) {
      const year = this.number(at, 4, 4);
      return year !== null && year >= 1000 && year < 3000 ? year : null;
    }

    /** A month by its name, with the full stop of what is shortened. @param {number} at */
    month(at) {
      const word = this.word(at);
      const month = this.words.months.findIndex((names) => names.includes(word)) + 1;
      return month && { month, next: at + (this.word(at + 1) === "." && this.isGlued(at + 1) && !this.isGlued(at + 2) ? 2 : 1) };
    }

    /** A day of the month with its ending or full stop: `3`, `3rd`, `3.` @param {number} at */
    day(at) {
      const day = this.number(at, 1, 2);
      if (!day || day > 31) return null;
      let next = at + 1;
      const hasEnding = this.isGlued(next) && (this.words.endings.includes(this.word(next)) || (this.word(next) === "." && !this.isGlued(next + 1)));
      if (hasEnding) next++;
      return { day, next };
    }

    /** Beyond what can stand between the parts of a date. @param {number} at */
    within(at) {
      return this.skip(at, (word) => word === "," || this.words.small.includes(word));
    }

    /** `1962-10-26`, `1962-10`, `26.10.1962`, and with slashes where the order is beyond doubt. @param {number} at @returns {DatePart | null} */
    figures(at) {
      const sign = this.word(at + 1);
      if (!this.isGlued(at + 1) || !this.isGlued(at + 2)) return null;
      const isThree = this.word(at + 3) === sign && this.isGlued(at + 3) && this.isGlued(at + 4);
      const year = this.year(at);
      if (year && /^[-‐‑/]$/.test(sign)) {
        const [month, day] = [this.number(at + 2, isThree ? 1 : 2, 2), isThree ? this.number(at + 4, 1, 2) : null];
        if (!month || month > 12 || (isThree && !day) || (!isThree && sign === "/")) return null;
        return { year, month, day: day ?? undefined, next: at + (isThree ? 5 : 3) };
      }
      const [first, second, last] = [this.number(at, 1, 2), this.number(at + 2, 1, 2), this.year(at + 4)];
      if (!isThree || !first || !second || !last || !/^[-‐‑/.]$/.test(sign)) return null;
      const isAmbiguous = sign !== "." && first !== second && first <= 12 && second <= 12;
      const [day, month] = sign !== "." && second > 12 ? [second, first] : [first, second];
      return isAmbiguous || month > 12 ? null : { year: last, month, day, next: at + 5 };
    }

    /** `October 26, 1962`, `Oct. 1962`. @param {number} at @returns {DatePart | null} */
    monthFirst(at) {
      const named = this.month(at);
      if (!named) return null;
      const { month, next } = named;
      const day = this.day(this.skip(next, (word) => this.words.small.includes(word)));
      const end = day?.next ?? next;
      const year = this.year(this.within(end));
      return year ? { year, month, day: day?.day, next: this.within(end) + 1 } : { month, day: day?.day, next: end };
    }

    /** `26 October 1962`, `26th of October, 1962`. @param {number} at @returns {DatePart | null} */
    dayFirst(at) {
      const day = this.day(at);
      const named = day && this.month(this.within(day.next));
      if (!named) return null;
      const year = this.year(this.within(named.next));
      const next = year ? this.within(named.next) + 1 : named.next;
      return { year: year ?? undefined, month: named.month, day: day.day, next };
    }

    /** `1962`, `1962, October 26`. @param {number} at @returns {DatePart | null} */
    yearFirst(at) {
      const year = this.year(at);
      if (!year) return null;
      const named = this.monthFirst(this.within(at + 1));
      return named && !named.year ? { ...named, year } : { year, next: at + 1 };
    }

    /** A day alone, of which the other end of the stretch says more: `3` of `3 and 7 March 1958`, `28, 1962`. @param {number} at @returns {DatePart | null} */
    dayAlone(at) {
      const day = this.day(at);
      if (!day) return null;
      const year = this.word(day.next) === "," ? this.year(day.next + 1) : null;
      return year ? { year, day: day.day, next: day.next + 2 } : day;
    }

    /** @param {number} at @returns {DatePart | null} */
    date(at) {
      return this.figures(at) ?? this.monthFirst(at) ?? this.dayFirst(at) ?? this.yearFirst(at) ?? this.dayAlone(at);
    }

    /** Beyond what joins the ends of a stretch, and whether it is a dash. @param {number} at @param {boolean} isBetween */
    join(at, isBetween) {
      if (this.word(at) === "." && this.word(at + 1) === ".") return { next: this.skip(at, (word) => word === "."), isDash: false };
      if (DASH.test(this.word(at))) return { next: at + 1, isDash: true };
      if (this.word(at) === "/" && this.isGlued(at)) return { next: at + 1, isDash: true };
      const isJoin = this.words.joins.includes(this.word(at));
      return isJoin ? { next: isBetween ? this.skip(at + 1, (word) => this.words.small.includes(word)) : at + 1, isDash: false } : null;
    }
  }

  /** The first or last day of a date; null where it is none. @param {DatePart} part @param {boolean} isLast */
  function endOf({ year, month, day }, isLast) {
    if (!year || (day && !month)) return null;
    const its = month ?? (isLast ? 12 : 1);
    if (day && day > lengthOf(year, its)) return null;
    return dayOf(year, its, day ?? (isLast ? lengthOf(year, its) : 1));
  }

  /** What one end of a stretch leaves out, as the other says it. @param {DatePart} part @param {DatePart} other @returns {DatePart} */
  const completed = (part, other) => ({
    ...part,
    year: part.year ?? other.year,
    month: part.month ?? (part.day ? other.month : undefined),
  });

  const isYear = (/** @type {DatePart} */ { month, day }) => !month && !day;

  /**
   * The stretch that begins at a token. A year alone can as well be a number, and so can two with a dash.
   * @param {Scan} scan
   * @param {number} at
   */
  function stretchAt(scan, at) {
    const isBetween = scan.words.between.includes(scan.word(at));
    const first = scan.date(isBetween ? scan.skip(at + 1, (word) => scan.words.small.includes(word)) : at);
    if (!first) return null;
    const join = scan.join(first.next, isBetween);
    const second = join && scan.date(join.next);
    if (second) {
      const [from, to] = [endOf(completed(first, second), false), endOf(completed(second, first), true)];
      const isBare = isYear(first) && isYear(second) && !isBetween;
      const isMeant = !isBare || join.isDash || scan.word(first.next) === ".";
      if (from !== null && to !== null && from <= to && isMeant) return { from, to, isBare: isBare && join.isDash, next: second.next };
    }
    const [from, to] = [endOf(first, false), endOf(first, true)];
    return isBetween || from === null || to === null ? null : { from, to, isBare: isYear(first), next: first.next };
  }

  /**
   * The date in a query, and what is left of the query without it.
   * @param {string} query
   * @param {DateWords} words
   * @returns {AskedTime | null}
   */
  function inQuery(query, words) {
    // Where the parts of a query are joined otherwise than by a space, none can be taken out.
    if (/(^|\s)(OR|NEAR(\/\d+)?)(\s|$)|[()]/.test(query)) return null;
    const tokens = tokensOf(query);
    const scan = new Scan(tokens, words);
    for (let at = 0; at < tokens.length; at++) {
      if (scan.isGlued(at)) continue;
      const stretch = stretchAt(scan, at);
      if (!stretch || !/^([,;.?!]*(\s|$))/.test(query.slice(tokens[stretch.next - 1].end))) continue;
      let first = at;
      const isIntroduced = (/** @type {string} */ word) => word === "," || words.small.includes(word) || words.weekdays.includes(word);
      while (first > 0 && isIntroduced(scan.word(first - 1))) first--;
      const before = scan.word(first - 1) === "." ? scan.word(first - 2) : scan.word(first - 1);
      // "Before October 1962" is another time, and "Document 1962" a number.
      if (words.bounds.includes(before) || (stretch.isBare && words.numbered.includes(before))) {
        at = stretch.next - 1;
        continue;
      }
      const [start, end] = [tokens[at].start, tokens[stretch.next - 1].end];
      const rest = `${query.slice(0, tokens[first].start)} ${query.slice(end).replace(/^[,;.?!]+/, "")}`;
      return { from: stretch.from, to: stretch.to, isBare: stretch.isBare, written: query.slice(start, end), rest: rest.replace(/\s+/g, " ").trim() };
    }
    return null;
  }

  /** The stretch of time that a text is, if it is nothing else. @param {string} text @param {DateWords} words */
  function whole(text, words) {
    const asked = inQuery(text, words);
    return asked && !asked.rest ? asked : null;
  }

  /**
   * Whether a document is of a time: `certain`, `possible` where its date says less, or not at all. A conference is of
   * each of its days.
   * @param {ReturnType<SearchDates["daysOf"]>} days
   * @param {{ from: number, to: number }} time
   */
  function fit(days, { from, to }) {
    if (!days || days.begin > to || days.end < from) return "";
    return days.lasts || (days.begin >= from && days.end <= to) ? "certain" : "possible";
  }

  /**
   * The matches that are of a time: first those that certainly are, in the order they have, then those that may be, the
   * more exact ones first.
   * @param {SearchMatch[]} matches
   * @param {{ from: number, to: number }} time
   * @param {SearchDates} dates
   */
  function within(matches, time, { daysOf }) {
    const fitting = (/** @type {string} */ wanted) => matches.filter(({ document }) => fit(daysOf(document), time) === wanted);
    const span = (/** @type {SearchMatch} */ { document }) => {
      const days = daysOf(document);
      return days ? days.end - days.begin : Infinity;
    };
    const [certain, possible] = [fitting("certain"), fitting("possible")];
    possible.sort((a, b) => span(a) - span(b));
    return { matches: [...certain, ...possible], possible: new Set(possible.map(({ document }) => document)) };
  }

  /** A day as it stands in addresses. @param {number} day */
  const iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);

  return { inQuery, whole, fit, within, iso };
})();
