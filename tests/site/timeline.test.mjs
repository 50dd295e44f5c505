// The timeline: days and bars by themselves, the brush with the mouse, a finger and the keys, the list of what is chosen, and
// how much its files weigh.

import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { fileBase, launch, none, openTab, sample, serve, sites } from './site.mjs';

const KB = 1000;

/** What the scripts define, outside of a page. @param {string[]} names @returns {any} */
function scripts(...names) {
  const context = createContext({ document: {} });
  const read = (/** @type {string} */ name) => readFileSync(new URL(`../../static/assets/timeline-${name}.js`, import.meta.url), 'utf8');
  return runInContext(`${names.map(read).join('\n').replaceAll('"use strict";', '')}\n({ fondsDays, fondsScale, fondsChart })`, context);
}

const { fondsDays: days, fondsScale: scale, fondsChart: chart } = scripts('days', 'scale', 'chart');
const day = (/** @type {string} */ text) => days.parse(text, 'first');
const stretch = (/** @type {string} */ from, /** @type {string} */ to) => ({ from: days.parse(from, 'first'), to: days.parse(to, 'last') });
const known = { width: 1000, documents: 1000, areMonthsKnown: true, areDaysKnown: true };

describe('days', () => {
  test('follow one another from year to year, before and after the year 0', () => {
    for (const [one, next] of [
      ['1926-02-28', '1926-03-01'],
      ['1924-02-28', '1924-02-29'],
      ['1900-02-28', '1900-03-01'],
      ['2000-02-29', '2000-03-01'],
      ['-0001-12-31', '0000-01-01'],
      ['0000-02-29', '0000-03-01'],
    ]) {
      assert.equal(day(next) - day(one), 1, next);
      assert.equal(days.written(day(one), 'first').slice(0, one.length - 3), one.slice(0, -3));
    }
    const first = day('-0400-01-01');
    for (let at = first; at < first + 3 * 146097; at += 97) {
      const [year, month, of] = days.civil(at);
      assert.equal(days.number(year, month, of), at);
    }
  });

  test('are written as short as they can be, and read again', () => {
    for (const [text, first, last] of [
      ['1962', '1962-01', '1962-12'],
      ['1962-10', '1962-10', '1962-10'],
      ['1962-10-26', '1962-10-26', '1962-10-26'],
      ['1962-10-01', '1962-10', '1962-10-01'],
      ['1962-10-31', '1962-10-31', '1962-10'],
      ['-0044-03-15', '-0044-03-15', '-0044-03-15'],
    ]) {
      assert.equal(days.written(days.parse(text, 'first'), 'first'), first);
      assert.equal(days.written(days.parse(text, 'last'), 'last'), last);
    }
    for (const text of ['', 'soon', '1962-13', '1962-10-40', '62-1', null]) assert.equal(days.parse(text, 'first'), null, String(text));
  });
});

