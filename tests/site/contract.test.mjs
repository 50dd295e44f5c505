// What a built site promises and no general tool knows of: the form of addresses, notes that lead to each other,
// page breaks, references and the documents they are cited by. Every page of every site is read.

import assert from 'node:assert/strict';
import path from 'node:path/posix';
import { describe, test } from 'node:test';
import { baseUrl, none, parse, sample, sites } from './site.mjs';

/** What a browser fetches by itself, as against what a reader may choose to follow. */
const FETCHED = /^(img|script|source|audio|video|track|iframe|embed|object|form|input|button)$/;
const FETCHED_RELS = /\b(stylesheet|icon|preload|modulepreload|prefetch|manifest)\b/;

/** Reads every page once, and says what is wrong with it or what must be compared with other pages. */
function survey(/** @type {Site} */ site) {
  const base = baseUrl(site);
  /** @type {Record<'addresses' | 'ids' | 'notes' | 'articles', string[]>} */
  const problems = { addresses: [], ids: [], notes: [], articles: [] };
  const pages = new Map();
  for (const page of site.pages) {
    /** @type {{ links: any[], refs: any[], citedBy: any[], unresolved: number, times: Set<string> }} */
    const seen = { links: [], refs: [], citedBy: [], unresolved: 0, times: new Set() };
    const [ids, calls, backs] = [new Set(), new Map(), new Map()];
    /** @type {Record<string, number>} */
    const counts = {};
    pages.set(page, seen);

    parse(site.read(page), (tag, attributes, ancestors) => {
      const { id, role, class: classes = '', rel = '' } = attributes;
      const inside = (/** @type {(value: any) => boolean} */ test) => ancestors.some(test);
      counts[tag] = (counts[tag] ?? 0) + 1;
      if (id !== undefined && ids.has(id)) problems.ids.push(`${page}: two elements have the id ${id}`);
      ids.add(id);
      if (tag === 'html' && !attributes.lang) problems.articles.push(`${page}: <html> has no lang`);
      if (tag === 'time') seen.times.add(attributes.datetime);

      const isFetched = FETCHED.test(tag) || (tag === 'link' && FETCHED_RELS.test(rel));
      for (const address of addresses(attributes)) {
        const fault = wrong(address, page, { isFetched, isOfPage: tag !== 'link' || isFetched, base });
        if (fault) problems.addresses.push(`${page}: <${tag}> ${address}: ${fault}`);
      }
      // A form leads to the page that answers it.
      if (tag === 'form' && attributes.action) seen.links.push(resolve(page, attributes.action));
      if (tag === 'a' && attributes.href !== undefined && !external(attributes.href)) {
        const target = resolve(page, attributes.href);
        seen.links.push(target);
        if (inside((/** @type {any} */ a) => a.id === 'cited-by')) seen.citedBy.push(target);
        else if (has(classes, 'ref')) seen.refs.push(target);
        if (role === 'doc-noteref') calls.set(id, attributes.href);
        if (role === 'doc-backlink') backs.set(attributes.href, ancestors.findLast(a => /^fn/.test(a.id ?? ''))?.id);
        if (role === 'doc-backlink' && !inside((/** @type {any} */ a) => a.role === 'doc-endnotes'))
          problems.notes.push(`${page}: the note of ${attributes.href} is not in a list with role=doc-endnotes`);
      }
      if (has(classes, 'unresolved')) {
        seen.unresolved += 1;
        if (tag !== 'span' || !has(classes, 'ref') || !attributes.title)
          problems.articles.push(`${page}: an unresolved reference is not <span class="ref unresolved" title="…">`);
      }
      if (role === 'doc-pagebreak' && !/^pg-/.test(id ?? ''))
        problems.articles.push(`${page}: a page break has the id ${id}`);
    });

    if (site.kind(page) === 'document' && (counts.article !== 1 || counts.h1 !== 1))
      problems.articles.push(`${page}: it has ${counts.article ?? 0} <article> and ${counts.h1 ?? 0} <h1>`);
    for (const [call, note] of calls) {
      // A note that is called again has further marks, `fnref4-2` and so on; it must lead back to the first.
      const first = `fnref${note.slice(3)}`;
      if (!/^#fn/.test(note) || !(call === first || call?.startsWith(`${first}-`)))
        problems.notes.push(`${page}: the note mark ${call} leads to ${note}`);
      else if (backs.get(`#${first}`) !== note.slice(1))
        problems.notes.push(`${page}: the note ${note} does not lead back to #${first}`);
    }
    for (const [call, note] of backs)
      if (!calls.has(call.slice(1)))
        problems.notes.push(`${page}: ${note} leads back to ${call}, which is no note mark`);
  }
  return { problems, pages };
}

const has = (/** @type {string} */ classes, /** @type {string} */ name) => classes.split(/\s+/).includes(name);
const external = (/** @type {string} */ address) => /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(address);
const resolve = (/** @type {string} */ page, /** @type {string} */ href) =>
  path.join(path.dirname(page), decodeURIComponent(href.replace(/[?#].*/, '')) || path.basename(page));

/** @param {Attributes} attributes */
const addresses = ({ href, src, poster, data, action, formaction, srcset }) =>
  [href, src, poster, data, action, formaction, ...(srcset ?? '').split(',').map(s => s.trim().split(/\s+/)[0])].filter(
    a => a !== undefined && a !== '',
  );

/** Says what is wrong with the form of an address; whether it leads anywhere is the link checker's business. */
function wrong(/** @type {string} */ address, /** @type {string} */ page, /** @type {{ isFetched: boolean, isOfPage: boolean, base: string | undefined }} */ { isFetched, isOfPage, base }) {
  if (external(address)) {
    if (isFetched && !address.startsWith('data:')) return 'the page asks for something outside the site';
    if (isOfPage && base !== undefined && address.startsWith(base)) return 'a link inside the site is absolute';
    return undefined;
  }
  if (address.startsWith('/')) return 'it counts from the root of the host';
  const file = address.replace(/[?#].*/, '');
  if (/(^|\/)\.{0,2}$/.test(file) && file !== '') return 'it names a folder';
  if (resolve(page, address).startsWith('..')) return 'it leaves the site';
  return undefined;
}

for (const site of sites()) {
  describe(site.name, () => {
    const { problems, pages } = survey(site);

    test('links inside the site are relative and name files, and no page asks for anything outside', () =>
      none(problems.addresses, 'wrong addresses'));

    test('an id is given once on a page', () => none(problems.ids, 'repeated ids'));

    test('a note mark and its note lead to each other', () => none(problems.notes, 'wrong notes'));

    test('a document is one article with one title', () => none(problems.articles, 'wrong elements'));

    test('every page can be reached from the home page', () => {
      const reached = new Set(['index.html']);
      for (const page of reached) for (const target of pages.get(page)?.links ?? []) reached.add(target);
      none(
        site.pages.filter(page => !reached.has(page) && !['404.html', 'offline/not-kept.html'].includes(page)),
        'pages without a way to them',
      );
    });

    test('a document lists the documents that refer to it, and no others', () => {
      // Both are kept as `FROM → TO`. A document that refers to itself is not cited by another.
      const [refs, citedBy] = [new Set(), new Set()];
      for (const { url } of site.catalog) {
        const others = (/** @type {string[]} */ targets) => targets.filter((/** @type {any} */ target) => target !== url && site.kind(target) === 'document');
        for (const target of others(pages.get(url).refs)) refs.add(`${url} → ${target}`);
        for (const source of others(pages.get(url).citedBy)) citedBy.add(`${source} → ${url}`);
      }
      none(
        [...refs].filter(pair => !citedBy.has(pair)),
        'references that the cited document does not list',
      );
      none(
        [...citedBy].filter(pair => !refs.has(pair)),
        'documents listed as citing that do not',
      );
    });

    test('the catalogue counts the references that are on the page', () => {
      const wrong = [];
      for (const { url, refs } of site.catalog) {
        const [resolved, unresolved] = [pages.get(url).refs.length, pages.get(url).unresolved];
        if (resolved !== refs.resolved || unresolved !== refs.unresolved)
          wrong.push(`${url}: ${resolved} and ${unresolved}, not ${refs.resolved} and ${refs.unresolved}`);
      }
      none(wrong, 'pages whose references, resolved and unresolved, are not as many as in the catalogue');
    });

    test('a date that is exact to the day, month or year stands on the page', () => {
      none(
        site.catalog
          .filter(({ date }) => /^\d{4}(-\d\d){0,2}$/.test(date ?? ''))
          .filter(({ url, date }) => !pages.get(url).times.has(date))
          .map(({ url, date }) => `${url}: no <time datetime="${date}">`),
        'missing dates',
      );
    });
  });
}

// Without these, the checks above and those in the browser would pass for want of anything to check.
test('the sample site shows everything that a page can hold', () => {
  const site = sample();
  const all = site.catalog.map(({ url }) => site.read(url)).join('\n');
  for (const mark of [
    'role="doc-noteref"',
    'role="doc-backlink"',
    'role="doc-endnotes"',
    'role="doc-pagebreak"',
    'class="ref"',
    'class="ref unresolved"',
    'id="cited-by"',
    '<time ',
  ])
    assert.ok(all.includes(mark), `No document of the sample site has ${mark}.`);
});
