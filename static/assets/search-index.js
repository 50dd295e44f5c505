// Reads the index for the search: which documents hold what is asked for, and where. The index lies in pieces below
// `search/`, each a script that calls `fondsSearch`; src/search/pieces.rs says how they are made. Nothing here touches
// the page.
"use strict";

const fondsSearch = (() => {
  // Words, as src/search/words.rs cuts and folds them.

  const IS_WORD = /[\p{Alphabetic}\p{N}]/u;
  const DIACRITIC = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670\u00ad\u200c\u200d\u2060]/;
  const WITHOUT_SPACES =
    /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
  const LETTERS = new Map(Object.entries({ ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", đ: "d", ð: "d", ł: "l", ħ: "h", ı: "i", ς: "σ" }));
  /** A segment by the rules of Unicode. `Intl.Segmenter` has rules of its own, which differ from browser to browser. */
  const SEGMENT =
    /(?:[\p{Alphabetic}\p{N}\p{M}\u00ad\u200c\u200d\u2060_]|(?<=[\p{Alphabetic}\p{M}])[.'’:·](?=\p{Alphabetic})|(?<=\p{Nd})[.,;'’](?=\p{Nd}))+/gu;

  /** @param {string} word */
  function fold(word) {
    if (/^\p{ASCII}*$/u.test(word)) return word.toLowerCase().replace(/[^a-z0-9]/g, "");
    let folded = "";
    for (const letter of word.normalize("NFKD").toLowerCase().normalize("NFKD")) {
      if (LETTERS.has(letter)) folded += LETTERS.get(letter);
      else if (!DIACRITIC.test(letter) && IS_WORD.test(letter)) folded += letter;
    }
    return folded;
  }

  const isJoined = (/** @type {string} */ segment) =>
    /^[0-9.,'’]+$/.test(segment) || (segment.includes(".") && segment.split(".").every((part) => /^\p{Alphabetic}$/u.test(part)));

  /** Words with single hyphens between them, or a name like "O’Neill". */
  const COMPOUND =
    /(?:[Oo]['’ʼ])?(?:(?!ʼ)[\p{Alphabetic}\p{N}\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670\u00ad\u200c\u200d\u2060])+(?:[-\u2010\u2011](?:(?!ʼ)[\p{Alphabetic}\p{N}\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670\u00ad\u200c\u200d\u2060])+)*/uy;
  const JOINT = /['’ʼ\u2010\u2011-]/;

  /** @param {string} text @param {number} start */
  function compoundAt(text, start) {
    COMPOUND.lastIndex = start;
    return COMPOUND.exec(text)?.[0] ?? "";
  }

  /**
   * The words of a text: each folded and as it is written, with its beginning and end. A compound such as "well-being" is
   * shown as a whole before its parts, so that "wellbeing" finds it.
   * @param {string} text
   */
  function wordsOf(text) {
    const words = /** @type {SearchWord[]} */ ([]);
    const add = (/** @type {number} */ start, /** @type {number} */ end, isCompound = false) => {
      if (start < end) words.push({ word: fold(text.slice(start, end)), written: text.slice(start, end), start, end, isCompound });
    };
    let compoundEnd = 0;
    for (const { 0: segment, index } of text.matchAll(SEGMENT)) {
      if (!IS_WORD.test(segment)) continue;
      if (index >= compoundEnd) {
        const whole = compoundAt(text, index);
        compoundEnd = index + whole.length;
        if (JOINT.test(whole) && /\p{Alphabetic}/u.test(whole) && !WITHOUT_SPACES.test(whole)) add(index, compoundEnd, true);
      }
      if (/^[a-z0-9]+$/i.test(segment) || isJoined(segment)) {
        add(index, index + segment.length);
        continue;
      }
      let start = index;
      let at = index;
      for (const sign of segment.replace(/['’ʼ][sS]$/, "")) {
        const next = at + sign.length;
        const isAlone = WITHOUT_SPACES.test(sign);
        const belongs = (IS_WORD.test(sign) || DIACRITIC.test(sign)) && sign !== "ʼ";
        if (isAlone || !belongs) {
          add(start, at);
          start = next;
          if (isAlone && belongs) add(at, next);
        }
        at = next;
      }
      add(start, at);
    }
    return words.filter(({ word }) => word);
  }

  // Files

  const waiting = /** @type {Map<string, SearchFile>} */ (new Map());
  let version = "";

  /** Loads a file of the index; each is loaded once. @param {string} name @returns {Promise<any>} */
  function load(name) {
    let file = waiting.get(name);
    if (!file) {
      const begun = /** @type {SearchFile} */ ({});
      begun.content = new Promise((done, fail) => Object.assign(begun, { done, fail }));
      file = begun;
      waiting.set(name, file);
      const script = document.createElement("script");
      script.src = `search/${name}.js${version && `?${version}`}`;
      script.addEventListener("load", () => script.remove());
      script.addEventListener("error", () => {
        waiting.delete(name);
        begun.fail(new Error(`search/${name}.js cannot be loaded`));
      });
      document.head.append(script);
    }
    return file.content;
  }

  /** @param {string} text */
  function bytesOf(text) {
    const signs = atob(text);
    const bytes = new Uint8Array(signs.length);
    for (let at = 0; at < bytes.length; at++) bytes[at] = signs.charCodeAt(at);
    return bytes;
  }

  const decoder = new TextDecoder();

  /** Reads numbers and texts. */
  class Bytes {
    /** @param {Uint8Array} bytes */
    constructor(bytes) {
      this.bytes = bytes;
      this.at = 0;
    }

    number() {
      let number = 0;
      for (let place = 1; ; place *= 128) {
        const byte = this.bytes[this.at++];
        number += (byte & 0x7f) * place;
        if (byte < 0x80) return number;
      }
    }

    /** @param {number} length */
    take(length) {
      return this.bytes.subarray(this.at, (this.at += length));
    }

    text() {
      return decoder.decode(this.take(this.number()));
    }

    /** A text that begins like another. @param {Uint8Array} other */
    shared(other) {
      const start = other.subarray(0, this.number());
      const rest = this.take(this.number());
      const bytes = new Uint8Array(start.length + rest.length);
      bytes.set(start);
      bytes.set(rest, start.length);
      return bytes;
    }
  }

  /** Reads bits, and numbers in the exponential Golomb code. */
  class Bits {
    /** @param {Uint8Array} bytes */
    constructor(bytes) {
      this.bytes = bytes;
      this.at = 0;
    }

    /** The next 32 bits, as a number with a sign; after the end there are zeros. */
    peek() {
      const { bytes, at } = this;
      const byte = at >> 3;
      const shift = at & 7;
      const bits = (bytes[byte] << 24) | (bytes[byte + 1] << 16) | (bytes[byte + 2] << 8) | bytes[byte + 3];
      return shift ? (bits << shift) | (bytes[byte + 4] >> (8 - shift)) : bits;
    }

    /** @param {number} count */
    take(count) {
      if (!count) return 0;
      const number = this.peek() >>> (32 - count);
      this.at += count;
      return number;
    }

    /** @param {number} order */
    golomb(order) {
      const zeros = Math.clz32(this.peek());
      this.at += zeros + 1;
      const bits = zeros + order;
      return (1 << bits) + this.take(bits) - (1 << order);
    }
  }

  // The division of the words

  let overview = /** @type {SearchOverview} */ (/** @type {unknown} */ (null));

  /** The order of code points, in which the index is sorted. @param {string} a @param {string} b */
  function isBefore(a, b) {
    const [first, second] = [[...a], [...b]];
    for (let at = 0; at < first.length && at < second.length; at++) {
      const [one, other] = [first[at].codePointAt(0) ?? 0, second[at].codePointAt(0) ?? 0];
      if (one !== other) return one < other;
    }
    return first.length < second.length;
  }

  /** The place of the piece in which a word stands or would stand. @param {string} word */
  function pieceOf(word) {
    let [low, high] = [0, overview.firsts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(word, overview.firsts[middle])) high = middle;
      else low = middle + 1;
    }
    return Math.max(0, low - 1);
  }

  /** FNV-1a with 32 bits, by which pieces have their names. @param {string} text */
  function nameOf(text) {
    let hash = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    const digits = hash.toString(16).padStart(8, "0");
    return `${digits.slice(0, 2)}/${digits.slice(2)}`;
  }

  const pieces = /** @type {Map<number, Promise<SearchPiece>>} */ (new Map());

  /** A piece of words: its stems by their names, and the forms that stand in it with the stems of other pieces. @param {number} index */
  function piece(index) {
    const known = pieces.get(index) ?? readPiece(overview.firsts[index]);
    pieces.set(index, known);
    return known;
  }

  /** @param {string} first @returns {Promise<SearchPiece>} */
  async function readPiece(first) {
    const name = nameOf(first);
    const bytes = new Bytes(bytesOf(await load(`words/${name}`)));
    const stems = /** @type {SearchPiece["stems"]} */ (new Map());
    const encoder = new TextEncoder();
    let last = /** @type {Uint8Array} */ (encoder.encode(""));
    const count = bytes.number();
    for (let place = 0; place < count; place++) {
      const stem = bytes.shared(last);
      last = stem;
      const group = /** @type {SearchGroup} */ ({ stem: decoder.decode(stem), forms: [], piece: name, place, count: 0, orders: [], blocks: [], name: "" });
      const forms = bytes.number();
      for (let form = 0; form < forms; form++) group.forms.push(decoder.decode(bytes.shared(stem)));
      if (!forms) group.forms.push(group.stem);
      group.count = bytes.number();
      const orders = bytes.number();
      group.orders = [orders & 15, (orders >> 4) & 15, orders >> 8];
      const blocks = bytes.number();
      if (!blocks) group.lists = bytes.take(bytes.number());
      const signs = blocks && bytes.number();
      for (let block = 0; block < blocks; block++) group.blocks.push({ first: bytes.number(), before: bytes.number() });
      group.name = nameOf(group.stem + "+".repeat(signs));
      stems.set(group.stem, group);
    }
    const strays = /** @type {SearchPiece["strays"]} */ ([]);
    for (let rest = bytes.number(); rest > 0; rest--) strays.push([bytes.text(), bytes.text()]);
    return { stems, strays };
  }

  /**
   * The stems of the forms that `accepts` takes in a stretch of pieces.
   * @param {number} from
   * @param {number} to
   * @param {(form: string) => boolean} accepts
   */
  async function stemsOf(from, to, accepts) {
    const found = /** @type {SearchPiece["stems"]} */ (new Map());
    const places = Array.from({ length: to - from + 1 }, (_, at) => from + at);
    for (const { stems, strays } of await Promise.all(places.map(piece))) {
      for (const group of stems.values()) if (group.forms.some(accepts)) found.set(group.stem, group);
      for (const [form, stem] of strays) {
        if (!accepts(form) || found.has(stem)) continue;
        const group = (await piece(pieceOf(stem))).stems.get(stem);
        if (group) found.set(stem, group);
      }
    }
    return [...found.values()];
  }

  // Terms: what has to stand in a document

  /** A word in all its forms, those that were asked for before the others. @param {SearchWord} asked @returns {Promise<SearchTerm>} */
  async function word({ word: form, written }) {
    const at = pieceOf(form);
    let groups = await stemsOf(at, at, (other) => other === form);
    if (!groups.length) groups = await byStem(written);
    return { form, groups, isExact: (/** @type {string} */ other) => other === form, forms: new Set([form, ...groups.flatMap((group) => group.forms)]) };
  }

  /** A form that no document has goes by its stem, in each language of the documents. @param {string} written */
  async function byStem(written) {
    const plain = written.toLowerCase().replace(new RegExp(JOINT, "g"), "");
    const stems = overview.stemmers.map(async (name) => fold((await load(`stemmers/${name}`)).stemWord(plain)));
    const groups = [...new Set(await Promise.all(stems))].map(async (stem) => stem && (await piece(pieceOf(stem))).stems.get(stem));
    return (await Promise.all(groups)).filter((group) => group !== undefined && group !== "");
  }

  // Words like one that no document has

  /** How many pieces are looked through, and how many words are shown. */
  const MOST_NEAR_PIECES = 8;
  const MOST_NEAR = 5;

  /**
   * The words most like a form, best first: those with few other letters, then those that it begins with or that begin with it.
   * @param {string} form
   */
  async function near(form) {
    const letters = [...form];
    const others = (/** @type {(rest: string[]) => string[]} */ change) => letters.map((_, at) => [...letters.slice(0, at), ...change(letters.slice(at))].join(""));
    const shorter = others(([, ...rest]) => rest);
    const swapped = others(([first, second = "", ...rest]) => [second, first, ...rest]);
    const beginnings = letters.map((_, at) => letters.slice(0, at + 1).join("")).slice(2).reverse();
    const starts = [form, ...beginnings, swapped[0], shorter[0], ...shorter, ...swapped];
    const around = [0, -1, 1].map((step) => pieceOf(form) + step).filter((at) => at >= 0 && at < overview.firsts.length);
    const places = [...new Set([...around, ...starts.map(pieceOf)])].slice(0, MOST_NEAR_PIECES);
    const ranked = new Map();
    for (const { stems } of await Promise.all(places.map(piece)))
      for (const { stem, forms, count } of stems.values())
        for (const other of forms) {
          const distance = likeness(form, other);
          const before = ranked.get(stem);
          if (distance < (before?.distance ?? Infinity)) ranked.set(stem, { form: other, distance, count });
        }
    const best = [...ranked.values()].sort((a, b) => a.distance - b.distance || b.count - a.count || (a.form < b.form ? -1 : 1));
    return best.slice(0, MOST_NEAR).map(({ form }) => form);
  }

  /** How many letters part two forms; more where one only begins the other, and infinitely many where they are not alike. @param {string} form @param {string} other */
  function likeness(form, other) {
    const [short, long] = form.length < other.length ? [form, other] : [other, form];
    const most = short.length <= 4 ? 1 : 2;
    const letters = long.length - short.length <= most ? distance(form, other) : Infinity;
    if (letters <= most) return letters;
    return short.length >= 3 && long.startsWith(short) ? 3 + long.length - short.length : Infinity;
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

  // Beginnings

  /** How many pieces of words the beginning of a word can take. */
  const MOST_PIECES = 12;

  /** @param {SearchWord} asked @returns {Promise<SearchTerm>} */
  async function prefix({ word: start }) {
    const from = pieceOf(start);
    const to = Math.min(pieceOf(`${start}\u{10ffff}`), from + MOST_PIECES - 1);
    const accepts = (/** @type {string} */ form) => form.startsWith(start);
    const groups = await stemsOf(from, to, accepts);
    return { groups, isExact: accepts, isWanted: accepts, forms: new Set(groups.flatMap((group) => group.forms.filter(accepts))) };
  }

  const isInField = (/** @type {number} */ code, /** @type {string | undefined} */ field) => !field || (field === "notes") === (code % 2 === 1);

  /**
   * Where a term stands: for each document its passages, and whether it stands there as it was asked for. Only
   * documents among `candidates` are of interest, if there are any. With `withPlaces` also the places of the exact
   * forms in each passage.
   * @param {SearchTerm} term
   * @param {SearchOptions} options
   */
  async function hits(term, { candidates, field, withPlaces }) {
    const found = /** @type {SearchHits} */ (new Map());
    await Promise.all(
      term.groups.map(async (group) => {
        const blocks = group.lists ? [{ first: 0, before: 0 }] : group.blocks;
        const wanted = blocks.map((block, at) => {
          if (!candidates || group.lists) return true;
          const next = blocks[at + 1]?.first ?? overview.documents;
          for (const document of candidates.keys()) if (document >= block.first && document < next) return true;
          return false;
        });
        await Promise.all(
          blocks.map(async (block, at) => {
            if (!wanted[at]) return;
            const count = (blocks[at + 1]?.before ?? group.count) - block.before;
            const [lists, places] = await Promise.all([
              group.lists ?? load(`lists/${group.name}-${at}`).then(bytesOf),
              withPlaces ? (group.lists ? inlinePlaces(group) : load(`list-places/${group.name}-${at}`).then(bytesOf)) : undefined,
            ]);
            readBlock(group, term, count, new Bits(lists), places && new Bits(places), candidates, field, found);
          }),
        );
      }),
    );
    return found;
  }

  const placesOf = /** @type {Map<string, Promise<Uint8Array[]>>} */ (new Map());

  /** @param {string} piece */
  async function readPlaces(piece) {
    const bytes = new Bytes(bytesOf(await load(`places/${piece}`)));
    const all = [];
    while (bytes.at < bytes.bytes.length) all.push(bytes.take(bytes.number()));
    return all;
  }

  /** @param {SearchGroup} group */
  async function inlinePlaces({ piece, place }) {
    const places = placesOf.get(piece) ?? readPlaces(piece);
    placesOf.set(piece, places);
    return (await places)[place];
  }

  /**
   * @param {SearchGroup} group
   * @param {SearchTerm} term
   * @param {number} count
   * @param {Bits} lists
   * @param {Bits | undefined} places
   * @param {Map<number, unknown> | null} candidates
   * @param {string | undefined} field
   * @param {SearchHits} found
   */
  function readBlock(group, term, count, lists, places, candidates, field, found) {
    const [ofDocuments, ofPassages, ofPlaces] = group.orders;
    const exact = group.forms.map((form) => term.isExact(form));
    const wanted = group.forms.map((form) => !term.isWanted || term.isWanted(form));
    let document = -1;
    for (let left = count; left > 0; left--) {
      document += lists.golomb(ofDocuments) + 1;
      const forms = /** @type {number[]} */ ([]);
      if (group.forms.length === 1) forms.push(0);
      else for (let form = 0; form < group.forms.length; form++) if (lists.take(1)) forms.push(form);
      const formBits = Math.ceil(Math.log2(forms.length));
      const isWanted = (!candidates || candidates.has(document)) && forms.some((form) => wanted[form]);
      /** @type {SearchHit | null} */
      const hit = isWanted ? (found.get(document) ?? { isExact: false, passages: [], places: new Map() }) : null;
      if (hit && forms.some((form) => exact[form])) hit.isExact = true;
      let code = 0;
      for (let isLast = 0; !isLast; ) {
        code += lists.golomb(ofPassages);
        isLast = lists.take(1);
        const isHere = hit !== null && isInField(code, field);
        if (isHere && !hit.passages.includes(code)) hit.passages.push(code);
        if (!places) continue;
        const here = [];
        let place = 0;
        for (let isEnd = 0; !isEnd; ) {
          place += places.golomb(ofPlaces);
          const form = forms[places.take(formBits)];
          isEnd = places.take(1);
          if (isHere && exact[form]) here.push(place);
        }
        if (isHere && here.length) hit.places.set(code, (hit.places.get(code) ?? []).concat(here));
      }
      if (hit?.passages.length) found.set(document, hit);
    }
  }

  /**
   * Where words stand one after the other.
   * @param {SearchTerm[]} terms
   * @param {SearchOptions} options
   * @returns {Promise<SearchHits>}
   */
  async function phraseHits(terms, { candidates, field }) {
    const words = /** @type {Map<string | undefined, { term: SearchTerm, steps: number[] }>} */ (new Map());
    terms.forEach((term, step) => {
      const its = words.get(term.form) ?? { term, steps: [] };
      words.set(term.form, its);
      its.steps.push(step);
    });
    // The rarest words come first, so that of the others only what is near them is loaded: one, one more, then two and
    // four at once, so that a long phrase does not wait for each of its words.
    const order = [...words.values()].sort((a, b) => countOf(a.term) - countOf(b.term));
    let starts = /** @type {Map<number, Map<number, number[]>> | null} */ (null);
    for (let at = 0; at < order.length && starts?.size !== 0; at = at * 2 || 1) {
      const next = order.slice(at, at * 2 || 1);
      const options = { candidates: starts ?? candidates, field, withPlaces: true };
      const found = await Promise.all(next.map(({ term }) => hits(term, options)));
      next.forEach(({ steps }, index) => steps.forEach((step) => (starts = startsBefore(found[index], step, starts))));
    }
    const hit = (/** @type {Map<number, number[]>} */ places) => ({ isExact: true, passages: [...places.keys()], places });
    return new Map([...(starts ?? [])].map(([document, places]) => [document, hit(places)]));
  }

  /**
   * The places that lie so many words before a word: of those that are known, if there are any, or of all.
   * @param {SearchHits} found
   * @param {number} step
   * @param {Map<number, Map<number, number[]>> | null} known
   */
  function startsBefore(found, step, known) {
    const starts = new Map();
    for (const [document, { places }] of found) {
      const before = known?.get(document);
      if (known && !before) continue;
      const passages = new Map();
      for (const [code, here] of places) {
        const places = here.map((place) => place - step);
        const fitting = known ? places.filter((place) => before?.get(code)?.includes(place)) : places;
        if (fitting.length) passages.set(code, fitting);
      }
      if (passages.size) starts.set(document, passages);
    }
    return starts;
  }

  const countOf = (/** @type {SearchTerm} */ term) => term.groups.reduce((sum, group) => sum + group.count, 0);

  // Queries

  /** What a query asks for: words, beginnings, phrases, and what must not be there. @param {string} query */
  function parse(query) {
    const parts = [];
    for (const [, minus, quoted, plain] of query.matchAll(/(?<!\S)([-−–]?)(?:["“”„«»]([^"“”„«»]*)["“”„«»]?|(\S+))/g)) {
      const all = wordsOf(quoted ?? plain);
      const words = all.filter(({ isCompound }) => !isCompound);
      if (!words.length) continue;
      const compound = all.find(({ isCompound, start, end }) => isCompound && start === words[0].start && end === words.at(-1)?.end);
      const isPrefix = quoted === undefined && words.length === 1 && plain.endsWith("*");
      const isPhrase = words.length > 1 || quoted !== undefined;
      parts.push({ words, compound, isPrefix, isPhrase, isExcluded: minus !== "" });
    }
    return parts;
  }

  /** @param {SearchPart} part @returns {Promise<SoughtPart>} */
  async function termsOf(part) {
    const terms = await Promise.all(part.words.map(part.isPrefix ? prefix : word));
    const compound = part.compound && (await word(part.compound));
    // Phrases and what is excluded mean just what they say.
    if (part.isPhrase || part.isExcluded) {
      for (const term of compound ? [...terms, compound] : terms) {
        term.isWanted ??= term.isExact;
        term.groups = term.groups.filter((group) => group.forms.some(term.isExact));
        term.forms = new Set([...term.forms].filter(term.isExact));
      }
    }
    const count = Math.min(...terms.map(countOf)) + (compound ? countOf(compound) : 0);
    return { part, terms, compound, count };
  }

  /** @param {SoughtPart} sought @param {SearchOptions} options */
  async function find({ part, terms, compound }, options) {
    if (!part.isPhrase || terms.length < 2) return hits(terms[0], options);
    const found = terms.every(countOf) ? await phraseHits(terms, options) : new Map();
    // What is written as one word has a place of its own.
    if (compound) for (const [document, hit] of await hits(compound, options)) if (!found.has(document)) found.set(document, hit);
    return found;
  }

  /** The words that no document has, each with those most like it. @param {SoughtPart[]} asked */
  async function unknownOf(asked) {
    const unknown = asked.filter(({ compound }) => !compound || !countOf(compound)).flatMap(({ part, terms }) => part.words.filter((_, at) => !countOf(terms[at])));
    return Promise.all(unknown.map(async ({ word, written }) => ({ written, near: await near(word) })));
  }

  const TITLE = 0;
  const FACTS = 2;

  /**
   * Finds the documents that hold all that a query asks for, best first, with the passages that fit best. `field` is
   * `text` or `notes`, or nothing for both. What was looked for can be marked in a text with `marksIn`. Where no document
   * has a word, `unknown` says which, and what is most like it.
   * @param {string} query
   * @param {string} [field]
   * @returns {Promise<SearchResult>}
   */
  async function search(query, field) {
    await open();
    const sought = await Promise.all(parse(query).map(termsOf));
    const asked = sought.filter(({ part }) => !part.isExcluded).sort((a, b) => a.count - b.count);
    const isPhrase = (/** @type {SoughtPart} */ { terms }) => terms.length > 1;
    const marks = {
      forms: new Set(asked.filter((part) => !isPhrase(part)).flatMap(({ terms }) => [...terms[0].forms])),
      phrases: asked.filter(isPhrase).map(({ part }) => part.words.map(({ word }) => word)),
    };
    for (const { compound } of asked) if (compound) compound.forms.forEach((form) => marks.forms.add(form));
    if (!asked.length) return { matches: [], marks, isEmpty: true };
    const unknown = await unknownOf(asked);
    if (unknown.length) return { matches: [], marks, unknown };
    let candidates = /** @type {SearchHits | null} */ (null);
    const found = [];
    for (const part of asked) {
      const its = await find(part, { candidates, field });
      found.push(its);
      candidates = its;
      if (!its.size) return { matches: [], marks };
    }
    for (const part of sought.filter(({ part }) => part.isExcluded)) {
      const its = await find(part, { candidates, field });
      candidates = new Map([...(candidates ?? [])].filter(([document]) => !its.has(document)));
    }
    return { matches: rank([...(candidates?.keys() ?? [])], found), marks };
  }

  /** The stretches of a text that hold what was looked for. @param {string} text @param {SearchMarks} marks */
  function marksIn(text, { forms, phrases }) {
    const all = wordsOf(text);
    const words = all.filter(({ isCompound }) => !isCompound);
    const compounds = new Map(all.filter(({ isCompound, word }) => isCompound && forms.has(word)).map((whole) => [whole.start, whole]));
    const found = [];
    for (let at = 0; at < words.length; at++) {
      const phrase = phrases.find((phrase) => phrase.every((word, step) => words[at + step]?.word === word));
      const compound = compounds.get(words[at].start);
      if (!phrase && !compound && !forms.has(words[at].word)) continue;
      const { start } = words[at];
      const word = phrase ? phrase.join(" ") : (compound ?? words[at]).word;
      if (phrase) at += phrase.length - 1;
      else while (compound && words[at + 1]?.start < compound.end) at++;
      found.push({ word, start, end: words[at].end });
    }
    return found;
  }

  /** Ranks documents by BM25, in which passages count as words do, and by how much of the query stands in one passage. @param {number[]} documents @param {SearchHits[]} found */
  function rank(documents, found) {
    const weights = found.map((its) => Math.log(1 + (overview.documents - its.size + 0.5) / (its.size + 0.5)));
    const matches = documents.map((document) => {
      const length = 0.25 + (0.75 * (overview.lengths[document] || 1)) / overview.meanLength;
      let score = 0;
      let exact = 0;
      const passages = new Map();
      found.forEach((its, at) => {
        const hit = its.get(document);
        if (!hit) return;
        const count = hit.passages.length;
        score += (weights[at] * count * 2.2) / (count + 1.2 * length);
        if (hit.passages.includes(TITLE)) score += weights[at];
        if (hit.isExact) exact += 1;
        for (const code of hit.passages) passages.set(code, (passages.get(code) ?? 0) + weights[at]);
      });
      const ranked = [...passages].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      score += ranked[0][1];
      const within = ranked.filter(([code]) => code !== TITLE && code !== FACTS).map(([code]) => code);
      return { document, score, isExact: exact === found.length, passages: within.slice(0, 2) };
    });
    return matches.sort((a, b) => Number(b.isExact) - Number(a.isExact) || b.score - a.score || a.document - b.document);
  }

  // What is known of the documents

  /**
   * Values that stand for runs of documents.
   * @template Value
   * @param {string} text
   * @param {(value: number) => Value} valueOf
   */
  function spread(text, valueOf) {
    const bytes = new Bytes(bytesOf(text));
    const values = [];
    while (bytes.at < bytes.bytes.length) {
      const count = bytes.number();
      const value = bytes.number();
      for (let left = count; left > 0; left--) values.push(valueOf(value));
    }
    return values;
  }

  /** The same for values that are steps from one document to the next; 0 is none. @param {string} text */
  function climb(text) {
    let height = 0;
    return spread(text, (value) => {
      if (!value) return null;
      height += value % 2 ? (value - 1) / 2 : -value / 2;
      return height;
    });
  }

  /** @param {SearchFacetData} data @returns {SearchFacet} */
  function facetOf({ name, label, without, values, sets = [], documents }) {
    const shown = values.map(({ value, label }) => ({ value, label: label ?? value }));
    const meant = [...shown.map((_, place) => [place]), [shown.length], ...sets];
    const places = spread(documents, Number);
    return {
      name,
      label,
      values: without === undefined ? shown : [...shown, { value: "", label: without }],
      placesOf: (document) => meant[places[document]],
    };
  }

  /** Loads what every search needs. */
  async function open() {
    if (overview) return overview;
    const loaded = await load("index");
    version = loaded.version;
    loaded.facets = loaded.facets.map(facetOf);
    loaded.lengths = Array.from(bytesOf(loaded.length), (byte) => 2 ** (byte / 8));
    loaded.meanLength = loaded.lengths.reduce((/** @type {number} */ sum, /** @type {number} */ length) => sum + length, 0) / Math.max(1, loaded.documents);
    overview = loaded;
    return overview;
  }

  /** What results show of a document. @param {number} document @returns {Promise<SearchedDocument>} */
  async function describe(document) {
    const piece = Math.floor(document / overview.step);
    const documents = await load(`documents/${Math.floor(piece / 256)}/${piece}`);
    return documents[document % overview.step];
  }

  /** The place of each document in the order of time; those without a date are last. */
  const inTime = async () => climb(await load("time"));

  const receive = (/** @type {string} */ name, /** @type {any} */ content) => waiting.get(name)?.done(content);
  return Object.assign(receive, { open, search, describe, inTime, marksIn, wordsOf });
})();
