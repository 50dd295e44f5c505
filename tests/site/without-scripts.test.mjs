// Without scripts all is there: every document can be reached, and every text, note, reference, date and list is seen.
// What counts is what a browser shows, so that nothing passes which waits in the page for a script to show it.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { address, launch, none, openTab, serve, small } from './site.mjs';

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** What a page shows: runs in the page. What a reader can unfold without scripts is unfolded first. */
function look() {
  for (const details of document.querySelectorAll('details')) details.open = true;
  const isSeen = (/** @type {Element} */ element) =>
    element.getClientRects().length > 0 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  // So is what a reader can choose: the words of the source in the place of those of editors.
  const choice = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll('[name=wording]')]);
  choice.at(-1)?.click();
  const chosen = new Set([...document.querySelectorAll('.in-source')].filter(isSeen));
  choice[0]?.click();
  const hidden = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement: parent } = /** @type {Text} */ (texts.currentNode);
    // The address is for paper, the title of a drawing's part is read aloud, and what is said of scrolling is for phones.
    if (!data.trim() || !parent || parent.closest('script, style, .address, svg title, .graph-figure .aside')) continue;
    if (!isSeen(parent) && !chosen.has(parent)) hidden.push(data.trim().slice(0, 80));
  }
  /** @type {(selector: string) => any[]} */
  const seen = selector => [...document.querySelectorAll(selector)].filter(isSeen);
  const text = (/** @type {HTMLElement} */ element) => element.innerText.replace(/\s+/g, ' ').trim();
  const file = (/** @type {any} */ a) =>
    (typeof a.href === 'string' ? a.href : new URL(a.href.baseVal, document.baseURI).href).replace(/[?#].*/, '');
  return {
    hidden,
    // A form with an address sends what is written in it there.
    controls: seen('button, select, input, textarea, [role=button], [onclick]')
      .filter(e => !e.form?.hasAttribute('action') && !(e.name === 'wording' && chosen.size > 0))
      .map(e => e.outerHTML.slice(0, 100)),
    links: [...new Set([...seen('a[href]').map(file), ...seen('form[action]').map(form => form.action.replace(/[?#].*/, ''))])],
    heading: seen('h1').map(text).join(' '),
    text: seen('.text').map(text).join(' '),
    when: seen('.document-header .when').map(text).join(' '),
    times: seen('time').map(time => time.dateTime),
    calls: seen('a[role=doc-noteref]').map(a => decodeURIComponent(a.hash.slice(1))),
    notes: Object.fromEntries(seen('[role=doc-endnotes] li[id]').map(li => [li.id, text(li)])),
    references: seen('a.ref').length,
    unresolved: seen('span.ref.unresolved').filter(span => span.title).length,
    citedBy: seen('#cited-by > ul > li > a').map(file),
    cites: seen('#cites > ul > li > a').map(file),
    documents: seen('.documents > li > a, .contents > li > a, .days dd > a').map(file),
    rows: seen('table tbody tr').length,
    arcs: seen('svg.graph .arc').length,
  };
}

for (const site of small())
  describe(site.name, () => {
    const shown = new Map();
    /** @type {Host} */
    let server;
    before(async () => {
      server = await serve(site);
      await openTab(browser, server.base, { javaScriptEnabled: false }, async tab => {
        for (const page of site.pages) {
          await tab.goto(address(server.base, page));
          const found = await tab.evaluate(look);
          for (const list of /** @type {const} */ (['links', 'citedBy', 'cites', 'documents']))
            found[list] = found[list].map((/** @type {string} */ href) => decodeURIComponent(href.slice(server.base.length)));
          shown.set(page, found);
        }
      });
    });
    after(() => server?.close());

    const of = (/** @type {string} */ kind) => site.pages.filter(page => site.kind(page) === kind);

    test('no text waits for a script, and no control is without effect', () =>
      none(
        [...shown].flatMap(([page, { hidden, controls }]) => [...hidden, ...controls].map(what => `${page}: ${what}`)),
        'texts that are not shown, and dead controls',
      ));

    test('every page can be reached from the home page by links that are seen', () => {
      const reached = new Set(['index.html']);
      for (const page of reached) for (const link of shown.get(page)?.links ?? []) reached.add(link);
      none(
        site.pages.filter(page => !reached.has(page) && page !== '404.html'),
        'pages without a way to them',
      );
    });

    test('every document shows its title, its text and its date', () => {
      const wrong = [];
      for (const { url, title, number, date, date_basis: basis, words } of site.catalog) {
        const { heading, text, when, times } = shown.get(url);
        if (!heading.includes(title.replace(/\s+/g, ' ')))
          wrong.push(`${url}: its title, ${title}, is not in ${heading}`);
        // A word can stand before the number: “LETTER II.”, “No. 500”.
        const [first, second] = heading.split(/\s+/);
        if (number !== undefined && ![first, /\d/.test(first) ? '' : second].includes(`${number}.`))
          wrong.push(`${url}: its number, ${number}, is not in ${heading}`);
        if (text.split(/\s+/).length < words * 0.8)
          wrong.push(`${url}: of ${words} words it shows ${text.split(/\s+/).length}`);
        if (date === undefined) continue;
        for (const year of date.match(/\d{4}/g))
          if (!when.includes(year)) wrong.push(`${url}: its date, ${date}, is shown as ${when}`);
        if (/^\d{4}(-\d\d){0,2}$/.test(date) && !times.includes(date)) wrong.push(`${url}: ${date} is in no <time>`);
        if (basis === 'inferred' && !/\[.+\]/.test(when)) wrong.push(`${url}: nothing says that ${when} is inferred`);
      }
      none(wrong, 'differences from the catalogue');
    });

    const isNoted = site.pages.some(page => site.read(page).includes('role="doc-noteref"'));
    test('every note that is called is in the list at the end, with its text', { skip: !isNoted && 'the archive has no notes' }, () => {
      const wrong = [];
      let count = 0;
      for (const { url } of site.catalog) {
        const { calls, notes } = shown.get(url);
        const called = site.read(url).match(/role="doc-noteref"/g)?.length ?? 0;
        if (calls.length !== called) wrong.push(`${url}: of ${called} marks ${calls.length} are seen`);
        for (const call of calls)
          if (!/^\S+\s+\S+/.test(notes[call] ?? '')) wrong.push(`${url}: the note ${call} reads ${notes[call]}`);
        count += calls.length;
      }
      none(wrong, 'notes that are not seen');
      assert.notEqual(count, 0);
    });

    test('every reference is a link, or says why it is none, and both sides list each other', () => {
      const wrong = [];
      for (const { url, refs } of site.catalog) {
        const { references, unresolved, cites } = shown.get(url);
        if (references !== refs.resolved) wrong.push(`${url}: of ${refs.resolved} references ${references} are seen`);
        if (unresolved !== refs.unresolved)
          wrong.push(`${url}: of ${refs.unresolved} unresolved references ${unresolved} are seen`);
        for (const cited of cites)
          if (!shown.get(cited).citedBy.includes(url)) wrong.push(`${cited} does not list ${url}`);
        const citing = site.catalog.filter(other => shown.get(other.url).cites.includes(url)).map(other => other.url);
        if (shown.get(url).citedBy.length !== citing.length)
          wrong.push(`${url}: it lists ${shown.get(url).citedBy}, not ${citing}`);
      }
      none(wrong, 'differences');
    });

    test('every list is complete', () => {
      const wrong = [];
      const compare = (/** @type {string} */ page, /** @type {any} */ found, /** @type {string[]} */ wanted) => {
        const [a, b] = [found, wanted].map(list => [...new Set(list)].sort().join(' '));
        if (a !== b) wrong.push(`${page} lists ${a}, not ${b}`);
      };
      for (const page of [...of('home'), ...of('collection')]) {
        const id = page.replace(/\/?index\.html$/, '');
        compare(
          page,
          shown.get(page).documents,
          site.catalog.filter(d => d.collection === id).map(d => d.url),
        );
      }
      compare(
        'The timeline',
        [...of('timeline'), ...of('year')].flatMap(page => shown.get(page).documents),
        site.catalog.map(d => d.url),
      );
      for (const page of of('graph'))
        if (shown.get(page).rows < shown.get(page).arcs || (shown.get(page).arcs === 0 && page.endsWith('graph.html')))
          wrong.push(`${page}: ${shown.get(page).arcs} arcs, ${shown.get(page).rows} rows`);
      none(wrong, 'lists that are not complete');
    });
  });