describe('bars', () => {
  test('are as fine as there is room, and as the dates are known', () => {
    const of = (/** @type {string} */ from, /** @type {string} */ to, more = {}) => {
      const { unit, edges } = scale.of(stretch(from, to), { ...known, ...more });
      return `${edges.length - 1} ${unit}`;
    };
    assert.equal(of('1962-10', '1962-10'), '31 day');
    assert.equal(of('1962', '1962'), '365 day');
    assert.equal(of('1962', '1962', { width: 300 }), '12 month');
    assert.equal(of('1962', '1962', { areDaysKnown: false }), '12 month');
    assert.equal(of('1962', '1962', { documents: 4 }), '12 month');
    assert.equal(of('1949', '1979'), '372 month');
    assert.equal(of('1949', '1979', { areMonthsKnown: false }), '31 year');
    assert.equal(of('1650', '2020'), '371 year');
    assert.equal(of('1650', '2020', { width: 300 }), '75 year');
    assert.equal(of('1926-03-04', '1926-03-04'), '1 day');
  });

  test('a day lies in the bar that begins with it or before it', () => {
    const { edges } = scale.of(stretch('1962', '1963'), { ...known, areDaysKnown: false });
    for (const [text, bar] of /** @type {[string, number][]} */ ([['1962-01-01', 0], ['1962-01-31', 0], ['1962-02-01', 1], ['1963-12-31', 23], ['1950-01-01', 0], ['1970-01-01', 23]]))
      assert.equal(scale.barAt(edges, day(text)), bar, text);
  });

  test('a document is in as many bars as it can lie in, and counts once in all', () => {
    const view = scale.of(stretch('1962-10', '1962-10'), known);
    const row = (/** @type {string} */ from, /** @type {string} */ to, sureness = 0, count = 1) =>
      ({ first: days.parse(from, 'first'), last: days.parse(to, 'last'), sureness, places: [0], count });
    const drawn = (/** @type {any[]} */ ...rows) => chart.count(rows, view, () => 'c0');
    const sum = (/** @type {any[]} */ bars, /** @type {number} */ look) => bars.reduce((all, bar) => all + (bar.colours.get('c0')?.[look] ?? 0), 0);
    const near = (/** @type {number} */ a, /** @type {number} */ b) => assert.ok(Math.abs(a - b) < 1e-9, `${a}, not ${b}`);

    const exact = drawn(row('1962-10-26', '1962-10-26', 0, 3));
    assert.deepEqual([exact[25].within, exact[25].maybe, exact[24].within], [3, 0, 0]);
    near(sum(exact, 0), 3);

    const interval = drawn(row('1962-10-10', '1962-10-14'));
    assert.equal(interval.filter((/** @type {any} */ bar) => bar.maybe === 1).length, 5);
    assert.ok(interval.every((/** @type {any} */ bar) => bar.within === 0));
    near(sum(interval, 1), 1);

    // Half of it lies outside of what is shown.
    near(sum(drawn(row('1962-10-22', '1962-11-09')), 1), 10 / 19);
    // One day, and that is uncertain.
    near(sum(drawn(row('1962-10-26', '1962-10-26', 1)), 1), 1);
    near(sum(drawn(row('1962-10-26', '1962-10-26', 2)), 2), 1);
    near(sum(drawn(row('1962-10-26', '1962-10-27', 2)), 3), 1);
    assert.ok(drawn(row('1963-01-01', '1963-01-01')).every((/** @type {any} */ bar) => bar.colours.size === 0));
  });

  test('labels have room, and stand where a bar begins', () => {
    const index = { months: [...'abcdefghijkl'], short_months: [...'abcdefghijkl'], phrases: { day: '{day} {month} {year}', month: '{month} {year}', before: '{year} BC' } };
    const names = scale.namesOf(index);
    for (const [from, to] of [['1962-10', '1962-10'], ['1962', '1962'], ['1949', '1979'], ['1650', '2020'], ['-0050', '0050']])
      for (const width of [280, 700, 1400]) {
        const view = scale.of(stretch(from, to), { ...known, width });
        const labels = scale.labels(view, width, names);
        assert.ok(labels.length > 0 && labels.length <= Math.max(1, width / 50), `${from} ${width}: ${labels.length}`);
        assert.ok(labels.every((/** @type {any} */ { bar }) => bar >= 0 && bar < view.edges.length - 1));
      }
    assert.equal(names.shortDay(day('1962-10-26')), '26 j');
    assert.equal(names.yearOf(day('-0043')), '44 BC');
  });
});

