// Finds the documents that have what a query asks for, and where: reads the lists and places of stems, follows the query's
// tree, and ranks. `search-index.js` loads this script for the first search, and hands over what it has of the index.
"use strict";

fondsSearch("../assets/search-find", (/** @type {SearchIndexParts} */ { overview, load, bytesOf, Bytes, Bits, countOf, estimate }) => {
  /**
   * Finds the documents that have all parts of a query, best first.
   * @param {QueryNode[]} parts
   * @param {string | undefined} field
   * @param {typeof MOST_FILES} [files]
   * @returns {Promise<SearchFindings>}
   */
  async function best(parts, field, files = MOST_FILES) {
    const { documents, found, counts, isLoose } = await findMost(parts, field, files);
    const findings = { matches: documents.size ? rank([...documents], found, counts) : [] };
    return isLoose || hasFurther({ documents, found }) ? Object.assign(findings, confirming(findings, parts, field, isLoose)) : findings;
  }

  /** Counts the documents that have all parts, or those that can have them. @param {QueryNode[]} parts @param {string | undefined} field */
  async function count(parts, field) {
    const { documents, isLoose } = await findMost(parts, field, MOST_FILES);
    return { count: documents.size, ...(isLoose && { isLoose }) };
  }

  // Queries that would take much of a great index

  /**
   * How many files of lists, and of lists and places, a search loads to find all documents. Where more would be needed, documents
   * are found by the words of phrases in one passage, and by the rarer words of several; the rest is looked up in those that
   * are shown.
   */
  const MOST_FILES = { lists: 96, all: 160 };

  /** How many files a term takes where so many documents are of interest. @param {SearchTerm} term @param {number} [documents] */
  function filesOfTerm({ groups }, documents = Infinity) {
    const files = { lists: 0, places: 0 };
    for (const { lists, blocks } of groups) {
      if (!lists) files.lists += Math.min(blocks.length, documents);
      const stretches = blocks.reduce((sum, { stretch, stretches }) => sum + (stretch < 0 ? 0 : stretches.length), 0);
      files.places += Math.min(stretches, documents);
    }
    return files;
  }

  /** How many files a part takes, those of places only as far as it needs these. @param {QueryNode} node @param {number} documents @param {boolean} [withPlaces] @returns {{ lists: number, places: number }} */
  function filesOf(node, documents, withPlaces = false) {
    const add = (/** @type {{ lists: number, places: number }[]} */ all) => all.reduce((sum, its) => ({ lists: sum.lists + its.lists, places: sum.places + its.places }), { lists: 0, places: 0 });
    if (node.kind !== "words") return add(node.parts.map((part) => filesOf(part, documents, withPlaces || node.kind === "near")));
    const { terms, compound } = /** @type {SoughtWords} */ (node.sought);
    const files = add([...terms, ...(compound ? [compound] : [])].map((term) => filesOfTerm(term, documents)));
    return withPlaces || terms.length > 1 ? files : { ...files, places: 0 };
  }

  /**
   * The documents that have all parts, as `findAll` does, unless that takes too many files. Then these are the documents that can
   * have all parts, and `isLoose` is true.
   * @param {QueryNode[]} parts
   * @param {string | undefined} field
   * @param {{ lists: number, all: number }} most
   */
  async function findMost(parts, field, most) {
    let candidates = /** @type {SearchHits | null} */ (null);
    let files = 0;
    const found = /** @type {SearchHits[]} */ ([]);
    const left = /** @type {QueryNode[]} */ ([]);
    for (const part of askedIn(parts)) {
      const { lists, places } = filesOf(part, candidates?.size ?? Infinity);
      const isLoose = places > 0 && files + lists + places > most.all;
      const isLeft = candidates !== null && files + lists > most.lists;
      if (isLoose || isLeft) left.push(part);
      if (isLeft) continue;
      candidates = await find(part, { candidates, field, loose: isLoose ? most.lists : undefined });
      found.push(candidates);
      files += isLoose ? lists : lists + places;
    }
    const options = { candidates, field };
    const documents = new Set(candidates?.keys());
    const further = [...left, ...excludedIn(parts)].map((part) => filesOf(part, documents.size));
    const isTooMuch = further.reduce((sum, { lists, places }) => sum + lists + places, files) > most.all;
    if (further.length && isTooMuch) return { documents, found, counts: sizesOf(found), isLoose: true };
    const all = left.length ? await findAll(parts, options) : { documents: await withoutExcluded(parts, documents, options), found };
    const counts = left.length ? askedIn(parts).map(estimate) : sizesOf(found);
    const isFew = all.documents.size <= FEW_DOCUMENTS && hasFurther(all);
    const few = isFew ? await findAll(parts, { candidates: documentsOf(all.documents), field, withPassages: true }) : all;
    return { ...few, counts, isLoose: false };
  }

  const sizesOf = (/** @type {SearchHits[]} */ found) => found.map(({ size }) => size);

  /** Of so few documents the passages of common words are looked up at once, for better ranks. */
  const FEW_DOCUMENTS = 20;

  /** Whether there are passages of which only the number is known. @param {SearchFound} found */
  const hasFurther = ({ documents, found }) => [...documents].some((document) => found.some((its) => its.get(document)?.further));

  const documentsOf = (/** @type {Iterable<number>} */ documents) => new Map([...documents].map((document) => [document, null]));

  /**
   * What findings have besides where something has yet to be looked up: `confirm` gives some matches with their
   * passages. Where documents only can have what was asked for, it lets those that do not go from them. `isLookedUp` says of a
   * document whether it was looked up, and `isSure` whether it is known to be found.
   * @param {SearchFindings} findings
   * @param {QueryNode[]} parts
   * @param {string | undefined} field
   * @param {boolean} isLoose
   */
  function confirming(findings, parts, field, isLoose) {
    const known = /** @type {Map<number, SearchMatch | undefined>} */ (new Map());
    const confirm = async (/** @type {SearchMatch[]} */ matches) => {
      const asked = matches.map(({ document }) => document).filter((document) => !known.has(document));
      // What turns out to be none needs no passages.
      const right = isLoose ? (await findAll(parts, { candidates: documentsOf(asked), field })).documents : asked;
      const { documents, found } = await findAll(parts, { candidates: documentsOf(right), field, withPassages: true });
      const confirmed = documents.size ? rank([...documents], found, askedIn(parts).map(estimate)) : [];
      for (const document of asked) known.set(document, undefined);
      for (const match of confirmed) known.set(match.document, match);
      findings.matches = findings.matches.filter(({ document }) => !known.has(document) || known.get(document));
      return matches.flatMap(({ document }) => known.get(document) ?? []);
    };
    const isLookedUp = (/** @type {number} */ document) => known.has(document);
    return { confirm, isLookedUp, isSure: (/** @type {number} */ document) => !isLoose || known.has(document) };
  }

  // Ranks

  /** Ranks documents by BM25, in which passages count as words do, and by how much of the query stands in one passage. `counts` says how many documents have each part. @param {number[]} documents @param {SearchHits[]} found @param {number[]} counts */
  function rank(documents, found, counts) {
    const weights = counts.map((count) => Math.log(1 + (overview.documents - count + 0.5) / (count + 0.5)));
    const told = kindOf(PASSAGES.title) | kindOf(PASSAGES.subject);
    const matches = Array.from(Uint32Array.from(documents).sort(), (document) => {
      const length = 0.25 + (0.75 * (overview.lengths[document] || 1)) / overview.meanLength;
      let score = 0;
      let exact = 0;
      const passages = /** @type {Map<number, number>} */ (new Map());
      found.forEach((its, at) => {
        const hit = its.get(document);
        if (!hit) return;
        const count = hit.passages.length + hit.further;
        score += (weights[at] * count * 2.2) / (count + 1.2 * length);
        let { kinds } = hit;
        for (const code of hit.passages) {
          kinds |= kindOf(code);
          passages.set(code, (passages.get(code) ?? 0) + weights[at]);
        }
        if (kinds & told) score += weights[at];
        if (hit.isExact) exact += 1;
      });
      const ranked = passages.size ? [...passages].sort((a, b) => b[1] - a[1] || a[0] - b[0]) : [];
      score += ranked[0]?.[1] ?? 0;
      const within = ranked.filter(([code]) => code % 2 || code > PASSAGES.subject).map(([code]) => code);
      return { document, score, isExact: exact === found.length, passages: within.slice(0, 2) };
    });
    return sorted(matches);
  }

  /** Matches that come in the order of their documents, best first. @param {SearchMatch[]} matches */
  function sorted(matches) {
    // Numbers are sorted many times faster than objects are: each has what a match is worth, and its place.
    // The least difference that counts leaves room for both in any archive.
    const steps = 1_000_000;
    const most = matches.reduce((most, { score }) => Math.max(most, score), 0);
    const keys = Float64Array.from(matches, ({ score, isExact }, place) => place - Math.round((score + (isExact ? most + 1 : 0)) * steps) * matches.length);
    return Array.from(keys.sort(), (key) => matches[((key % matches.length) + matches.length) % matches.length]);
  }

  // Parts of a query

  /** @param {QueryNode} node @param {SearchOptions} options @returns {Promise<SearchHits>} */
  async function find(node, options) {
    if (node.kind === "words") return findWords(node, options);
    if (node.kind === "near") return findNear(node, options);
    if (node.kind === "any") return merged(await Promise.all(node.parts.map((part) => find(part, options))));
    const { documents, found } = await findAll(node.parts, options);
    const all = merged(found.map((its) => new Map([...its].filter(([document]) => documents.has(document)))));
    for (const [document, hit] of all) hit.isExact = found.every((its) => its.get(document)?.isExact);
    return all;
  }

  /** @param {QueryWords} leaf @param {SearchOptions} options */
  async function findWords({ sought, field }, options) {
    const { steps, terms, compound } = /** @type {SoughtWords} */ (sought);
    const its = { ...options, field: field ?? options.field };
    if (terms.length < 2) return hits(terms[0], its);
    const inOrder = () => (options.loose === undefined ? phraseHits(terms, steps, its) : looseHits(terms, its));
    const found = terms.every(countOf) ? await inOrder() : new Map();
    // What is written as one word has a place of its own.
    if (compound) for (const [document, hit] of await hits(compound, its)) if (!found.has(document)) found.set(document, hit);
    return found;
  }

  /** What any of several parts found. @param {SearchHits[]} all */
  function merged(all) {
    const found = /** @type {SearchHits} */ (new Map());
    for (const its of all)
      for (const [document, { isExact, passages, further, kinds, places }] of its) {
        const hit = found.get(document) ?? newHit(true);
        found.set(document, hit);
        hit.isExact ||= isExact;
        hit.further += further;
        hit.kinds |= kinds;
        hit.passages = [...new Set([...hit.passages, ...passages])];
        for (const [code, here] of places) hit.places.set(code, [...(hit.places.get(code) ?? []), ...here]);
      }
    return found;
  }

  /** How many places a part takes after its first. @param {QueryNode} node @returns {number} */
  const spanOf = (node) => (node.kind === "words" ? (node.words.at(-1)?.step ?? 0) : node.kind === "any" ? Math.max(...node.parts.map(spanOf)) : 0);

  /** Where two parts stand in one passage, with at most so many words between them. @param {QueryNear} node @param {SearchOptions} options */
  async function findNear({ parts, distance }, options) {
    const [first, second] = [...parts].sort((a, b) => estimate(a) - estimate(b));
    if (options.loose !== undefined) return together([await find(first, options), await find(second, options)]);
    const ones = await find(first, { ...options, withPlaces: true });
    const others = await find(second, { ...options, candidates: ones, withPlaces: true });
    const [reach, back] = [distance + 1 + spanOf(first), distance + 1 + spanOf(second)];
    const found = /** @type {SearchHits} */ (new Map());
    for (const [document, other] of others) {
      const one = ones.get(document);
      const places = /** @type {Map<number, number[]>} */ (new Map());
      for (const [code, theirs] of other.places) {
        const here = one?.places.get(code) ?? [];
        const isNear = (/** @type {number} */ place, /** @type {number} */ its) => place !== its && (its > place ? its - place <= reach : place - its <= back);
        const near = [...here.filter((place) => theirs.some((its) => isNear(place, its))), ...theirs.filter((its) => here.some((place) => isNear(place, its)))];
        if (near.length) places.set(code, near);
      }
      if (one && places.size) found.set(document, hitAt(places, one.isExact && other.isExact));
    }
    return found;
  }

  /** What is asked for and not excluded, the rarest first. @param {QueryNode[]} parts */
  const askedIn = (parts) => parts.filter(({ isExcluded }) => !isExcluded).sort((a, b) => estimate(a) - estimate(b));
  const excludedIn = (/** @type {QueryNode[]} */ parts) => parts.filter(({ isExcluded }) => isExcluded);

  /** The documents that have all parts, and what each part found among them. @param {QueryNode[]} parts @param {SearchOptions} options */
  async function findAll(parts, options) {
    const asked = askedIn(parts);
    let { candidates } = options;
    const found = /** @type {SearchHits[]} */ ([]);
    for (const part of asked) {
      const its = await find(part, { ...options, candidates });
      found.push(its);
      candidates = its;
      if (!its.size) break;
    }
    return { documents: await withoutExcluded(parts, new Set(candidates?.keys()), { ...options, candidates }), found };
  }

  /** Of some documents, those that have nothing of what is excluded. @param {QueryNode[]} parts @param {Set<number>} documents @param {SearchOptions} options */
  async function withoutExcluded(parts, documents, options) {
    // What is found loosely may not be there, and excludes nothing.
    for (const part of options.loose === undefined ? excludedIn(parts) : []) {
      if (!documents.size) break;
      const its = await find(part, options);
      documents = new Set([...documents].filter((document) => !its.has(document)));
    }
    return documents;
  }

  // Places in the index

  /** The passages with what is known of a document, as src/output/search/passages.rs numbers them. */
  const PASSAGES = { title: 0, facts: 2, from: 4, to: 6, subject: 8 };

  /** The bit of the kind to which a passage belongs, in the order in which src/output/search/kinds.rs writes kinds. @param {number} code */
  const kindOf = (code) => (code % 2 ? KINDS.note : code > PASSAGES.subject ? KINDS.paragraph : 1 << (code >> 1));
  /** Those of what is known of the document come before, in the order of their codes. */
  const KINDS = { paragraph: 32, note: 64 };

  /** The kinds of passages that a field has. @param {string | undefined} field */
  function kindsIn(field) {
    if (!field) return -1;
    if (field === "notes" || field === "text") return field === "notes" ? KINDS.note : ~KINDS.note;
    return kindOf(PASSAGES[/** @type {keyof typeof PASSAGES} */ (field)]);
  }

  /** What stands for the passages and places of the many hits that have none yet. */
  const NO_PASSAGES = /** @type {number[]} */ ([]);
  const NO_PLACES = /** @type {Map<number, number[]>} */ (new Map());

  /** @param {boolean} hasPlaces @returns {SearchHit} */
  const newHit = (hasPlaces) => ({ isExact: false, passages: NO_PASSAGES, further: 0, kinds: 0, places: hasPlaces ? new Map() : NO_PLACES });

  /**
   * Where a term stands: for each document its passages, and whether it stands there as it was asked for. Only
   * documents among `candidates` are of interest, if there are any. With `withPlaces` also the places of the forms that
   * count in each passage; with this or `withPassages` the passages of common stems, of which there is only the number otherwise.
   * @param {SearchTerm} term
   * @param {SearchOptions} options
   */
  async function hits(term, options) {
    const { candidates, withPlaces, withPassages } = options;
    const found = /** @type {SearchHits} */ (new Map());
    await Promise.all(
      term.groups.map(async (group) => {
        const { blocks } = group;
        const hasStretches = withPlaces || (withPassages && isCommon(group));
        await Promise.all(
          blocks.map(async (block, at) => {
            const end = blocks[at + 1]?.first ?? Infinity;
            if (!isWithin(candidates, group.lists ? 0 : block.first, end)) return;
            const count = (blocks[at + 1]?.before ?? group.count) - block.before;
            const [lists, places] = await Promise.all([
              group.lists ?? load(`lists/${group.name}-${at}`).then(bytesOf),
              hasStretches ? stretchesOf(group, block, end, candidates) : undefined,
            ]);
            readBlock(group, term, count, new Bits(lists), places, options, found);
          }),
        );
      }),
    );
    return found;
  }

  /** Whether the passages of a stem stand with its places. @param {SearchGroup} group */
  const isCommon = ({ count }) => count >= overview.common;

  /** Whether a document of a stretch is of interest. @param {Map<number, unknown> | null} candidates @param {number} first @param {number} end */
  function isWithin(candidates, first, end) {
    if (!candidates) return true;
    for (const document of candidates.keys()) if (document >= first && document < end) return true;
    return false;
  }

  /** The places of a block, as far as they are of interest. @param {SearchGroup} group @param {SearchBlock} block @param {number} end @param {Map<number, unknown> | null} candidates @returns {Promise<SearchStretch[]>} */
  async function stretchesOf(group, { stretches, stretch }, end, candidates) {
    if (stretch < 0) return [{ first: 0, places: new Bits(await inlinePlaces(group)) }];
    return Promise.all(
      stretches.map(async (first, at) => {
        const isWanted = isWithin(candidates, first, stretches[at + 1] ?? end);
        return { first, places: isWanted ? new Bits(bytesOf(await load(`list-places/${group.name}-${stretch + at}`))) : null };
      }),
    );
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
   * @param {SearchBits} lists
   * @param {SearchStretch[] | undefined} stretches
   * @param {SearchOptions} options
   * @param {SearchHits} found
   */
  function readBlock(group, term, count, lists, stretches, { candidates, field, withPlaces = false }, found) {
    const [ofDocuments, ofPassages, ofPlaces] = group.orders;
    const exact = group.forms.map((form) => term.isExact(form));
    const wanted = group.forms.map((form) => !term.isWanted || term.isWanted(form));
    const common = isCommon(group);
    const only = [common ? group.main : 0];
    const anyOf = (/** @type {boolean[]} */ chosen, /** @type {number[]} */ forms) => {
      for (const form of forms) if (chosen[form]) return true;
      return false;
    };
    const kindsWanted = kindsIn(field);
    let document = -1;
    let stretch = 0;
    for (let left = count; left > 0; left--) {
      document += lists.golomb(ofDocuments) + 1;
      while (stretches?.[stretch + 1] && stretches[stretch + 1].first <= document) stretch++;
      const places = stretches?.[stretch].places;
      let forms = only;
      if (group.forms.length > 1 && !(common && lists.take(1))) {
        forms = [];
        for (let form = 0; form < group.forms.length; form++) if (lists.take(1)) forms.push(form);
      }
      const formBits = Math.ceil(Math.log2(forms.length));
      const isWanted = (!candidates || candidates.has(document)) && anyOf(wanted, forms);
      /** @type {SearchHit | null} */
      const hit = isWanted ? (found.get(document) ?? newHit(withPlaces)) : null;
      if (hit && anyOf(exact, forms)) hit.isExact = true;
      const kinds = common ? readKinds(lists) : 0;
      const number = common ? lists.golomb(0) : 0;
      const passages = common ? places : lists;
      if (!passages) {
        if (!hit || !(kinds & kindsWanted)) continue;
        hit.kinds |= kinds;
        hit.further += MIDDLES[number] ?? 2 ** number;
        found.set(document, hit);
        continue;
      }
      let code = 0;
      let isLast = 0;
      for (let left = common && number ? 1 + (1 << (number - 1)) + passages.take(number - 1) : 1; !isLast; left--) {
        code += passages.golomb(ofPassages);
        isLast = common ? Number(left === 1) : passages.take(1);
        const isHere = hit !== null && (kindOf(code) & kindsWanted) !== 0;
        if (isHere && hit.passages === NO_PASSAGES) hit.passages = [code];
        else if (isHere && !hit.passages.includes(code)) hit.passages.push(code);
        if (!places) continue;
        const here = [];
        let place = 0;
        for (let isEnd = 0; !isEnd; ) {
          place += places.golomb(ofPlaces);
          const form = forms[places.take(formBits)];
          isEnd = places.take(1);
          if (isHere && wanted[form]) here.push(place);
        }
        if (withPlaces && isHere && here.length) hit.places.set(code, (hit.places.get(code) ?? []).concat(here));
      }
      if (hit?.passages.length) found.set(document, hit);
    }
  }

  /** About how many passages there are, by the logarithm that the lists of common stems have. */
  const MIDDLES = [1, 2, 3.5, 6.5, 12];

  /** Of which kinds the passages of a document are. @param {SearchBits} lists */
  function readKinds(lists) {
    const kinds = (lists.take(1) && KINDS.paragraph) | (lists.take(1) && KINDS.note);
    if (!lists.take(1)) return kinds;
    return Object.values(PASSAGES).reduce((kinds, code) => kinds | (lists.take(1) && kindOf(code)), kinds);
  }

  /**
   * Where words stand one after the other, each so many places after the first as its step says.
   * @param {SearchTerm[]} terms
   * @param {number[]} stepsOf
   * @param {SearchOptions} options
   * @returns {Promise<SearchHits>}
   */
  async function phraseHits(terms, stepsOf, { candidates, field }) {
    const words = /** @type {Map<string | undefined, { term: SearchTerm, steps: number[] }>} */ (new Map());
    terms.forEach((term, at) => {
      const step = stepsOf[at];
      const its = words.get(term.form) ?? { term, steps: [] };
      words.set(term.form, its);
      its.steps.push(step);
    });
    // The rarest words come first, so that of the others only what is near them is loaded: four one by one, then two at
    // once, so that a long phrase does not wait for each of its words.
    const order = [...words.values()].sort((a, b) => countOf(a.term) - countOf(b.term));
    let starts = /** @type {Map<number, Map<number, number[]>> | null} */ (null);
    for (let at = 0; at < order.length && starts?.size !== 0; at += at < 4 ? 1 : 2) {
      const next = order.slice(at, at < 4 ? at + 1 : at + 2);
      const options = { candidates: starts ?? candidates, field, withPlaces: true };
      const found = await Promise.all(next.map(({ term }) => hits(term, options)));
      next.forEach(({ steps }, index) => steps.forEach((step) => (starts = startsBefore(found[index], step, starts))));
    }
    return new Map([...(starts ?? [])].map(([document, places]) => [document, hitAt(places, true)]));
  }

  /** @param {Map<number, number[]>} places @param {boolean} isExact @returns {SearchHit} */
  const hitAt = (places, isExact) => ({ ...newHit(false), isExact, passages: [...places.keys()], places });

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

  /** Where several parts can stand in one passage. @param {SearchHits[]} all */
  function together(all) {
    const found = /** @type {SearchHits} */ (new Map());
    const [first, ...others] = [...all].sort((a, b) => a.size - b.size);
    for (const [document, hit] of first) {
      let { passages, further, kinds } = hit;
      let isEverywhere = true;
      for (const its of others) {
        const other = its.get(document);
        if (!other) isEverywhere = false;
        else {
          // Where only the number of passages is known, any can be it.
          if (further && !other.further) passages = other.passages;
          else if (!further && !other.further) passages = passages.filter((code) => other.passages.includes(code));
          further = Math.min(further, other.further);
          kinds |= other.kinds;
        }
        if (!isEverywhere || !(passages.length || further)) break;
      }
      if (isEverywhere && (passages.length || further)) found.set(document, { isExact: true, passages: further ? NO_PASSAGES : passages, further, kinds, places: NO_PLACES });
    }
    return found;
  }

  /** Where the words of a phrase stand in one passage. The commoner ones are left out if their lists would take more files than `loose` says. @param {SearchTerm[]} terms @param {SearchOptions} options */
  async function looseHits(terms, options) {
    const [first, ...others] = [...new Map(terms.map((term) => [term.form, term])).values()].sort((a, b) => countOf(a) - countOf(b));
    let files = filesOfTerm(first).lists;
    const few = others.filter((term) => (files += filesOfTerm(term).lists) <= (options.loose ?? Infinity));
    return together(await Promise.all([first, ...few].map((term) => hits(term, options))));
  }

  return { best, count };
});
