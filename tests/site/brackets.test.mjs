// A date that was inferred stands in square brackets wherever it is shown, also where a script shows it, and a page that
// shows one says once what they mean.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, none, openTab, parse, sample, serve, sites } from './site.mjs';

/** What a page says of its brackets, and whether it shows some. */
function survey(/** @type {Site} */ site, /** @type {string} */ page) {
  let [meanings, shown] = [0, false];
  parse(site.read(page), (tag, { class: names = '' }) => {
    const classes = names.split(/\s+/);
    if (classes.includes('brackets')) meanings += 1;
    if (classes.includes('inferred') && !classes.includes('key')) shown = true;
  });
  return { meanings, shown };
}

for (const site of sites())
  describe(site.name, () => {
    test('a page that shows an inferred date says once what brackets mean', () =>
      none(
        site.pages.filter(page => {
          const { meanings, shown } = survey(site, page);
          return meanings > 1 || (shown && meanings === 0);
        }),
        'pages that do not say it once',
      ));

    test('where no date is inferred, no page speaks of brackets', { skip: site.catalog.some(d => d.date_basis === 'inferred') }, () =>
      none(
        site.pages.filter(page => survey(site, page).meanings > 0),
        'pages that speak of brackets',
      ));

    test('the page of a document has its inferred date in brackets, and no other', () =>
      none(
        site.catalog
          .filter(({ url, date_basis }) => {
            let inHead = false;
            parse(site.read(url), (tag, { class: names = '' }, ancestors) => {
              if (names.split(/\s+/).includes('inferred') && ancestors.some(({ class: above }) => above === 'document-header'))
                inHead = true;
            });
            return inHead !== (date_basis === 'inferred');
          })
          .map(({ url }) => url),
        'pages with a wrong date in their head',
      ));
  });

describe('scripts on the sample site', () => {
  const site = sample();
  const inferred = site.catalog.filter(d => d.date_basis === 'inferred');
  /** @type {Browser} */
  let browser;
  /** @type {Host} */
  let server;
  before(async () => {
    [browser, server] = await Promise.all([launch(), serve(site)]);
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  /** The dates in a list, by the pages to which its links lead. */
  const dates = (/** @type {Page} */ page, /** @type {string} */ list) =>
    page.$$eval(`${list} > li`, (lines) =>
      lines.map(line => [new URL(line.querySelector('a')?.href ?? '').pathname, line.querySelector('.when')?.textContent ?? '']),
    );

  /** Checks that in a list just the inferred dates stand in brackets, and that there are both. */
  function check(/** @type {string[][]} */ found) {
    const of = (/** @type {string} */ pathname) => site.catalog.find(d => pathname.endsWith(`/${d.url}`));
    assert.ok(found.some(([pathname]) => inferred.includes(of(pathname))), 'No inferred date is shown.');
    none(
      found.filter(([pathname, date]) => /\[.*\d{4}\]/.test(date) !== inferred.includes(of(pathname))).map(([pathname, date]) => `${pathname}: ${date}`),
      'dates with wrong brackets',
    );
  }

  test('results of the search', () =>
    openTab(browser, server.base, {}, async page => {
      await page.goto(`${server.base}search.html?q=${encodeURIComponent('"editorial note"')}`);
      await page.waitForSelector('#search[data-state=complete]');
      check(await dates(page, '#search-results .results'));
      assert.equal(await page.locator('.brackets').count(), 1);
    }));

  test('documents that are chosen on the timeline', () =>
    openTab(browser, server.base, {}, async page => {
      await page.goto(`${server.base}timeline.html?collection=${inferred[0].collection}`);
      await page.waitForSelector('[data-part=list] > li');
      check(await dates(page, '[data-part=list]'));
      assert.equal(await page.locator('.brackets').count(), 1);
    }));

  test('previews', () =>
    openTab(browser, server.base, {}, async page => {
      const [from, href] = inferredLink();
      await page.goto(server.base + from);
      await page.locator(`.text a.ref[href="${href}"]:visible, .notes a.ref[href="${href}"]:visible`).first().hover();
      await page.waitForSelector('#preview:popover-open');
      assert.match((await page.locator('#preview .when').textContent()) ?? '', /^\[.*\d{4}\]$/);
    }));

  /** A page with a reference to a document whose date is inferred, and the reference's link. */
  function inferredLink() {
    for (const { url } of site.catalog) {
      let found;
      parse(site.read(url), (tag, { class: names, href }) => {
        if (tag !== 'a' || names !== 'ref' || href.includes('#')) return;
        const target = new URL(href, `https://site.example/${url}`).pathname.slice(1);
        if (inferred.some(d => d.url === target)) found ??= href;
      });
      if (found !== undefined) return [url, found];
    }
    assert.fail('No document refers to one whose date is inferred.');
  }
});
