// What other programs read: the catalogue, the sitemap, the feed and robots.txt.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse as parseCsv } from 'csv-parse/sync';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { baseUrl, none, parse, sample } from './site.mjs';

const site = sample();
const base = baseUrl(site);
const needsBase = { skip: base === undefined && 'The sample site has no base URL, so it has no such file.' };

// EDTF level 1: a date or an interval whose parts may be uncertain (?), approximate (~), both (%) or unspecified (X).
const PART = String.raw`(Y-?\d{5,}|-?\d{4}|-?\d{3}X|-?\d{2}XX)(-(\d\d|XX)(-(\d\d|XX))?)?[?~%]?`;
const EDTF = new RegExp(String.raw`^(${PART}|(${PART}|\.\.)?\/(${PART}|\.\.)?)$`);

describe('catalogue', () => {
  const string = (/** @type {any} */ value) => typeof value === 'string' && value !== '';
  const optional = (/** @type {(value: any) => boolean} */ test) => (/** @type {any} */ value) => value === undefined || test(value);
  const count = (/** @type {any} */ value) => Number.isInteger(value) && value >= 0;
  const FIELDS = {
    id: string,
    url: (/** @type {any} */ value) => string(value) && site.files.includes(value),
    number: optional(string),
    title: string,
    collection: (/** @type {any} */ value) =>
      typeof value === 'string' && site.files.includes(value === '' ? 'index.html' : `${value}/index.html`),
    date: optional(value => string(value) && EDTF.test(value)),
    date_basis: (/** @type {any} */ value) => ['metadata', 'dateline', 'inferred', 'none'].includes(value),
    words: count,
    refs: (/** @type {any} */ value) => count(value?.resolved) && count(value?.unresolved),
  };

  test('every line of catalog.jsonl has the fields as promised', () => {
    none(
      site.catalog.flatMap((document, i) =>
        Object.entries(FIELDS)
          .filter(([field, holds]) => !holds(document[field]))
          .map(([field]) => `line ${i + 1}: ${field} is ${JSON.stringify(document[field])}`),
      ),
      'wrong fields',
    );
    none(
      site.catalog.filter(d => d.url !== `${d.id}.html`).map(d => `${d.id}: ${d.url}`),
      'ids that are not the address without .html',
    );
    none(
      site.catalog
        .filter(d => (d.date === undefined) !== (d.date_basis === 'none'))
        .map(d => `${d.id}: ${d.date}, ${d.date_basis}`),
      'dates that disagree with their basis',
    );
    assert.equal(new Set(site.catalog.map(d => d.id)).size, site.catalog.length, 'Two documents have the same id.');
  });

  test('catalog.csv says the same', () => {
    /** @type {Record<string, string>[]} */
    const rows = parseCsv(site.read('catalog.csv'), { columns: true, bom: true });
    assert.equal(rows.length, site.catalog.length);
    const cells = Object.keys(FIELDS).filter(field => field !== 'refs');
    none(
      cells.filter(field => !(field in rows[0])),
      'fields without a column',
    );
    none(
      rows.flatMap((row, i) =>
        cells
          .filter(field => row[field] !== String(site.catalog[i][field] ?? ''))
          .map(field => `row ${i + 1}: ${field} is ${row[field]}`),
      ),
      'cells that differ from catalog.jsonl',
    );
  });
});

/** Reads XML, where one element can be a list of one. */
function xml(/** @type {string} */ file, /** @type {string[]} */ lists) {
  const text = site.read(file);
  assert.equal(XMLValidator.validate(text), true, `${file} is not well-formed.`);
  return new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: name => lists.includes(name),
    parseTagValue: false,
  }).parse(text);
}

/** What an absolute address is called in this site, however much of it is percent-encoded. */
const fileOf = (/** @type {string} */ url) =>
  base !== undefined && url.startsWith(base) ? decodeURIComponent(url.slice(base.length)) : undefined;

/** Says which addresses are not those of a page of the site below its base URL. */
const foreign = (/** @type {string[]} */ urls) => urls.filter((/** @type {string} */ url) => url !== base && !site.files.includes(fileOf(url) ?? ''));

test('every page names its own canonical address', needsBase, () => {
  const wrong = site.pages
    .filter(page => page !== '404.html')
    .flatMap(page => {
      const found = /** @type {string[]} */ ([]);
      parse(site.read(page), (tag, { rel, href }) => {
        if (tag === 'link' && rel === 'canonical') found.push(href);
      });
      const right = found.length === 1 && (fileOf(found[0]) === page || (page === 'index.html' && found[0] === base));
      return right ? [] : [`${page}: ${found.join(', ') || 'none'}`];
    });
  none(wrong, 'wrong canonical addresses');
});

test('sitemap.xml lists every document once, by absolute addresses', needsBase, () => {
  const { urlset } = xml('sitemap.xml', ['url']);
  assert.equal(urlset.xmlns, 'http://www.sitemaps.org/schemas/sitemap/0.9');
  const listed = urlset.url.map((/** @type {{ loc: string }} */ url) => url.loc);
  none(foreign(listed), 'addresses that are not of this site');
  assert.equal(new Set(listed).size, listed.length, 'An address is listed twice.');
  const files = new Set(listed.map(fileOf));
  none(
    site.catalog.map(d => d.url).filter(url => !files.has(url)),
    'documents that are missing',
  );
});

test('atom.xml is a feed with absolute addresses', needsBase, () => {
  const { feed } = xml('atom.xml', ['entry', 'link', 'author']);
  assert.equal(feed.xmlns, 'http://www.w3.org/2005/Atom');
  assert.ok(
    feed.link.some((/** @type {any} */ link) => link.rel === 'self' && link.href === `${base}atom.xml`),
    'The feed does not name its own address.',
  );
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
  for (const part of [feed, ...feed.entry]) {
    for (const field of ['id', 'title', 'updated'])
      assert.ok(part[field], `<${field}> is missing: ${JSON.stringify(part).slice(0, 200)}`);
    assert.match(part.updated, time);
    assert.match(part.id, /^[a-z][a-z0-9+.-]*:/, 'An id is not absolute.');
  }
  assert.ok(feed.author || feed.entry.every((/** @type {any} */ entry) => entry.author), 'An entry has no author.');
  assert.equal(new Set(feed.entry.map((/** @type {any} */ entry) => entry.id)).size, feed.entry.length, 'Two entries have the same id.');
  none(
    foreign(
      feed.entry.flatMap((/** @type {any} */ entry) =>
        (entry.link ?? []).filter((/** @type {any} */ link) => (link.rel ?? 'alternate') === 'alternate').map((/** @type {any} */ link) => link.href),
      ),
    ),
    'addresses that are not of this site',
  );
  none(
    feed.entry.filter((/** @type {any} */ entry) => !entry.link?.length && !entry.content).map((/** @type {any} */ entry) => entry.id),
    'entries that lead nowhere',
  );
});

test('robots.txt lets everyone in, and names the sitemap where there is one', () => {
  const lines = site
    .read('robots.txt')
    .split('\n')
    .map(line => line.replace(/#.*/, '').trim())
    .filter(Boolean);
  none(
    lines.filter(line => !/^(user-agent|allow|disallow|sitemap):/i.test(line)),
    'lines that are not known',
  );
  none(
    lines.filter(line => /^disallow:\s*\/\s*$/i.test(line)),
    'lines that shut everyone out',
  );
  const named = lines.filter(line => /^sitemap:/i.test(line)).map(line => line.replace(/^sitemap:\s*/i, ''));
  assert.deepEqual(named, base === undefined ? [] : [`${base}sitemap.xml`]);
});
