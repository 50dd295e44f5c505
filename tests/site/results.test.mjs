// From the search into documents and back, in Chromium: times that a query names, words that are marked, results that come
// back as they were, and single keys; over HTTP and from a folder.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileBase, launch, openTab, sample, serve } from './site.mjs';

const site = sample();
/** @type {Browser} */
let browser;
/** @type {Host} */
let host;
before(async () => {
  browser = await launch();
  host = await serve(site);
});
after(async () => {
  await browser?.close();
  host?.close();
});

/** @type {Record<'http' | 'file', () => string>} */
const bases = { http: () => host.base, file: () => fileBase(site) };

const complete = (/** @type {Page} */ tab) => tab.waitForSelector('#search[data-state=complete]', { state: 'attached', timeout: 20_000 });
const bare = (/** @type {string | null} */ href) => decodeURIComponent((href ?? '').replace(/\.html.*/, ''));
const links = async (/** @type {Page} */ tab, /** @type {string} */ list) =>
  (await tab.$$eval(`[data-list=${list}] > li > a`, all => all.map(a => a.getAttribute('href')))).map(bare);
const query = (/** @type {Record<string, string>} */ asked) => `search.html?${new URLSearchParams(asked)}`;

/** The documents of a day or month, by the catalogue. @param {string} start */
const dated = start => site.catalog.filter(({ date }) => date?.startsWith(start)).map(({ id }) => id);
const day = /** @type {string} */ (site.catalog.find(({ date, date_basis }) => /^\d{4}-\d\d-\d\d$/.test(date ?? '') && date_basis === 'dateline').date);
const [year, month] = day.split('-');

test('a date in a query is read in any form that datelines have, and nothing else is', () =>
  openTab(browser, host.base, {}, async tab => {
    await tab.goto(`${host.base}search.html`);
    await complete(tab);
    /** @type {[string, string | null, string?][]} */
    const cases = [
      ['1962-10-26', '1962-10-26/1962-10-26'],
      ['October 26, 1962', '1962-10-26/1962-10-26'],
      ['Vell, Friday, 26th of October, 1962', '1962-10-26/1962-10-26', 'Vell'],
      ['26 Oct. 1962', '1962-10-26/1962-10-26'],
      ['26.10.1962', '1962-10-26/1962-10-26'],
      ['26. Oktober 1962', '1962-10-26/1962-10-26'],
      ['26 أكتوبر ١٩٦٢', '1962-10-26/1962-10-26'],
      ['Orn in Oct 1962', '1962-10-01/1962-10-31', 'Orn'],
      ['February 1960', '1960-02-01/1960-02-29'],
      ['1961..1963', '1961-01-01/1963-12-31'],
      ['1962-10..1962-12', '1962-10-01/1962-12-31'],
      ['between 3 and 7 March 1958', '1958-03-03/1958-03-07'],
      ['October 26–28, 1962', '1962-10-26/1962-10-28'],
      ['November 28 – December 2, 1983', '1983-11-28/1983-12-02'],
      ['letters of October 26, 1962 to Amsel', '1962-10-26/1962-10-26', 'letters to Amsel'],
      // A year can as well be a number; these are offered and no more.
      ['telegram 1962', '1962-01-01/1962-12-31?', 'telegram'],
      ['1961–1963', '1961-01-01/1963-12-31?'],
      ['Document 1962', null],
      ['3/7/1958', null],
      ['31 February', null],
      ['before October 1962', null],
      ['"October 1962"', null],
      ['-1962', null],
      ['765.00/6-1959', null],
      ['Orn OR October 1962', null],
    ];
    const read = await tab.evaluate(async all => {
      const { words } = await fondsSearch.dates();
      return all.map(([text]) => {
        const asked = fondsDates.inQuery(text, words);
        return asked && [`${fondsDates.iso(asked.from)}/${fondsDates.iso(asked.to)}${asked.isBare ? '?' : ''}`, asked.rest];
      });
    }, cases);
    cases.forEach(([text, time, rest = ''], at) => assert.deepEqual(read[at], time && [time, rest], text));
  }));