describe('the page', () => {
  const site = sample();
  const dated = site.catalog.filter(({ date }) => date !== undefined);
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

  const visit = (/** @type {string} */ page, /** @type {BrowserContextOptions} */ options, /** @type {(tab: Page) => Promise<unknown>} */ look, base = server.base) =>
    openTab(browser, base, options, async tab => {
      await tab.goto(base + page);
      await tab.waitForSelector('.bars path');
      await look(tab);
    });
  const asked = (/** @type {Page} */ tab) => Object.fromEntries(new URL(tab.url()).searchParams);
  const listed = (/** @type {Page} */ tab) => tab.$$eval('.dated a', links => links.map(a => a.getAttribute('href') ?? ''));
  const part = (/** @type {Page} */ tab, /** @type {string} */ name) => tab.locator(`[data-part=${name}]`);
  /** Documents of exact days within a stretch. */
  const within = (/** @type {string} */ from, /** @type {string} */ to) =>
    dated.filter(({ date }) => /^\d{4}-\d\d-\d\d$/.test(date) && date >= from && date <= to).map(({ url }) => url);
  const exact = dated.map(({ date }) => date).filter(date => /^\d{4}-\d\d-\d\d$/.test(date)).sort();

  for (const [scheme, base] of Object.entries({ http: () => server.base, file: () => fileBase(site) }))
    test(`${scheme}: a day in the address is chosen, and shown amid its time`, () =>
      visit(`timeline.html?from=${exact[0]}&to=${exact[0]}`, {}, async tab => {
        await tab.waitForSelector('.dated li');
        const wanted = within(exact[0], exact[0]);
        const found = await listed(tab);
        assert.ok(wanted.length > 0 && wanted.every(url => found.includes(url)), found.join());
        const texts = await Promise.all(['from', 'to'].map(end => part(tab, end).getAttribute('aria-valuetext')));
        const day = String(Number(exact[0].slice(8)));
        assert.ok(texts.every(text => text?.includes(day) && text.includes(exact[0].slice(0, 4))), texts.join());
        assert.ok((await part(tab, 'stretch').boundingBox())?.width ?? 0 > 8);
      }, base()));

  test('the ends are moved by keys, each as far as the other', () =>
    visit('timeline.html', {}, async tab => {
      const now = async (/** @type {string} */ end) => {
        const values = await Promise.all(['min', 'max', 'now'].map(name => part(tab, end).getAttribute(`aria-value${name}`)));
        return values.map(Number);
      };
      const [, last] = await now('from');
      await part(tab, 'from').focus();
      await tab.keyboard.press('End');
      assert.deepEqual(await now('from'), [0, last, last]);
      assert.deepEqual(await now('to'), [last, last, last]);
      await tab.keyboard.press('Home');
      await tab.keyboard.press('PageUp');
      const [, , large] = await now('from');
      assert.ok(large > 1, `Page Up moves by ${large}`);
      await tab.keyboard.press('ArrowRight');
      await tab.keyboard.press('ArrowDown');
      assert.equal((await now('from'))[2], large);
      await part(tab, 'to').focus();
      await tab.keyboard.press('Home');
      assert.deepEqual(await now('to'), [large, last, large]);
      assert.match((await part(tab, 'value').textContent()) ?? '', /\d{4}.*: \d/);
    }));

  test('a stretch is drawn with the mouse, moved, and its ends are dragged', () =>
    visit('timeline.html', {}, async tab => {
      const box = await part(tab, 'brush').boundingBox();
      assert.ok(box);
      const y = box.y + box.height / 3;
      const drag = async (/** @type {number} */ from, /** @type {number} */ to) => {
        await tab.mouse.move(box.x + from * box.width, y);
        await tab.mouse.down();
        await tab.mouse.move(box.x + ((from + to) / 2) * box.width, y);
        await tab.mouse.move(box.x + to * box.width, y);
        await tab.mouse.up();
        await tab.waitForTimeout(50);
        const stretch = await part(tab, 'stretch').boundingBox();
        assert.ok(stretch);
        return [(stretch.x - box.x) / box.width, (stretch.x + stretch.width - box.x) / box.width];
      };
      const near = (/** @type {number[]} */ found, /** @type {number[]} */ wanted) =>
        assert.ok(found.every((at, i) => Math.abs(at - wanted[i]) < 0.06), `${found}, not ${wanted}`);
      near(await drag(0.6, 0.3), [0.3, 0.6]);
      const first = asked(tab);
      near(await drag(0.45, 0.55), [0.4, 0.7]);
      assert.notDeepEqual(asked(tab), first);
      near(await drag(0.7, 0.9), [0.4, 0.9]);
    }));

  test('a finger draws a stretch, too', () =>
    visit('timeline.html', { hasTouch: true, viewport: { width: 390, height: 800 } }, async tab => {
      const box = await part(tab, 'brush').boundingBox();
      assert.ok(box);
      const client = await tab.context().newCDPSession(tab);
      const touch = (/** @type {'touchStart' | 'touchMove' | 'touchEnd'} */ type, /** @type {number} */ at) =>
        client.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: box.x + at * box.width, y: box.y + 60 }] });
      await touch('touchStart', 0.25);
      for (const at of [0.35, 0.45, 0.55]) await touch('touchMove', at);
      await touch('touchEnd', 0.55);
      await tab.waitForTimeout(100);
      assert.deepEqual(Object.keys(asked(tab)).sort(), ['from', 'to']);
    }));

  test('what is chosen is shown nearer, down to days, and everything again', () =>
    visit('timeline.html', {}, async tab => {
      const bars = async () => Number(await part(tab, 'to').getAttribute('aria-valuemax')) + 1;
      const all = await bars();
      assert.ok(await part(tab, 'zoom-in').isHidden());
      await part(tab, 'from').focus();
      for (let presses = 0; presses < 3; presses++) await tab.keyboard.press('ArrowRight');
      await part(tab, 'to').focus();
      await tab.keyboard.press('Home');
      await part(tab, 'zoom-in').click();
      await tab.waitForFunction(() => /^.*\d{1,2} /.test(document.querySelector('.explorer .axis text')?.textContent ?? ''));
      assert.match((await part(tab, 'from').getAttribute('aria-valuetext')) ?? '', /^\d{1,2} \p{L}+ \d{4}\./u);
      assert.ok((await bars()) >= 14);
      await part(tab, 'zoom-out').click();
      await tab.waitForTimeout(100);
      await part(tab, 'clear').click();
      await tab.waitForTimeout(100);
      assert.equal(await bars(), all);
      assert.deepEqual(asked(tab), {});
    }));

  test('the bar under the pointer is told', () =>
    visit('timeline.html', {}, async tab => {
      const box = await part(tab, 'brush').boundingBox();
      assert.ok(box);
      const before = await part(tab, 'value').textContent();
      await tab.mouse.move(box.x + 3, box.y + 20);
      const value = (await part(tab, 'value').textContent()) ?? '';
      assert.match(value, /\d{4} .*: [1-9]/);
      await tab.mouse.move(box.x + 3, box.y + box.height + 200);
      assert.equal(await part(tab, 'value').textContent(), before);
    }));

  for (const width of [1280, 768, 390, 320])
    test(`${width} pixels wide: the list has its columns, and nothing sticks out`, () =>
      visit(`timeline.html?from=${exact[1]}`, { viewport: { width, height: 800 } }, async tab => {
        await tab.waitForSelector('.dated li');
        const rows = await tab.$$eval('.dated > li', lines => lines.map(line => [...line.children].map(cell => Math.round(cell.getBoundingClientRect().left))));
        assert.ok(rows.length > 1 && rows.every(cells => cells.length === 3));
        assert.equal(new Set(rows.map(String)).size, 1, 'The columns of rows differ.');
        assert.ok(rows[0][0] < rows[0][1]);
        assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      }));
});

