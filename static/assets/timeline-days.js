// Days as numbers, months and years, and how they are written. Nothing here touches the page.
"use strict";

const fondsDays = (() => {
  const DAYS_OF_400_YEARS = 146097;

  // Years begin with March, so that a leap day is the last of its year.

  /** The number of a day of the Gregorian calendar, counted from 1 March of the year 0. @param {number} year @param {number} month 1 to 12 @param {number} day */
  function number(year, month, day) {
    const from = month > 2 ? year : year - 1;
    const era = Math.floor(from / 400);
    const ofEra = from - era * 400;
    const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
    return era * DAYS_OF_400_YEARS + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear;
  }

  /** @param {number} at @returns {[year: number, month: number, day: number]} */
  function civil(at) {
    const era = Math.floor(at / DAYS_OF_400_YEARS);
    const ofEra = at - era * DAYS_OF_400_YEARS;
    const years = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096)) / 365);
    const ofYear = ofEra - (365 * years + Math.floor(years / 4) - Math.floor(years / 100));
    const month = Math.floor((5 * ofYear + 2) / 153);
    const day = ofYear - Math.floor((153 * month + 2) / 5) + 1;
    const year = era * 400 + years + (month >= 10 ? 1 : 0);
    return [year, month < 10 ? month + 3 : month - 9, day];
  }

  // Months are counted from January of the year 0.

  /** The first day of a month. @param {number} month */
  const ofMonth = (month) => number(Math.floor(month / 12), (((month % 12) + 12) % 12) + 1, 1);
  /** @param {number} day */
  function monthOf(day) {
    const [year, month] = civil(day);
    return year * 12 + month - 1;
  }

  // As addresses and data have them

  /**
   * The first or last day of a year, month or day as it is written: `1962`, `1962-10`, `1962-10-26`.
   * @param {string | null} text
   * @param {"first" | "last"} end
   */
  function parse(text, end) {
    const found = /^(-?\d{1,4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text ?? "");
    if (!found) return null;
    const [year, month, day] = found.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
    if (year === undefined || (month !== undefined && (month < 1 || month > 12))) return null;
    if (day !== undefined && month !== undefined) return day >= 1 && day <= 31 ? number(year, month, day) : null;
    const first = year * 12 + (month ?? 1) - 1;
    return end === "first" ? ofMonth(first) : ofMonth(first + (month === undefined ? 12 : 1)) - 1;
  }

  const figures = (/** @type {number} */ value, /** @type {number} */ width) => `${value < 0 ? "-" : ""}${String(Math.abs(value)).padStart(width, "0")}`;

  /** As short as it can be: the month where a stretch begins or ends with one. @param {number} day @param {"first" | "last"} end */
  function written(day, end) {
    const [year, month, ofMonth] = civil(day);
    const isBorder = end === "first" ? ofMonth === 1 : civil(day + 1)[2] === 1;
    return `${figures(year, 4)}-${figures(month, 2)}${isBorder ? "" : `-${figures(ofMonth, 2)}`}`;
  }

  return { number, civil, ofMonth, monthOf, parse, written };
})();
