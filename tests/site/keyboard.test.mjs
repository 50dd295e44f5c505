// A reader without a mouse: what can be done can be done by keys alone, and what has the focus can be seen.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { address, launch, none, openTab, representatives, sample, serve } from './site.mjs';

const site = sample();
const documents = site.catalog.map(d => d.url);
const having = (/** @type {string[]} */ ...marks) => documents.find(url => marks.every(mark => site.read(url).includes(mark)));

/** @type {Browser} */
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

/** @typedef {(tab: Page, press: (key: string) => Promise<void>, type: (text: string) => Promise<void>) => Promise<unknown>} Visitor */

const visit = (/** @type {string} */ page, /** @type {any} */ options, /** @type {Visitor} */ visitor) =>
  openTab(browser, server.base, options, async tab => {
    await tab.goto(address(server.base, page));
    await visitor(tab, key => tab.keyboard.press(key), text => tab.keyboard.type(text));
  });

/** Presses Tab until the focus is where `selector` matches, and fails if it never gets there. */
async function tabTo(/** @type {Page} */ tab, /** @type {string} */ selector, key = 'Tab') {
  for (let presses = 0; presses < 500; presses++) {
    await tab.keyboard.press(key);
    if (await tab.evaluate(selector => document.activeElement?.matches(selector), selector)) return;
  }
  assert.fail(`The ${key} key does not lead to ${selector}.`);
}

const focused = (/** @type {Page} */ tab) => tab.evaluate(() => document.activeElement?.outerHTML.slice(0, 200));
const previewIsOpen = (/** @type {Page} */ tab) => tab.evaluate(() => document.querySelector('#preview')?.matches(':popover-open') ?? false);

/** Follows the focused link by Enter, and waits until the page or the place is there. */
async function enter(/** @type {Page} */ tab) {
  const href = await tab.evaluate(() => {
    const link = /** @type {HTMLAnchorElement | SVGAElement} */ (document.activeElement);
    return typeof link.href === 'string' ? link.href : link.href.baseVal;
  });
  await tab.keyboard.press('Enter');
  await tab.waitForURL(new URL(href, tab.url()).href);
}

test('the first Tab offers the way past the header, and Enter goes it', () =>
  visit(documents[0], {}, async tab => {
    await tab.keyboard.press('Tab');
    assert.match((await focused(tab)) ?? '', /class="skip"/);
    const { top } = await tab
      .locator('.skip')
      .boundingBox()
      .then(box => ({ top: box?.y }));
    assert.ok(top !== undefined && top >= 0, 'The link cannot be seen.');
    await enter(tab);
    await tab.keyboard.press('Tab');
    assert.ok(
      await tab.evaluate(() => document.querySelector('main')?.contains(document.activeElement)),
      `After the way past the header, Tab leads to ${await focused(tab)}`,
    );
  }));

test('from the home page to a document', () =>
  visit('index.html', {}, async tab => {
    const { collection, url } = site.catalog[0];
    await tabTo(tab, `.collections a[href^="${collection}/"]`);
    await enter(tab);
    await tabTo(tab, `.documents a[href="${url.slice(collection.length + 1)}"]`);
    await enter(tab);
    assert.equal(tab.url(), address(server.base, url));
  }));

