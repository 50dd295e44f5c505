// How queries are read, and what is like a word: the scripts of the search by themselves, without a browser.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';

/** The parts of the search that are scripts of their own, by their names. */
const parts = /** @type {Record<string, any>} */ ({});
const context = createContext({ fondsSearch: (/** @type {string} */ name, /** @type {any} */ its) => (parts[name] = its) });
for (const name of ['search-query', 'search-near'])
  runInContext(readFileSync(new URL(`../../static/assets/${name}.js`, import.meta.url), 'utf8'), context);
const queries = parts['../assets/search-query'];

/** Words between spaces are enough to see how a query is read. */
const cut = (/** @type {string} */ text) =>
  [...text.matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: written, index }) => ({
    word: written.toLowerCase(),
    written,
    start: index,
    end: index + written.length,
    isCompound: false,
  }));

/** What was read, in short. @param {any} node @returns {string} */
function shown(node) {
  if (!node) return '';
  const inner = () => node.parts.map(shown).join(' ');
  const is = { all: () => `(${inner()})`, any: () => `[${inner()}]`, near: () => `{${node.distance}: ${inner()}}` };
  const words = () => {
    const text = node.words.map((/** @type {any} */ { word }) => word).join('_');
    return `${node.field ? `${node.field}:` : ''}${node.isQuoted ? `'${text}'` : text}${node.isPrefix ? '*' : ''}`;
  };
  return (node.isExcluded && node.kind !== 'all' ? '-' : node.isExcluded ? '!' : '') + (node.kind === 'words' ? words() : is[/** @type {keyof typeof is} */ (node.kind)]());
}

const read = (/** @type {string} */ query) => shown(queries.parse(query, cut));

test('queries are read by their grammar', () => {
  for (const [query, expected] of [
    ['', ''],
    ['lamp', 'lamp'],
    ['lamp keeper', '(lamp keeper)'],
    ['lamp  -keeper', '(lamp -keeper)'],
    ['-lamp', '-lamp'],
    ['lam* “the lamp”', "(lam* 'the_lamp')"],
    ['well-being', 'well_being'],
    ['lamp OR lantern', '[lamp lantern]'],
    ['lamp or lantern', '(lamp or lantern)'],
    ['old lamp OR lantern OR "big light"', "[(old lamp) lantern 'big_light']"],
    ['(lamp OR lantern) keeper', '([lamp lantern] keeper)'],
    ['keeper -(lamp OR lantern)', '(keeper -[lamp lantern])'],
    ['((lamp))', 'lamp'],
    ['lamp NEAR harbour', '{10: lamp harbour}'],
    ['a lamp NEAR/3 harbour b', '(a {3: lamp harbour} b)'],
    ['lamp NEAR/3 (quay OR "the pier")', "{3: lamp [quay 'the_pier']}"],
    ['lamp NEAR/2 quay NEAR/4 pier', '{4: {2: lamp quay} pier}'],
    ['from:Vell to:"Port Orn"', "(from:vell to:'port_orn')"],
    ['from:(Orn OR Vell) -subject:harbour', '([from:orn from:vell] -subject:harbour)'],
    ['FROM:Vell', 'from:vell'],
    ['from: Vell', '(from vell)'],
    ['note:3', 'note_3'],
    ['paper(s) 601.6168/2–2262', '(paper_s 601_6168_2_2262)'],
    ['(paper(s) lamp)', '(paper_s lamp)'],
    ['lamp –Vienna', '(lamp -vienna)'],
    ['"lamp', "'lamp'"],
  ])
    assert.equal(read(query), expected, query);
});

test('what cannot be read is taken as words', () => {
  for (const [query, expected] of [
    ['lamp OR', '(lamp or)'],
    ['OR', '(or)'],
    ['(lamp keeper', '(lamp keeper)'],
    ['lamp) keeper', '(lamp keeper)'],
    ['NEAR lamp', '(near lamp)'],
    ['lamp NEAR -keeper', '(lamp near -keeper)'],
    ['lamp OR -keeper', '(lamp or -keeper)'],
    ['()', ''],
    ['lamp (-quay -pier)', '(lamp -quay -pier)'],
    ['lamp -(-quay)', '(lamp -quay)'],
    ['-', ''],
    ['…', ''],
  ])
    assert.equal(read(query), expected, query);
  const deep = '('.repeat(50_000);
  assert.equal(read(`${deep}lamp`), '(lamp)');
  assert.equal(read(`${'lamp OR '.repeat(2000)}lamp`).split(' ').length, 2001);
});

test('a query can be read whatever its signs', () => {
  const signs = ['lamp', ' ', '(', ')', '-', '"', '“', 'OR', 'NEAR', 'NEAR/3', 'from:', '*', ' ', ' ', '灯', '𝒳', '\u0301'];
  let seed = 7;
  for (let round = 0; round < 5000; round++) {
    let query = '';
    for (let count = 0; count < 12; count++) {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      query += signs[(seed >>> 8) % signs.length];
    }
    const node = queries.parse(query, cut);
    const words = node ? queries.leavesOf(node) : [];
    for (const { start, end } of words) assert.ok(start >= 0 && end <= query.length && start < end, query);
    if (cut(query).some(({ word }) => word === 'lamp')) assert.ok(words.length, query);
  }
});

test('a query without some of its words is one that can be read', () => {
  const without = (/** @type {string} */ query, /** @type {string[]} */ words) => {
    const leaves = queries.leavesOf(queries.parse(query, cut));
    const all = leaves.flatMap((/** @type {any} */ leaf) => leaf.words);
    return queries.without(
      query,
      all.filter((/** @type {any} */ { word }) => words.includes(word)),
    );
  };
  assert.equal(without('lamp xyz keeper', ['xyz']), 'lamp keeper');
  assert.equal(without('lamp OR xyz', ['xyz']), 'lamp');
  assert.equal(without('(xyz OR lamp) keeper', ['xyz']), '(lamp) keeper');
  assert.equal(without('"xyz abc" keeper -quay', ['xyz', 'abc']), 'keeper -quay');
  assert.equal(without('from:xyz keeper', ['xyz']), 'keeper');
  assert.equal(without('xyz* NEAR/3 keeper', ['xyz']), 'keeper');
  assert.equal(without('xyz', ['xyz']), '');
});

test('words that sound alike have the sound of the index', () => {
  const { sound } = parts['../assets/search-near'];
  for (const [word, expected] of JSON.parse(readFileSync(new URL('../sounds.json', import.meta.url), 'utf8'))) assert.equal(sound(word), expected);
});