for (const site of sites().filter(site => site.files.includes('timeline/data/index.js')))
  describe(site.name, () => {
    /** @type {any} */
    let index;
    runInContext(site.read('timeline/data/index.js'), createContext({ fondsTimeline: { index: (/** @type {any} */ data) => (index = data) } }));

    test('no colour stands for two collections', () => {
      const own = index.collections.map((/** @type {any} */ { colour }) => colour).filter((/** @type {string} */ colour) => colour !== 'others');
      assert.equal(new Set(own).size, own.length);
      assert.ok(own.length <= 8);
    });

    test('the index counts each dated document once', () => {
      const counts = Object.values(index.years).flat().map((/** @type {any} */ row) => row.at(-1));
      assert.equal(counts.reduce((a, b) => a + b, 0), site.catalog.filter(({ date }) => date !== undefined).length);
    });

    test('no page of it, and no file of documents, has more than 300 KB', () => {
      const pages = site.files.filter(file => file === 'timeline.html' || /(^|\/)graph(-\d+)?\.html$/.test(file));
      const files = index.files.map((/** @type {any[]} */ [name]) => `timeline/data/${name}.js`);
      none(
        [...pages, ...files].map(file => ({ file, size: statSync(path.join(site.root, file)).size })).filter(({ size }) => size > 300 * KB).map(({ file, size }) => `${file}: ${size} bytes`),
        'files that are too large',
      );
    });
  });
