// Finds the words of the archive that are most like one that it does not have. src/output/search/near.rs says how they are
// kept; `search-index.js` loads this script when such a word is asked for.
"use strict";

fondsSearch(
  "../assets/search-near",
  (() => {
    /** How many words are shown. */
    const MOST = 5;
    /** How many pieces a word takes, at most: one in each order, and one more for its beginning. */
    const MOST_PIECES = 4;

    const ALIKE = new Map(Object.entries({ p: "b", v: "f", c: "k", g: "k", q: "k", x: "s", z: "s", d: "t" }));

    /** What of a word one hears alike, as src/output/search/near.rs has it. @param {string} word */
    function sound(word) {
      let sound = "";
      for (const letter of word.replaceAll("ph", "f").replaceAll("ght", "t")) {
        if ("aehiouwy".includes(letter)) continue;
        const heard = ALIKE.get(letter) ?? letter;
        if (!sound.endsWith(heard)) sound += heard;
      }
      return sound;
    }

    const reversed = (/** @type {string} */ word) => [...word].reverse().join("");

    /** The words of a piece, with the number of their documents. @param {string} text */
    function read(text) {
      const words = /** @type {{ letters: string, count: number }[]} */ ([]);
      let last = /** @type {string[]} */ ([]);
      for (const [, capital, rest, count] of text.matchAll(/([A-Z])([^A-Z0-9]*)(\d*)/g)) {
        last = [...last.slice(0, capital.charCodeAt(0) - 65), ...rest];
        words.push({ letters: last.join(""), count: Number(count || 1) });
      }
      return words;
    }

    /** How many letters have to be changed, added, left out or swapped with the next one. @param {string} a @param {string} b */
    function distance(a, b) {
      let [beforeLast, last] = [/** @type {number[]} */ ([]), Array.from({ length: b.length + 1 }, (_, at) => at)];
      for (let i = 1; i <= a.length; i++) {
        const row = [i];
        for (let j = 1; j <= b.length; j++) {
          row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
          if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
        [beforeLast, last] = [last, row];
      }
      return last[b.length];
    }

    /**
     * How unlike two words are: by letters, less where they sound alike; more where one only begins the other; infinitely where
     * they are not alike.
     * @param {string} form
     * @param {string} other
     */
    function unlikeness(form, other) {
      const [short, long] = form.length < other.length ? [form, other] : [other, form];
      const isHeard = sound(form) === sound(other) && sound(form).length > 1;
      const most = (short.length <= 4 ? 1 : 2) + (isHeard ? 1 : 0);
      const letters = long.length - short.length <= most ? distance(form, other) : Infinity;
      if (letters <= most) return letters - (isHeard ? 0.7 : 0) - (form[0] === other[0] ? 0.3 : 0);
      return short.length >= 3 && long.startsWith(short) ? 4 + long.length - short.length : Infinity;
    }

    /**
     * The words most like a form, best first, with the number of documents that are found with each.
     * @param {string} form
     * @param {SearchIndexFiles} files
     * @returns {Promise<NearWord[]>}
     */
    async function near(form, { load, nameOf, placeIn }) {
      const orders = /** @type {Record<string, string[]>} */ (await load("near"));
      const sounds = sound(form);
      const keys = [
        ["starts", form],
        ["ends", reversed(form)],
        ["sounds", `${sounds} ${form}`],
        ["starts", form.slice(0, 3)],
      ];
      const names = keys.map(([order, key]) => ({ order, name: nameOf(`${order} ${orders[order][placeIn(orders[order], key)]}`) }));
      const wanted = [...new Map(names.map((piece) => [piece.name, piece])).values()].slice(0, MOST_PIECES);
      const found = /** @type {Map<string, { word: string, count: number, score: number }>} */ (new Map());
      await Promise.all(
        wanted.map(async ({ order, name }) => {
          for (const { letters, count } of read(await load(`near/${name}`))) {
            const word = order === "ends" ? reversed(letters) : letters;
            // A word that many documents have is meant more often than one that few have.
            const score = unlikeness(form, word) - Math.log10(count) / 2;
            if (word !== form && score < Infinity) found.set(word, { word, count, score });
          }
        }),
      );
      const best = [...found.values()].sort((a, b) => a.score - b.score || (a.word < b.word ? -1 : 1));
      return firstOfEach(best).slice(0, MOST);
    }

    /** One form of each stem: forms of one have as many documents, and differ in their endings. @param {NearWord[]} words */
    function firstOfEach(words) {
      const first = /** @type {NearWord[]} */ ([]);
      for (const word of words) if (!first.some((other) => isOfOne(other, word))) first.push({ word: word.word, count: word.count });
      return first;
    }

    /** @param {NearWord} one @param {NearWord} other */
    function isOfOne({ word: one, count }, { word: other, count: its }) {
      let shared = 0;
      while (shared < one.length && one[shared] === other[shared]) shared++;
      const endings = [one.length - shared, other.length - shared];
      return count === its && shared >= 3 && Math.max(...endings) <= 3 && (count > 1 || Math.min(...endings) === 0);
    }

    return { near, sound };
  })(),
);
