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

/** A collection and those round it: a document of a chapter is cited as a part of the book. */
const books = (/** @type {string} */ id) => id.split('/').map((_, i, steps) => steps.slice(0, steps.length - i).join('/'));

const text = { form: /\S/ };
const address = { form: /^https?:\/\/\S+$/ };

/** The tags that documents have, as their vocabularies describe them: Dublin Core, Google Scholar's guide for webmasters, ogp.me and the cards of X. */
const TAGS = /** @type {Record<string, { form: RegExp, repeats?: boolean }>} */ ({
  'DC.title': text,
  'DC.creator': { ...text, repeats: true },
  'DC.date': text,
  'DC.type': { form: /^(letter|email|manuscript|bookSection)$/ },
  'DC.relation.isPartOf': text,
  'DC.publisher': text,
  'DC.identifier': address,
  'DC.language': { form: /^[a-z]{2,3}(-\w+)*$/i },
  'DC.source': text,
  'DC.rights': text,
  citation_title: text,
  citation_author: { form: /^[^,]+, [^,]+$/, repeats: true },
  citation_editor: { ...text, repeats: true },
  citation_publication_date: { form: /^\d{4}(\/\d\d){0,2}$/ },
  citation_inbook_title: text,
  citation_volume: text,
  citation_firstpage: text,
  citation_lastpage: text,
  citation_publisher: text,
  citation_language: { form: /^[a-z]{2,3}(-\w+)*$/i },
  citation_fulltext_html_url: address,
  'og:site_name': text,
  'og:type': { form: /^(article|website)$/ },
  'og:title': text,
  'og:description': text,
  'og:locale': { form: /^[a-z]{2,3}_[A-Z]{2}$/ },
  'og:url': address,
  'og:image': { form: /^https?:\/\/\S+\/social\.png$/ },
  'og:image:type': { form: /^image\/png$/ },
  'og:image:width': { form: /^1200$/ },
  'og:image:height': { form: /^630$/ },
  'og:image:alt': text,
  'twitter:card': { form: /^summary(_large_image)?$/ },
});

/** What a page shows of a form to copy. */
function shown(/** @type {string} */ html, /** @type {string} */ form) {
  let [isName, isForm, isCode] = [false, false, false];
  let found = '';
  const parser = new Parser({
    onopentag: tag => {
      if (tag === 'dt') isForm = false;
      isName = tag === 'dt';
      isCode ||= tag === 'pre';
    },
    onclosetag: tag => {
      isName &&= tag !== 'dt';
      isCode &&= tag !== 'pre';
    },
    ontext: text => {
      if (isName) isForm = text === form;
      else if (isForm && isCode) found += text;
    },
  });
  parser.end(html);
  return found;
}

/** The types of schema.org that a document can have beside that of a part of an archive. */
const TYPES = ['CreativeWork', 'Message', 'EmailMessage'];

/** A name as it is compared: a person's can be turned round, and what begins a text has a capital. */
const folded = (/** @type {string} */ name) =>
  name
    .toLowerCase()
    .replace(/ (<|\(@).*/, '')
    .split(/[\s,]+/)
    .sort()
    .join(' ');
const parted = (/** @type {string} */ names) => names.split(/; ?/).map(folded);

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
            // A part of a book has the book's year.
            const { isPartOf: whole } = linkedData(site.read(document.url));
            is('date', dateOf(citation), whole.datePublished ?? exact(document));
            // BibTeX has no field for what a manuscript is part of: its place is "howpublished". What stands in no collection
            // comes from the archive.
            const within = citation['container-title'] ?? citation['collection-title'] ?? citation.publisher ?? citation.source ?? '';
            const homes = books(holder(document)).map(title);
            if (!homes.some(home => within.includes(home)))
              wrong.push(`${folder(id)}${file}, ${document.id}: the collection is ${within}, not ${homes}`);
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
        is('@type', data['@type'][0], 'ArchiveComponent');
        if (!TYPES.includes(data['@type'][1])) wrong.push(`${document.url}: ${data['@type'][1]} is no type for a document`);
        is('name', data.name, document.title);
        is('isPartOf', data.isPartOf.name, title(holder(document)));
        is('dateCreated', data.dateCreated, exact(document));
        const names = (/** @type {{ name: string }[] | undefined} */ parties) => parties?.map(({ name }) => folded(name)).sort();
        const authors = document.authors ?? [document.from].flat();
        is('author', names(data.author), authors.filter(Boolean).length ? authors.filter(Boolean).flatMap(parted).sort() : undefined);
        const receivers = [document.to].flat().filter(Boolean);
        is('recipient', names(data.recipient), receivers.length ? receivers.flatMap(parted).sort() : undefined);

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

    test('what a page shows to copy is read by other programs', () => {
      const wrong = /** @type {string[]} */ ([]);
      for (const document of site.catalog) {
        const html = site.read(document.url);
        for (const form of ['BibTeX', 'RIS', 'CSL-JSON']) {
          const text = shown(html, form);
          const titles = new Cite(text).data.map((/** @type {{ title: string }} */ { title }) => title);
          if (titles.length !== 1 || titles[0] !== document.title) wrong.push(`${document.url}, ${form}: ${titles}`);
        }
      }
      none(wrong, 'forms that cannot be read');
    });

    test('each tag in the head is one that its vocabulary has, with a value of its form', () => {
      const wrong = /** @type {string[]} */ ([]);
      for (const document of site.catalog) {
        const found = new Map();
        parse(site.read(document.url), (tag, { name, property, content }) => {
          const key = name ?? property;
          if (tag !== 'meta' || !/^(DC|citation|og|twitter)[.:_]/.test(key ?? '')) return;
          found.set(key, [...(found.get(key) ?? []), content]);
        });
        for (const [name, values] of found) {
          const rule = TAGS[name];
          if (!rule) wrong.push(`${document.url}: ${name} is in no vocabulary`);
          else if (!rule.repeats && values.length > 1) wrong.push(`${document.url}: ${name} stands there ${values.length} times`);
          else wrong.push(...values.filter((/** @type {string} */ value) => !rule.form.test(value)).map((/** @type {string} */ value) => `${document.url}: ${name} is ${value}`));
        }
        for (const name of ['DC.title', 'citation_title', 'og:title', 'og:type', 'og:site_name', 'twitter:card'])
          if (!found.has(name)) wrong.push(`${document.url}: ${name} is missing`);
        const pages = ['citation_firstpage', 'citation_lastpage'].filter(name => found.has(name)).length;
        if (pages === 1) wrong.push(`${document.url}: one of the two pages is missing`);
      }
      none(wrong, 'tags that are wrong');
    });
  });
