// Citations as other programs read them: citation.js reads every file, and gives back the title, date and collection of
// every document in the catalogue; the linked data of each page say the same once more.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-csl';
import '@citation-js/plugin-ris';
import { Parser } from 'htmlparser2';
import { baseUrl, none, parse, small } from './site.mjs';

/** A date as a reader of citations has it, and as the catalogue has it where it is exact. */
const dateOf = (/** @type {{ issued?: { 'date-parts'?: number[][] } }} */ { issued }) =>
  issued?.['date-parts']?.[0]?.map(part => String(part).padStart(2, '0')).join('-');
const exact = (/** @type {{ date?: string, date_basis: string }} */ { date, date_basis: basis }) =>
  basis !== 'inferred' && /^\d{4}(-\d\d){0,2}$/.test(date ?? '') ? date : undefined;

/** The heading of each collection's page. */
function collections(/** @type {Site} */ site) {
  const titles = new Map();
  // The page of a collection can be that of the document that introduces it.
  for (const page of site.pages.filter(page => /(^|\/)index\.html$/.test(page))) {
    let [isHeading, isMark] = [false, false];
    const parser = new Parser({
      onopentag: tag => ((isHeading ||= tag === 'h1'), (isMark ||= tag === 'sup')),
      onclosetag: tag => ((isHeading &&= tag !== 'h1'), (isMark &&= tag !== 'sup')),
      ontext: text => isHeading && !isMark && titles.set(page, (titles.get(page) ?? '') + text),
    });
    parser.end(site.read(page));
  }
  return (/** @type {string} */ id) => titles.get(id === '' ? 'index.html' : `${id}/index.html`).trim();
}

/** The collection that a document is cited as a part of: what introduces one is a part of the one round that. */
const holder = (/** @type {{ url: string, collection: string }} */ { url, collection }) =>
  url === `${collection}/index.html` ? collection.split('/').slice(0, -1).join('/') : collection;

/** The one JSON-LD of a page. */
function linkedData(/** @type {string} */ html) {
  const found = /** @type {string[]} */ ([]);
  let isData = false;
  const parser = new Parser({
    onopentag: (tag, { type }) => (isData = tag === 'script' && type === 'application/ld+json'),
    onclosetag: () => (isData = false),
    ontext: text => isData && found.push(text),
  });
  parser.end(html);
  return JSON.parse(found.join(''));
}

for (const site of small())
  describe(site.name, () => {
    const base = baseUrl(site);
    const title = collections(site);
    const folder = (/** @type {string} */ id) => (id === '' ? '' : `${id}/`);
    const ids = [...new Set(site.catalog.map(d => d.collection))];

    for (const file of ['citations.bib', 'citations.ris', 'citations.json'])
      test(`every ${file} gives back title, date and collection`, () => {
        const wrong = /** @type {string[]} */ ([]);
        for (const id of ids) {
          const documents = site.catalog.filter(d => d.collection === id);
          const read = new Cite(site.read(`${folder(id)}${file}`)).data;
          assert.equal(read.length, documents.length, `${folder(id)}${file}`);
          documents.forEach((document, place) => {
            const citation = read[place];
            const is = (/** @type {string} */ what, /** @type {any} */ found, /** @type {any} */ wanted) => {
              if (found !== wanted)
                wrong.push(`${folder(id)}${file}, ${document.id}: the ${what} is ${found}, not ${wanted}`);
            };
            is('title', citation.title, document.title);
            is('date', dateOf(citation), exact(document));
            // BibTeX has no field for what a manuscript is part of: its place is "howpublished".
            const within = citation['container-title'] ?? citation['collection-title'] ?? citation.publisher ?? '';
            const home = title(holder(document));
            if (!within.includes(home))
              wrong.push(`${folder(id)}${file}, ${document.id}: the collection is ${within}, not ${home}`);
            if (base !== undefined) is('address', citation.URL, base + document.url);
          });
        }
        none(wrong, 'differences from the catalogue');
      });

    test('the linked data of each page parse, and say what the document is, is part of, mentions and cites', () => {
      const wrong = /** @type {string[]} */ ([]);
      for (const document of site.catalog) {
        const html = site.read(document.url);
        const data = linkedData(html);
        const is = (/** @type {string} */ what, /** @type {any} */ found, /** @type {any} */ wanted) => {
          try {
            assert.deepEqual(found, wanted);
          } catch {
            wrong.push(`${document.url}: ${what} is ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
          }
        };
        is('@context', data['@context'], 'https://schema.org');
        is('@type', data['@type'], ['ArchiveComponent', 'CreativeWork']);
        is('name', data.name, document.title);
        is('isPartOf', data.isPartOf.name, title(holder(document)));
        is('dateCreated', data.dateCreated, exact(document));
        is(
          'mentions',
          data.mentions?.map((/** @type {{ name: string }} */ { name }) => name),
          [document.from, document.to].filter(Boolean).length
            ? [document.from, document.to].filter(Boolean)
            : undefined,
        );

        const cited = new Set();
        parse(html, (tag, { class: classes = '', href }) => {
          if (tag !== 'a' || !/\bref\b/.test(classes) || /^#|:/.test(href)) return;
          const target = new URL(href, `https://site/${document.url}`).pathname.slice(1);
          if (target !== document.url && site.kind(target) === 'document') cited.add(decodeURIComponent(target));
        });
        const root = base ?? 'https://site/';
        const addresses = (data.citation ?? []).map((/** @type {Record<'@id', string>} */ { '@id': id }) =>
          decodeURIComponent(new URL(id, root + document.url).href.slice(root.length)),
        );
        is('citation', addresses.sort(), [...cited].sort());
      }
      none(wrong, 'differences');
    });
  });
