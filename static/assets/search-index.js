// Reads the index for the search: which documents hold what is asked for, and where. The index lies in pieces below
// `search/`, each a script that calls `fondsSearch`; src/search/pieces.rs says how they are made. Nothing here touches
// the page.
"use strict";

const fondsSearch = (() => {
  // Words, as src/search/words.rs cuts and folds them.

  const IS_WORD = /[\p{Alphabetic}\p{N}]/u;
  const DIACRITIC = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670\u00ad\u200c\u200d\u2060]/;
  /** Letters, marks and figures of scripts that put no spaces between words. */
  const WITHOUT_SPACES =
    /(?=[\p{L}\p{M}\p{N}])[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
  const LETTERS = new Map(Object.entries({ ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", đ: "d", ð: "d", ł: "l", ħ: "h", ı: "i", ς: "σ" }));
  /** A segment by the rules of Unicode. `Intl.Segmenter` has rules of its own, which differ from browser to browser. */
  const SEGMENT =
    /(?:[\p{Alphabetic}\p{N}\p{M}\u00ad\u200c\u200d\u2060_]|(?<=[\p{Alphabetic}\p{M}])[.'’:·](?=\p{Alphabetic})|(?<=\p{Nd})[.,;'’](?=\p{Nd}))+/gu;

  /** One of them, with the signs that voice a kana where they are characters of their own. */
  const CHARACTER = new RegExp(`${WITHOUT_SPACES.source}[\\u3099\\u309a]*`, "gu");
  /** Such characters, one after the other; what only joins or parts them is left out. */
  const RUN = new RegExp(`(?:${WITHOUT_SPACES.source})(?:[\\u200b-\\u200d\\u2060]*(?:${WITHOUT_SPACES.source}))*`, "gu");

  /** @param {string} word */
  function fold(word) {
    if (WITHOUT_SPACES.test(word)) return word.replace(/[\u200b-\u200d\u2060]/g, "").normalize("NFKC").toLowerCase();
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
   * shown as a whole before its parts, so that "wellbeing" finds it. Of scripts without spaces each character is shown
   * with the next one, and the last by itself.
   * @param {string} text
   */
  function wordsOf(text) {
    const words = /** @type {SearchWord[]} */ ([]);
    let at = 0;
    for (const { 0: run, index } of text.matchAll(RUN)) {
      words.push(...spacedWordsOf(text, at, index), ...pairsOf(run, index));
      at = index + run.length;
    }
    words.push(...spacedWordsOf(text, at, text.length));
    return words.filter(({ word }) => word);
  }

  /** @param {string} run @param {number} start @returns {SearchWord[]} */
  function pairsOf(run, start) {
    const characters = [...run.matchAll(CHARACTER)];
    return characters.map(({ 0: sign, index }, place) => {
      const next = characters[place + 1];
      const end = next ? next.index + next[0].length : index + sign.length;
      const written = run.slice(index, end);
      return { word: fold(written), written, start: start + index, end: start + end, isCompound: false, isPair: next !== undefined };
    });
  }

  /** @param {string} whole @param {number} begin @param {number} limit */
  function spacedWordsOf(whole, begin, limit) {
    const words = /** @type {SearchWord[]} */ ([]);
    if (begin === limit) return words;
    const text = whole.slice(begin, limit);
    const add = (/** @type {number} */ start, /** @type {number} */ end, isCompound = false) => {
      if (start < end) words.push({ word: fold(text.slice(start, end)), written: text.slice(start, end), start: begin + start, end: begin + end, isCompound });
    };
    let compoundEnd = 0;
    for (const { 0: segment, index } of text.matchAll(SEGMENT)) {
      if (!IS_WORD.test(segment)) continue;
      if (index >= compoundEnd) {
        const whole = compoundAt(text, index);
        compoundEnd = index + whole.length;
        if (JOINT.test(whole) && /\p{Alphabetic}/u.test(whole)) add(index, compoundEnd, true);
      }
      if (/^[a-z0-9]+$/i.test(segment) || isJoined(segment)) {
        add(index, index + segment.length);
        continue;
      }
      let start = index;
      let at = index;
      for (const sign of segment.replace(/['’ʼ][sS]$/, "")) {
        const next = at + sign.length;
        const belongs = (IS_WORD.test(sign) || DIACRITIC.test(sign)) && sign !== "ʼ";
        if (!belongs) {
          add(start, at);
          start = next;
        }
        at = next;
      }
      add(start, at);
    }
    return words;
  }

  // Files

  /** Where the index lies: a document's page asks for it, too. */
  const folder = new URL("../search/", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
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
      script.src = `${folder}${name}.js${version && `?${version}`}`;
      script.addEventListener("load", () => script.remove());
      script.addEventListener("error", () => {
        waiting.delete(name);
        begun.fail(new Error(`search/${name}.js cannot be loaded`));
      });
      document.head.append(script);
    }
    return file.content;
  }

  /** What a letter stands for. @param {string} text @param {number} at */
  const letterAt = (text, at) => text.charCodeAt(at) - (text.charCodeAt(at) > 92 ? 36 : 35);

  /** Bytes that are written as letters, as src/output/search/letters.rs writes them. @param {string} text */
  function bytesOf(text) {
    const bytes = new Uint8Array(((text.length >> 1) * 13 + (text.length & 1) * 6) >> 3);
    let waiting = 0;
    let count = 0;
    for (let at = 0, next = 0; at < text.length; at += 2) {
      const isPair = at + 1 < text.length;
      waiting |= (isPair ? letterAt(text, at) + 91 * letterAt(text, at + 1) : letterAt(text, at)) << count;
      for (count += isPair ? 13 : 6; count >= 8; count -= 8) {
        bytes[next++] = waiting;
        waiting >>>= 8;
      }
    }
    return bytes;
  }

  /** Numbers that are written as letters of their own. @param {string} text */
  function numbersOf(text) {
    const [less, base] = [60, 31];
    const numbers = /** @type {number[]} */ ([]);
    let number = 0;
    for (let at = 0, place = 1; at < text.length; at++) {
      const value = letterAt(text, at);
      if (value < less) {
        numbers.push(number + value * place);
        [number, place] = [0, 1];
      } else {
        number += (value - less) * place;
        place *= base;
      }
    }
    return numbers;
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

  /** The place of the piece in which a word stands or would stand, by the first of each. @param {string[]} firsts @param {string} word */
  function placeIn(firsts, word) {
    let [low, high] = [0, firsts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(word, firsts[middle])) high = middle;
      else low = middle + 1;
    }
    return Math.max(0, low - 1);
  }

  const pieceOf = (/** @type {string} */ word) => placeIn(overview.firsts, word);

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
      const group = /** @type {SearchGroup} */ ({ stem: decoder.decode(stem), forms: [], piece: name, place, count: 0, orders: [], main: 0, blocks: [], name: "" });
      const forms = bytes.number();
      for (let form = 0; form < forms; form++) group.forms.push(decoder.decode(bytes.shared(stem)));
      if (!forms) group.forms.push(group.stem);
      group.count = bytes.number();
      const orders = bytes.number();
      group.orders = [orders & 15, (orders >> 4) & 15, (orders >> 8) & 15];
      group.main = Math.floor(orders / 4096);
      const blocks = bytes.number();
      if (!blocks) group.lists = bytes.take(bytes.number());
      const own = blocks || bytes.number();
      const signs = own && bytes.number();
      if (!own) group.blocks.push({ first: 0, before: 0, stretches: [0], stretch: -1 });
      for (let block = 0, stretch = 0; block < own; block++) {
        const [first, before] = [bytes.number(), bytes.number()];
        const stretches = [first];
        for (let left = bytes.number(); left > 0; left--) stretches.push(stretches[stretches.length - 1] + bytes.number());
        group.blocks.push({ first, before, stretches, stretch });
        stretch += stretches.length;
      }
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
    const stems = overview.stemmers.map(async (name) => {
      const stemmer = await load(`stemmers/${name}`);
      const stem = fold(stemmer.stemWord(plain));
      return /** @type {string} */ (Object.hasOwn(stemmer.synonyms, stem) ? stemmer.synonyms[stem] : stem);
    });
    const groups = [...new Set(await Promise.all(stems))].map(async (stem) => stem && (await piece(pieceOf(stem))).stems.get(stem));
    return (await Promise.all(groups)).filter((group) => group !== undefined && group !== "");
  }

  // Words like one that no document has

  /** For so many words of a query those like them are looked for: each takes some pieces. */
  const MOST_UNKNOWN = 2;
  /** A word that so few documents have can be misspelt in these, if so many times more have one like it. */
  const FEW = 2;
  const TIMES_MORE = 20;

  /** @param {SearchWord} word */
  async function near({ word, written }) {
    if (WITHOUT_SPACES.test(word) || /\d/.test(word)) return [];
    const script = await load("../assets/search-near");
    const words = /** @type {NearWord[]} */ (await script.near(word, { load, nameOf, placeIn }));
    const isCapital = /^\p{Lu}/u.test(written);
    return words.map(({ word, count }) => ({ word: isCapital ? word.replace(/^./u, (first) => first.toUpperCase()) : word, count }));
  }

  /** The words that no document has, and those that few have though many have one like it, each with those like it. @param {QueryNode} asked @param {boolean} isTyping */
  async function unknownOf(asked, isTyping) {
    const doubtful = doubtfulIn(asked).filter(({ count }) => !count || !isTyping);
    const all = await Promise.all(doubtful.map(async ({ word, count }, at) => ({ ...word, count, near: at >= MOST_UNKNOWN ? [] : await near(word) })));
    return all.filter(({ count, near }) => !count || near.some((word) => word.count >= count * TIMES_MORE));
  }

  /** @param {QueryNode} node @returns {{ word: SearchWord, count: number }[]} */
  function doubtfulIn(node) {
    if (node.isExcluded || (node.kind === "any" && estimate(node))) return [];
    if (node.kind !== "words") return node.parts.flatMap(doubtfulIn);
    const { isQuoted, isTyped, isPrefix, sought } = node;
    if (!sought || (sought.compound && countOf(sought.compound))) return [];
    const most = isQuoted || isTyped || isPrefix ? 0 : FEW;
    return sought.words.map((word, at) => ({ word, count: countOf(sought.terms[at]) })).filter(({ word, count }) => count <= (word.word.length < 5 ? 0 : most));
  }

  // Beginnings

  /** How many pieces of words the beginning of a word can take. */
  const MOST_PIECES = 12;

  /** How many while one types, and how many blocks of long lists then: it is only a first look. */
  const MOST_TYPED = { pieces: 2, blocks: 8 };

  /** @param {SearchWord} asked @param {number} [most] @returns {Promise<SearchTerm>} */
  async function prefix({ word: start }, most = MOST_PIECES) {
    const from = pieceOf(start);
    const to = Math.min(pieceOf(`${start}\u{10ffff}`), from + most - 1);
    const accepts = (/** @type {string} */ form) => form.startsWith(start) && !form.includes(" ");
    const groups = await stemsOf(from, to, accepts);
    return { groups, isExact: accepts, isWanted: accepts, forms: new Set(groups.flatMap((group) => group.forms.filter(accepts))) };
  }

  /** A word that may not be at its end. @param {SearchWord} asked @returns {Promise<SearchTerm>} */
  async function typed(asked) {
    const [whole, begun] = await Promise.all([word(asked), prefix(asked, MOST_TYPED.pieces)]);
    let blocks = 0;
    const further = begun.groups.filter((group) => !whole.groups.includes(group)).sort((a, b) => b.count - a.count);
    const groups = further.filter((group) => group.lists || (blocks += group.blocks.length) <= MOST_TYPED.blocks);
    const forms = new Set([...whole.forms, ...groups.flatMap((group) => group.forms.filter(begun.isExact))]);
    return { form: whole.form, groups: [...whole.groups, ...groups], isExact: whole.isExact, isWanted: (form) => forms.has(form), forms };
  }

  const countOf = (/** @type {SearchTerm} */ term) => term.groups.reduce((sum, group) => sum + group.count, 0);

  // Words that are written as one and apart: "hot line", "hotline"

  /** The whole of the words from a place on that are also written as one, the longest first. @param {SearchWord[]} words @param {number} at */
  function wholesAt(words, at) {
    const wholes = /** @type {{ word: string, start: number, end: number, count: number }[]} */ ([]);
    // A text can be marked before the index is there.
    const joins = overview?.joins;
    if (!joins) return wholes;
    let joined = words[at].word;
    for (let count = 2; count <= joins.longest && words[at + count - 1]; count++) {
      const last = words[at + count - 1];
      joined += ` ${last.word}`;
      const isOne = joins.apart.has(joined) || joins.apart.has(joined.replace(/s$/, "")) || (count === 2 && joins.prefixes.has(words[at].word) && last.word.length >= joins.shortest);
      if (isOne) wholes.unshift({ word: joined.replaceAll(" ", ""), start: words[at].start, end: last.end, count });
    }
    return wholes;
  }

  /** @param {SearchWord[]} words @param {number} at @param {Set<string>} forms */
  const joinedAt = (words, at, forms) => wholesAt(words, at).find(({ word }) => forms.has(word));

  /** Lets words that are also written as one be found as that. @param {QueryNode} node @returns {QueryNode} */
  function withWholes(node) {
    if (node.kind === "words") return node;
    const parts = node.parts.map(withWholes);
    if (node.kind !== "all") return { ...node, parts };
    const out = /** @type {QueryNode[]} */ ([]);
    for (let at = 0; at < parts.length; at++) {
      const plain = plainFrom(parts, at);
      const [whole] = plain.length > 1 ? wholesAt(plain.map(({ words }) => words[0]), 0) : [];
      if (!whole) {
        out.push(parts[at]);
        continue;
      }
      const apart = plain.slice(0, whole.count);
      const word = { ...apart[0].words[0], ...whole, written: whole.word, step: 0 };
      const one = { ...apart[0], words: [word], end: whole.end };
      out.push({ kind: "any", parts: [{ kind: "all", parts: apart, isExcluded: false }, one], isExcluded: false });
      at += whole.count - 1;
    }
    return { ...node, parts: out };
  }

  /** The words from a place on that are asked for with nothing else. @param {QueryNode[]} parts @param {number} at */
  function plainFrom(parts, at) {
    const plain = /** @type {QueryWords[]} */ ([]);
    for (const part of parts.slice(at)) {
      if (part.kind !== "words" || part.isPhrase || part.isPrefix || part.isTyped || part.isExcluded || part.field !== plain[0]?.field && plain.length) break;
      plain.push(part);
    }
    return plain;
  }

  // Queries

  let queries = /** @type {SearchQueries} */ (/** @type {unknown} */ (null));
  let finder = /** @type {SearchFinder} */ (/** @type {unknown} */ (null));

  /** Looks the words of a query up. @param {QueryWords} leaf */
  async function lookUp(leaf) {
    const isBegun = (/** @type {SoughtWord} */ { isBeginning }) => leaf.isPrefix || isBeginning;
    const pairs = leaf.words.length > 1 ? pairsIn(leaf.words) : [];
    const termOf = (/** @type {SoughtWord} */ its) => (leaf.isTyped ? typed(its) : isBegun(its) ? prefix(its, its.isBeginning ? Infinity : MOST_PIECES) : word(its));
    const words = leaf.words.filter((word) => !pairs.some(({ step }) => step === word.step || step === word.step - 1));
    const steps = [...words, ...pairs].map(({ step }) => step);
    const terms = await Promise.all([...words.map(termOf), ...pairs.map(word)]);
    const compound = leaf.compound && (await word(leaf.compound));
    // Phrases and what is excluded mean just what they say.
    if (leaf.isPhrase || leaf.isExcluded) {
      for (const term of compound ? [...terms, compound] : terms) {
        term.isWanted ??= term.isExact;
        term.groups = term.groups.filter((group) => group.forms.some(term.isExact));
        term.forms = new Set([...term.forms].filter(term.isExact));
      }
    }
    leaf.sought = { words, steps, terms, compound, count: Math.min(...terms.map(countOf)) + (compound ? countOf(compound) : 0) };
  }

  /** The pairs of common words in a phrase, which are words of the index: with them less is loaded. @param {SoughtWord[]} words */
  function pairsIn(words) {
    const { common } = overview.joins;
    const pairs = /** @type {SoughtWord[]} */ ([]);
    words.forEach(({ word, step, ...its }, at) => {
      const next = words[at + 1];
      const pair = `${word} ${next?.word}`;
      if (next?.step === step + 1 && common.has(word) && common.has(next.word)) pairs.push({ ...its, step, word: pair, written: pair });
    });
    return pairs;
  }

  /** How many documents a part of a query can have, at most. @param {QueryNode} node @returns {number} */
  function estimate(node) {
    if (node.kind === "words") return node.sought?.count ?? 0;
    const counts = node.parts.filter((part) => !part.isExcluded || node.isExcluded).map(estimate);
    return node.kind === "any" ? counts.reduce((sum, count) => sum + count, 0) : Math.min(...counts);
  }

  /** The words that a query wants. @param {QueryNode} node @returns {QueryWords[]} */
  const wantedIn = (node) => (node.isExcluded ? [] : node.kind === "words" ? [node] : node.parts.flatMap(wantedIn));

  /** What to mark in a text. @param {QueryWords[]} leaves @returns {SearchMarks} */
  function marksOf(leaves) {
    const marks = /** @type {SearchMarks} */ ({ forms: new Set(), phrases: [] });
    // "in" stands in every line. Beside other words it is no mark of what was looked for, unless it was put in quotation marks.
    const isSmall = (/** @type {QueryWords} */ { words, isPhrase }) => !isPhrase && words.length === 1 && overview.joins.small.has(words[0].word);
    const telling = leaves.filter((leaf) => !isSmall(leaf));
    for (const { words, sought } of telling.length ? telling : leaves) {
      if (!sought) continue;
      const { terms, compound } = sought;
      if (words.length > 1) marks.phrases.push(words.filter(({ isBeginning }) => !isBeginning).map(({ word, step }) => ({ word, step })));
      else terms[0].forms.forEach((form) => marks.forms.add(form));
      compound?.forms.forEach((form) => marks.forms.add(form));
    }
    return marks;
  }

  /** Reads a query, and looks its words up. @param {string} query @param {boolean} isTyping */
  async function understood(query, isTyping) {
    const read = queries.parse(query, wordsOf);
    if (!read) return null;
    const last = queries.leavesOf(read).at(-1);
    if (isTyping && last && !last.isPhrase && !last.isExcluded && last.end === query.length && [...last.words[0].word].length > 1) last.isTyped = true;
    const asked = withWholes(read.kind === "all" ? read : { kind: "all", parts: [read], isExcluded: read.isExcluded });
    await Promise.all(queries.leavesOf(asked).map(lookUp));
    return /** @type {QueryParts} */ (asked);
  }

  /**
   * Finds the documents that hold what a query asks for, best first, with the passages that fit best. `field` is
   * `text` or `notes`, or nothing for both. With `typing` the last word can be a beginning. What was looked for can be marked
   * in a text with `marksIn`. `unknown` are the words that no document has, or few though many have one like it, each with
   * those most like it; `without` is the query without those that no document has, if that finds any. Where finding all would take
   * more `files` than that, `confirm` tells which documents are found.
   * @param {string} query
   * @param {string} [field]
   * @param {{ typing?: boolean, files?: { lists: number, all: number } }} [options]
   * @returns {Promise<SearchResult>}
   */
  async function search(query, field, { typing = false, files } = {}) {
    const [, makeFinder] = await Promise.all([open(), load("../assets/search-find")]);
    finder ??= makeFinder({ overview, load, bytesOf, Bytes, Bits, countOf, estimate });
    const asked = await understood(query, typing);
    const marks = marksOf(asked ? wantedIn(asked) : []);
    if (!asked || asked.isExcluded) return { matches: [], marks, isEmpty: true };
    const [unknown, findings] = await Promise.all([unknownOf(asked, typing), estimate(asked) ? finder.best(asked.parts, field, files) : { matches: [] }]);
    const absent = unknown.filter(({ count }) => !count);
    const without = absent.length ? await counted(queries.without(query, absent), field) : [];
    if (without.length && absent.length === 1) absent[0].near = await thatFindFirst(query, absent[0], field);
    return Object.assign(findings, { marks, ...(unknown.length ? { unknown, without } : {}) });
  }

  /** What to mark in a text for a query. @param {string} query */
  async function marksFor(query) {
    await open();
    const asked = await understood(query, false);
    return marksOf(asked ? wantedIn(asked) : []);
  }

  /** Of the words like one of a query, those first with which it finds something. @param {string} query @param {{ start: number, end: number, near: NearWord[] }} absent @param {string | undefined} field */
  async function thatFindFirst(query, { start, end, near }, field) {
    const tries = near.map(({ word }) => counted(query.slice(0, start) + word + query.slice(end), field));
    const finds = (await Promise.all(tries)).map(({ length }) => length > 0);
    return [true, false].flatMap((found) => near.filter((_, at) => finds[at] === found));
  }

  /** A query with the number of documents that it finds, if there are any. @param {string} query @param {string | undefined} field */
  async function counted(query, field) {
    const asked = query && (await understood(query, false));
    if (!asked || asked.isExcluded || !estimate(asked)) return [];
    const its = await finder.count(asked.parts, field);
    return its.count ? [{ query, ...its }] : [];
  }

  /** The stretches of a text that hold what was looked for. @param {string} text @param {SearchMarks} marks */
  function marksIn(text, { forms, phrases }) {
    const all = wordsOf(text);
    const words = all.filter(({ isCompound }) => !isCompound);
    const compounds = new Map(all.filter(({ isCompound, word }) => isCompound && forms.has(word)).map((whole) => [whole.start, whole]));
    const found = [];
    let end = 0;
    for (let at = 0; at < words.length; at++) {
      const { start, isPair } = words[at];
      if (start < end) continue;
      const phrase = phrases.find((phrase) => phrase.every(({ word, step }) => words[at + step]?.word === word));
      const compound = compounds.get(start);
      const joined = joinedAt(words, at, forms);
      if (phrase) end = words[at + (phrase.at(-1)?.step ?? 0)].end;
      else if (compound) end = compound.end;
      else if (joined) end = joined.end;
      else if (forms.has(words[at].word)) end = isPair ? start + String.fromCodePoint(text.codePointAt(start) ?? 0).length : words[at].end;
      else continue;
      found.push({ word: phrase ? phrase.map(({ word }) => word).join(" ") : (compound ?? joined ?? words[at]).word, start, end });
    }
    return found;
  }

  // What is known of the documents

  /** How many documents follow each other with the same number, and this number. @param {string} text */
  function runsOf(text) {
    const numbers = numbersOf(text);
    return Array.from({ length: numbers.length / 2 }, (_, at) => /** @type {const} */ ([numbers[2 * at], numbers[2 * at + 1]]));
  }

  /**
   * The value of each document, by that of runs of documents.
   * @template Value
   * @param {string} text
   * @param {(number: number) => Value} valueOf
   */
  function spread(text, valueOf) {
    const values = [];
    for (const [count, number] of runsOf(text)) for (let left = count; left > 0; left--) values.push(valueOf(number));
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
    const places = /** @type {number[]} */ ([]);
    let place = 0;
    for (const [count, step] of runsOf(documents)) {
      place += step % 2 ? -(step + 1) / 2 : step / 2;
      for (let left = count; left > 0; left--) places.push(place);
    }
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
    const [loaded, script] = await Promise.all([load("index"), load("../assets/search-query")]);
    queries = script;
    version = loaded.version;
    loaded.facets = loaded.facets.map(facetOf);
    loaded.joins = { ...loaded.joins, apart: new Set(loaded.joins.apart), prefixes: new Set(loaded.joins.prefixes), common: new Set(loaded.joins.common), small: new Set(loaded.joins.small) };
    loaded.lengths = numbersOf(loaded.length).map((size) => 2 ** (size / 2));
    loaded.meanLength = loaded.lengths.reduce((/** @type {number} */ sum, /** @type {number} */ length) => sum + length, 0) / Math.max(1, loaded.documents);
    overview = loaded;
    return overview;
  }

  /** What the index says of a document behind its address, in its order there. */
  const DESCRIBED = ["number", "title", "tells", "date", "datetime", "language", "direction", "notes"];

  /** What results show of a document. @param {number} document @returns {Promise<SearchedDocument>} */
  async function describe(document) {
    const piece = Math.floor(document / overview.step);
    const documents = /** @type {[number, string, ...any[]][]} */ (await load(`documents/${Math.floor(piece / 256)}/${piece}`));
    const at = document % overview.step;
    // Each address goes on from the letters that it shares with the one before it.
    const url = documents.slice(0, at + 1).reduce((before, [shared, rest]) => before.slice(0, shared) + rest, "");
    const values = documents[at].slice(2).map((value, which) => [DESCRIBED[which], value ?? undefined]);
    return { url, ...Object.fromEntries(values) };
  }

  /** The place of each document in the order of time; those without a date are last. */
  const inTime = async () => climb(await load("time"));

  /** The days of each document, counted from 1970, and the words by which dates in queries are read. @returns {Promise<SearchDates>} */
  async function dates() {
    const { begins, spans, words } = await load("dates");
    const days = climb(begins);
    const further = spread(spans, Number);
    const daysOf = (/** @type {number} */ document) => {
      const begin = days[document];
      return begin === null ? null : { begin, end: begin + (further[document] >> 1), lasts: further[document] % 2 === 1 };
    };
    return { daysOf, words };
  }

  const receive = (/** @type {string} */ name, /** @type {any} */ content) => waiting.get(name)?.done(content);
  return Object.assign(receive, { open, search, marksFor, describe, inTime, dates, marksIn, wordsOf });
})();