for (const [scheme, base] of Object.entries(bases))
  describe(scheme, () => {
    /** @param {string} page @param {(tab: Page) => Promise<unknown>} visit @param {BrowserContextOptions} [options] */
    const open = (page, visit, options = {}) =>
      openTab(browser, base(), options, async tab => {
        await tab.goto(base() + page);
        if (page.startsWith('search')) await complete(tab);
        await visit(tab);
      });

    test('the documents of a day come first, with the way into the timeline', () =>
      open(query({ q: day }), async tab => {
        const first = await links(tab, 'time');
        assert.deepEqual(first.filter(id => dated(day).includes(id)).sort(), dated(day).sort());
        assert.deepEqual(first.slice(0, dated(day).length).sort(), dated(day).sort(), 'those that certainly are of it come first');
        assert.match((await tab.locator('#of-time').textContent()) ?? '', new RegExp(day));
        const timeline = await tab.locator('[data-part=timeline]').getAttribute('href');
        assert.equal(timeline, `timeline.html?from=${day}&to=${day}`);
        const others = await links(tab, 'words');
        assert.ok(others.every(id => !first.includes(id)), 'no document comes twice');
      }));

    test('the rest of a query narrows the time', () =>
      open(query({ q: `${year}-${month}` }), async tab => {
        const all = await links(tab, 'time');
        const word = /** @type {string} */ (site.catalog.find(({ id }) => id === all[0])?.title.match(/\p{L}{5,}/u)?.[0]);
        await tab.goto(base() + query({ q: `${word} ${year}-${month}` }));
        await complete(tab);
        const some = await links(tab, 'time');
        assert.ok(some.includes(all[0]) && some.every(id => all.includes(id)) && some.length <= all.length, some.join());
        assert.ok((await tab.locator('[data-list=time] mark').count()) > 0);
      }));

    test('a year alone is offered as a time, and stays a word', () =>
      open(query({ q: year }), async tab => {
        assert.equal(await tab.locator('[data-list=time] > li').count(), 0);
        const words = await links(tab, 'words');
        const link = tab.locator('[data-part=offer] a');
        const count = Number((await tab.locator('[data-part=offer] .extent').textContent())?.replace(/\D/g, ''));
        await link.click();
        await complete(tab);
        const asked = new URL(tab.url()).searchParams;
        assert.deepEqual([asked.get('q') ?? '', asked.get('from'), asked.get('to')], ['', year, year]);
        assert.match((await tab.locator('#search [role=status]').textContent()) ?? '', new RegExp(`${count}$`));
        assert.ok(words.length > 0);
      }));

    test('dates in the form narrow what is found, and what is none is said', () =>
      open('search.html', async tab => {
        const from = tab.locator('input[name=from]');
        await from.fill('Smarch 1924');
        await from.press('Enter');
        await complete(tab);
        assert.equal(await from.getAttribute('aria-invalid'), 'true');
        assert.match((await tab.locator('#wrong-date').textContent()) ?? '', /Smarch 1924/);
        await from.fill(day);
        await tab.locator('input[name=to]').fill(day);
        await from.press('Enter');
        await tab.waitForURL(/to=/);
        await complete(tab);
        assert.equal(await from.getAttribute('aria-invalid'), 'false');
        const found = await links(tab, 'words');
        assert.ok(dated(day).every(id => found.includes(id)), found.join());
        assert.ok(found.every(id => site.catalog.find(d => d.id === id).date), 'what has no date is of no time');
      }));

    test('before anything is asked for, there are examples that find something, collections and years', () =>
      open('search.html', async tab => {
        const examples = await tab.$$eval('[data-part=examples] a', all => all.map(a => a.getAttribute('href') ?? ''));
        assert.ok(examples.length >= 2, examples.join());
        for (const list of ['collection', 'year']) assert.ok((await tab.locator(`ul[data-part=${list}] label:visible`).count()) > 0, list);
        assert.equal(await tab.locator('#search-results li').count(), 0);
        for (const example of examples) {
          await tab.goto(base() + example);
          await complete(tab);
          assert.ok((await tab.locator('#search-results li').count()) > 0, example);
          assert.equal(await tab.locator('[data-part=examples]:visible').count(), 0);
        }
        await tab.goto(`${base()}search.html`);
        await complete(tab);
        await tab.locator('ul[data-part=year] label', { hasText: year }).click();
        await tab.waitForSelector('[data-list=words] > li');
        const found = await links(tab, 'words');
        assert.ok(found.every(id => site.catalog.find(d => d.id === id).date?.includes(year)), found.join());
      }));

    /** What is marked on the page. @param {Page} tab @param {string} [name] */
    const marked = (tab, name = 'fonds-hits') =>
      tab.evaluate(
        name => [...(CSS.highlights.get(name) ?? [])].map(range => /** @type {Range} */ (range).toString()).concat([...document.querySelectorAll(name === 'fonds-hit' ? 'mark.here' : 'mark.hit')].map(mark => mark.textContent ?? '')),
        name,
      );
    const openResult = async (/** @type {Page} */ tab) => {
      await tab.locator('#search-results a').first().click();
      await tab.waitForSelector('.hits [data-part=hits]:not([hidden])');
    };

    for (const kind of ['highlights', 'elements'])
      test(`the words are marked in the document, by ${kind}`, () =>
        openTab(browser, base(), {}, async tab => {
          if (kind === 'elements') await tab.addInitScript(() => Object.assign(window, { Highlight: undefined }));
          await tab.goto(base() + query({ q: 'keeper "the lamp"' }));
          await complete(tab);
          const texts = await tab.evaluate(() => document.querySelector('#search-results a')?.getAttribute('href'));
          await openResult(tab);
          const text = await tab.locator('.text').textContent();
          const words = await marked(tab);
          assert.ok(words.some(word => /^keepers?$/i.test(word)) && words.some(word => /^the\s+lamp$/i.test(word)), words.join('; '));
          assert.ok(words.every(word => /^(keepers?|the\s+lamp)$/i.test(word)), words.join('; '));
          assert.equal(await tab.locator('mark.hit').count() > 0, kind === 'elements');
          assert.ok(!/hits=/.test(tab.url()), tab.url());
          assert.ok(tab.url().endsWith(texts ?? '?'), tab.url());

          const status = tab.locator('.hits [role=status]');
          const at = async () => Number((await status.textContent())?.match(/\d+/)?.[0]);
          assert.match((await status.textContent()) ?? '', new RegExp(`of ${words.length}$`));
          const start = await at();
          await tab.keyboard.press('n');
          assert.equal(await at(), (start % words.length) + 1);
          assert.equal((await marked(tab, 'fonds-hit')).length, 1);
          await tab.locator('[data-part=previous-hit]').click();
          assert.equal(await at(), start);

          // What is kept of the page's history marks them when it is loaded anew, and Escape ends that.
          await tab.reload();
          await tab.waitForSelector('.hits [data-part=hits]:not([hidden])');
          assert.deepEqual(await marked(tab), words);
          await tab.keyboard.press('Escape');
          assert.deepEqual(await marked(tab), []);
          assert.equal(await tab.locator('.text').textContent(), text);
          await tab.reload();
          await tab.waitForLoadState('networkidle');
          assert.deepEqual(await marked(tab), []);
        }));

    test('a document that is opened otherwise loads nothing of it', () =>
      openTab(browser, base(), {}, async tab => {
        const files = /** @type {string[]} */ ([]);
        tab.on('request', request => files.push(request.url()));
        await tab.goto(base() + site.catalog[0].url, { waitUntil: 'networkidle' });
        assert.deepEqual(files.filter(file => /hits|search-/.test(file)), []);
        assert.equal(await tab.locator('.hits').count(), 0);
      }));

    for (const way of ['the link', 'the browser’s own way'])
      test(`the way back by ${way} restores the results`, () =>
        open(
          query({ q: 'the' }),
          async tab => {
            await tab.locator('[data-further=words]').click();
            await tab.waitForFunction(() => document.querySelectorAll('[data-list=words] > li').length > 10);
            await complete(tab);
            const count = await tab.locator('[data-list=words] > li').count();
            const link = tab.locator('[data-list=words] > li > a').nth(count - 2);
            const href = await link.getAttribute('href');
            await link.scrollIntoViewIfNeeded();
            const before = await link.evaluate(a => a.getBoundingClientRect().top);
            await link.click();
            await tab.waitForSelector('.hits');
            if (way === 'the link') await tab.locator('.hits [data-part=back]').click();
            else await tab.goBack();
            await complete(tab);
            await tab.waitForFunction(href => document.activeElement?.getAttribute('href') === href, href);
            assert.equal(await tab.locator('[data-list=words] > li').count(), count);
            const after = await tab.locator('[data-list=words] > li > a').nth(count - 2).evaluate(a => a.getBoundingClientRect().top);
            assert.ok(Math.abs(after - before) < 3, `${before} ${after}`);
            assert.equal(await tab.locator('.results .opened').count(), 1);
          },
          { viewport: { width: 800, height: 600 } },
        ));

    test('single keys lead to the search, through results and documents, and can be switched off', () =>
      open(query({ q: 'lamp' }), async tab => {
        const focused = () => tab.evaluate(() => document.activeElement?.getAttribute('href') ?? document.activeElement?.getAttribute('name'));
        const hrefs = await tab.$$eval('#search-results a', all => all.map(a => a.getAttribute('href')));
        await tab.keyboard.press('j');
        assert.equal(await focused(), hrefs[0]);
        await tab.keyboard.press('j');
        assert.equal(await focused(), hrefs[1]);
        await tab.keyboard.press('ArrowUp');
        assert.equal(await focused(), hrefs[0]);
        await tab.keyboard.press('/');
        assert.equal(await focused(), 'q');
        // In a field a letter is a letter.
        await tab.keyboard.press('End');
        await tab.keyboard.type('j/?');
        assert.equal(await tab.locator('.query input').inputValue(), 'lampj/?');
        assert.equal(await tab.locator('dialog[open]').count(), 0);

        const [one, other] = site.catalog;
        await tab.goto(base() + one.url);
        await tab.keyboard.press('Control+j');
        await tab.keyboard.press('j');
        await tab.waitForURL(`**/${other.url}`);
        await tab.keyboard.press('k');
        await tab.waitForURL(`**/${one.url}`);

        await tab.keyboard.press('?');
        const dialog = tab.locator('dialog[open]');
        await dialog.waitFor();
        await dialog.locator('input').uncheck();
        await dialog.locator('form button').click();
        await tab.keyboard.press('j');
        await tab.keyboard.press('?');
        await tab.waitForTimeout(200);
        assert.ok(tab.url().endsWith(one.url) && (await tab.locator('dialog[open]').count()) === 0);
        await tab.locator('button.keys').click();
        assert.equal(await dialog.locator('input').isChecked(), false);
        await dialog.locator('input').check();
        await tab.keyboard.press('Escape');
        await tab.keyboard.press('j');
        await tab.waitForURL(`**/${other.url}`);
      }));

    test('which word found nothing is said, with those like it and the search without it', () =>
      open('search.html', async tab => {
        // Whatever the index offers is shown as it comes.
        await tab.evaluate(() => {
          const search = fondsSearch.search;
          fondsSearch.search = async (...asked) => {
            const found = await search(...asked);
            if (!/Ztrait/.test(asked[0])) return found;
            return { ...found, matches: [], isEmpty: false, unknown: [{ written: 'Ztrait', near: [{ word: 'strait', count: 7 }, { word: 'straight', count: 1 }] }], without: [{ query: 'lamp', count: 9 }] };
          };
        });
        await tab.locator('.query input').fill('lamp Ztrait');
        await tab.keyboard.press('Enter');
        await tab.waitForURL(/Ztrait/);
        await complete(tab);
        assert.match((await tab.locator('#search [role=status]').textContent()) ?? '', /Ztrait/);
        assert.deepEqual(await tab.locator('#search-suggestions a').allTextContents(), ['strait', 'straight']);
        assert.deepEqual(await tab.locator('#search-suggestions .extent').allTextContents(), ['7', '1']);
        await tab.locator('[data-part=without] a').click();
        await complete(tab);
        assert.equal(new URL(tab.url()).searchParams.get('q'), 'lamp');
        assert.ok((await tab.locator('#search-results li').count()) > 0);
      }));
  });
