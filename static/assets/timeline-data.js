// What the timeline reads: the index with its counts, and the documents of a stretch of time. A page opened from a folder
// cannot fetch anything, so that the data are scripts which call `index` and `documents`.
"use strict";

const fondsTimeline = (() => {
  let folder = "";
  let opened = (/** @type {TimelineIndex} */ _index) => {};
  const loading = /** @type {Map<string, { documents: Promise<TimelineRow[]>, done: (rows: TimelineRow[]) => void }>} */ (new Map());

  /** @param {string} name */
  function load(name) {
    const script = document.createElement("script");
    script.src = `${folder}${name}.js`;
    document.head.append(script);
    script.addEventListener("load", () => script.remove());
  }

  /** @param {string} of the folder of the data @returns {Promise<TimelineIndex>} */
  function open(of) {
    folder = of;
    return new Promise((done) => {
      opened = done;
      load("index");
    });
  }

  /** The documents of a file. @param {string} name */
  function documentsOf(name) {
    const known = loading.get(name);
    if (known) return known.documents;
    let done = (/** @type {TimelineRow[]} */ _rows) => {};
    const documents = new Promise((/** @type {typeof done} */ resolve) => (done = resolve));
    loading.set(name, { documents, done });
    load(name);
    return documents;
  }

  /** @param {TimelineDocument} document @returns {TimelineRow} */
  function rowOf(document) {
    const [, , , , begin, end, sureness, places] = document;
    const [first, last] = [fondsDays.parse(begin, "first"), fondsDays.parse(end, "last")];
    return { first: first ?? last ?? 0, last: last ?? first ?? 0, sureness, places, count: 1, document };
  }

  /** The counts of the index. @param {TimelineIndex} index @returns {TimelineRow[]} */
  function rows({ years }) {
    return Object.entries(years).flatMap(([year, all]) =>
      all.map((row) => {
        const month = Number(year) * 12 + row[0] - 1;
        const [first, last] = [fondsDays.ofMonth(month), fondsDays.ofMonth(month + row[1]) - 1];
        return { first, last, sureness: row[2], places: row.slice(3, -1), count: row[row.length - 1] };
      }),
    );
  }

  return {
    open,
    documentsOf,
    rows,
    /** What the index calls. @param {TimelineIndex} data */
    index: (data) => opened(data),
    /** What the files of documents call. @param {string} name @param {TimelineDocument[]} documents */
    documents: (name, documents) => loading.get(name)?.done(documents.map(rowOf)),
  };
})();