test('a note is previewed where it is called, put away, followed, and left again', () =>
  // On a wide screen the note stands beside its line, and is not shown twice.
  visit(having('doc-noteref'), { viewport: { width: 1000, height: 900 } }, async tab => {
    await tabTo(tab, 'a[role=doc-noteref]');
    assert.ok(await previewIsOpen(tab), 'The focus opens no preview.');
    const mark = await tab.evaluate(() => document.activeElement?.id);
    const text = await tab.locator('#preview').innerText();
    const note = mark?.replace('fnref', 'fn');
    assert.ok(
      (await tab.locator(`[id="${note}"]`).innerText()).replace(/\s+/g, ' ').includes(
        text
          .replace(/^\S+\s+/, '')
          .replace(/\s+/g, ' ')
          .trim(),
      ),
      `The preview shows ${text}`,
    );
    await tab.keyboard.press('Escape');
    assert.ok(!(await previewIsOpen(tab)), 'Escape does not close the preview.');
    assert.equal(await tab.evaluate(() => document.activeElement?.id), mark, 'The focus has moved.');

    await enter(tab);
    assert.ok(await tab.evaluate(note => document.getElementById(note ?? '')?.matches(':target'), note));
    await tabTo(tab, `[id="${note}"] a[role=doc-backlink]`);
    await enter(tab);
    assert.ok(await tab.evaluate(mark => document.getElementById(mark ?? '')?.matches(':target'), mark));
    await tabTo(tab, 'a[role=doc-noteref], .permalink, a.ref, .notes a');
  }));

test('a reference is previewed, and followed', () =>
  visit(having('class="ref" href="d', 'id="cites"'), {}, async tab => {
    await tabTo(tab, 'article a.ref[href*=".html"]');
    assert.ok(await previewIsOpen(tab), 'The focus opens no preview.');
    // The preview's own link is the next stop, and Escape leads back to the reference.
    await tab.keyboard.press('Tab');
    assert.ok(await tab.evaluate(() => document.activeElement?.closest('#preview') instanceof Element), await focused(tab));
    await tab.keyboard.press('Escape');
    assert.ok(!(await previewIsOpen(tab)));
    assert.match((await focused(tab)) ?? '', /class="ref/);
    await enter(tab);
    assert.ok(
      documents.some(url => tab.url().startsWith(address(server.base, url))),
      tab.url(),
    );
  }));

test('the link to a paragraph is followed and copied', () =>
  visit(having('class="permalink"'), { permissions: ['clipboard-read', 'clipboard-write'] }, async tab => {
    await tabTo(tab, '.permalink');
    assert.equal(await tab.evaluate(() => getComputedStyle(/** @type {Element} */ (document.activeElement)).opacity), '1', 'It cannot be seen.');
    await enter(tab);
    await tab.locator('.told:not(:empty)').waitFor();
    assert.equal(await tab.evaluate(() => navigator.clipboard.readText()), tab.url());
    assert.match(tab.url(), /#p\d+$/);
  }));

test('the forms of citation open and close', () =>
  visit(documents[0], {}, async tab => {
    await tabTo(tab, '.cite summary');
    await tab.keyboard.press('Enter');
    await tab.getByText('BibTeX', { exact: true }).waitFor();
    await tab.keyboard.press('Space');
    await tab.getByText('BibTeX', { exact: true }).waitFor({ state: 'hidden' });
  }));

test('colours are chosen, and stay chosen', () =>
  visit('index.html', { colorScheme: 'light' }, async tab => {
    const paper = () => tab.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const [light, seen] = [await paper(), new Set()];
    await tabTo(tab, '.themes select');
    for (const theme of ['light', 'dark', 'contrast']) {
      await tab.keyboard.press('ArrowDown');
      assert.equal(await tab.evaluate(() => document.documentElement.dataset.theme), theme);
      seen.add(await paper());
    }
    assert.ok(seen.has(light) && seen.size === 3, `The papers are ${[...seen].join(', ')}.`);
    await tab.goto(address(server.base, documents[0]));
    assert.equal(await tab.evaluate(() => document.documentElement.dataset.theme), 'contrast');
  }));

test('a list is put in the order of time, and back', () => {
  const page = site.pages.find(page => site.kind(page) === 'collection' && site.read(page).includes('data-sortable'));
  assert.ok(page, 'No collection of the sample site can be sorted.');
  return visit(page, {}, async tab => {
    const order = () =>
      tab.$$eval('[data-sortable] > li', lines => lines.map(li => li.getAttribute('data-day') ?? ''));
    const printed = await order();
    const inTime = [...printed.filter(Boolean).sort(), ...printed.filter(day => !day)];
    assert.notDeepEqual(printed, inTime);
    await tabTo(tab, '.orders button[value=date]');
    await tab.keyboard.press('Space');
    assert.deepEqual(await order(), inTime);
    assert.match((await focused(tab)) ?? '', /aria-pressed="true"/);
    await tabTo(tab, '.orders button[value=printed]', 'Shift+Tab');
    await tab.keyboard.press('Enter');
    assert.deepEqual(await order(), printed);
  });
});

test('on the timeline a stretch, collections and kinds are chosen, and the documents follow', () =>
  visit('timeline.html', {}, async tab => {
    // What is listed is compared with the catalogue.
    const listed = () =>
      tab.evaluate(() =>
        [...document.querySelectorAll('.matches .dated a')].map(a => a.getAttribute('href')).sort(),
      );
    const expected = (/** @type {(address: string) => boolean} */ accept) =>
      site.catalog
        .filter(({ date }) => date !== undefined)
        .filter(accept)
        .map(({ url }) => url)
        .sort();
    const followed = async (/** @type {(address: string) => boolean} */ accept, /** @type {string} */ what) => {
      const wanted = expected(accept);
      assert.ok(
        wanted.length > 0 && wanted.length < site.catalog.length,
        `${what}: a choice must leave some and not all.`,
      );
      await tab.waitForFunction(
        count => Number(document.querySelector('[data-part=found]')?.textContent) === count,
        wanted.length,
      );
      await tab.waitForFunction(
        count => document.querySelectorAll('.matches .dated a').length === count,
        wanted.length,
      );
      assert.deepEqual(await listed(), wanted, what);
    };

    await tabTo(tab, '[data-part=collections] input');
    await tab.keyboard.press('Space');
    const collection = site.catalog.find(d => d.date).collection;
    await followed((/** @type {any} */ d) => d.collection === collection, 'one collection');

    await tabTo(tab, '.filters summary');
    await tab.keyboard.press('Space');
    await tabTo(tab, '[data-part=kinds] input');
    await tab.keyboard.press('Space');
    const kind = await tab.evaluate(() =>
      document.activeElement
        ?.closest('label')
        ?.innerText.replace(/\s*\d+\s*$/, '')
        .trim(),
    );
    const kinds = new Map(
      (await tab.evaluate(() => fetch('catalog.jsonl').then(response => response.text())))
        .split('\n')
        .filter(Boolean)
        .map(line => JSON.parse(line))
        .map(d => [d.url, d.kind]),
    );
    assert.ok([...kinds.values()].includes(kind), `No document is of the kind ${kind}.`);
    await followed((/** @type {any} */ d) => d.collection === collection && kinds.get(d.url) === kind, 'one collection and kind');

    await tabTo(tab, '[data-part=clear]');
    await tab.keyboard.press('Enter');
    assert.match((await focused(tab)) ?? '', /data-part="from"/, 'The focus is lost.');
    assert.ok(await tab.locator('.matches').isHidden());
    assert.equal(new URL(tab.url()).search, '');

    const [first, last] = ['from', 'to'].map(name => tab.locator(`[data-part=${name}]`));
    const bars = Number(await first.getAttribute('aria-valuemax')) + 1;
    for (let presses = 0; presses < 5; presses++) await tab.keyboard.press('ArrowRight');
    assert.equal(await first.getAttribute('aria-valuenow'), '5');
    await tabTo(tab, '[data-part=to]');
    for (let presses = 0; presses < 4; presses++) await tab.keyboard.press('ArrowLeft');
    assert.equal(await last.getAttribute('aria-valuenow'), String(bars - 5));
    const [from, to] = await tab.evaluate(() =>
      ['from', 'to'].map(name => new URLSearchParams(location.search).get(name) ?? ''),
    );
    assert.match(`${from} ${to}`, /^\d{4}-\d\d \d{4}-\d\d$/);
    assert.match((await last.getAttribute('aria-valuetext')) ?? '', /\d{4}\. .*\d/);
    await tab.waitForFunction(() => document.querySelectorAll('.matches .dated a').length > 0);
    // Dates known to the day or month.
    const chosen = await listed();
    for (const { url, date } of site.catalog) {
      const month = /^(\d{4}-\d\d)/.exec(date ?? '')?.[1];
      if (!month || date.includes('/')) continue;
      assert.equal(
        chosen.includes(url),
        month >= from && month <= to,
        `${url} of ${date}, chosen from ${from} to ${to}`,
      );
    }
    assert.ok(chosen.length > 0);

    // The choice stands in the address: another reader gets the same.
    await tab.reload();
    await tab.waitForFunction(
      count => document.querySelectorAll('.matches .dated a').length === count,
      chosen.length,
    );
    assert.deepEqual(await listed(), chosen);
  }));

test('a document of a graph is chosen by the focus, and its references stand out', () => {
  const page = site.pages.find(page => site.kind(page) === 'graph');
  assert.ok(page, 'No collection of the sample site has a graph.');
  return visit(page, {}, async tab => {
    await tabTo(tab, 'svg.graph a');
    assert.ok((await tab.locator('svg.graph .arc.chosen').count()) > 0);
  });
});

describe('what has the focus is seen, and nothing is passed over', { concurrency: 2 }, () => {
  for (const width of [1280, 320])
    test(`${width} pixels wide`, async () => {
      const problems = /** @type {string[]} */ ([]);
      for (const url of representatives(site))
        await visit(url, { viewport: { width, height: 800 } }, async tab => {
          const stops = new Set();
          const wanted = await tab.evaluate(() => {
            const all = [...document.querySelectorAll('a[href], button, select, input, summary, [tabindex="0"]')];
            const reachable = all.filter(
              e => !e.closest('[hidden]') && (e.checkVisibility?.({ visibilityProperty: true }) ?? true),
            );
            reachable.forEach((e, place) => e.setAttribute('data-stop', String(place)));
            return reachable.length;
          });
          for (let presses = 0; presses < wanted + 300; presses++) {
            await tab.keyboard.press('Tab');
            const stop = await tab.evaluate(() => {
              const element = document.activeElement;
              if (element === null || element === document.body) return null;
              const { outlineStyle, outlineWidth, opacity } = getComputedStyle(element);
              const parts = [...element.getClientRects()];
              const isOver = (/** @type {DOMRect} */ { left, right, top, bottom }) =>
                [
                  [(left + right) / 2, (top + bottom) / 2],
                  [left + 2, top + 2],
                  [right - 2, bottom - 2],
                ].some(([x, y]) => {
                  const there = document.elementFromPoint(x, y);
                  return (
                    there !== null &&
                    (element.contains(there) || (there.contains(element) && !there.matches('#preview, .apparatus')))
                  );
                });
              return {
                place: element.getAttribute('data-stop'),
                html: element.outerHTML.slice(0, 120),
                isRinged: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
                isSeen: opacity !== '0' && parts.some(isOver),
              };
            });
            if (stop === null) break;
            stops.add(stop.place);
            if (!stop.isRinged) problems.push(`${url}: no ring round ${stop.html}`);
            if (!stop.isSeen) problems.push(`${url}: out of sight: ${stop.html}`);
          }
          const missed = await tab.evaluate(
            stops =>
              [...document.querySelectorAll('[data-stop]')]
                .filter(e => !stops.includes(e.getAttribute('data-stop')))
                .map(e => e.outerHTML.slice(0, 120)),
            [...stops],
          );
          problems.push(...missed.map(html => `${url}: Tab does not lead to ${html}`));
        });
      none(problems, 'stops that are not seen, or missed');
    });
});
