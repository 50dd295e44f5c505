// The sample site in Chromium, as readers meet it: over HTTP below a sub-path and with a strict policy, from a folder
// opened with file://, with scripts and without, on a phone, and on paper.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { address, fileBase, launch, none, openTab, representatives, sample, serve } from './site.mjs';

const site = sample();
const documents = site.catalog.map(d => d.url);

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

const bases = { http: () => server.base, file: () => fileBase(site) };

/** @param {string} base @param {BrowserContextOptions} options @param {(page: Page) => Promise<unknown>} visit */
const tab = (base, options, visit) => openTab(browser, base, options, visit);

/** An address as a file of the site. */
const fileOf = (/** @type {string} */ href, /** @type {string} */ base) => decodeURIComponent(href.slice(base.length).replace(/[?#].*/, ''));
const shown = (/** @type {Page} */ page, /** @type {string} */ base) => fileOf(page.url(), base);

/** Clicks the first visible link that matches `selector` and leads to a page that `accept` takes. */
async function follow(/** @type {Page} */ page, /** @type {string} */ base, /** @type {(address: string) => boolean} */ accept, /** @type {string} */ what, selector = 'a[href]') {
  const links = page.locator(`${selector}:visible`);
  // A link in an SVG has an object for its address.
  const hrefs = await links.evaluateAll(all => all.map((/** @type {any} */ a) => a.href.baseVal === undefined ? a.href : new URL(a.href.baseVal, document.baseURI).href));
  const from = shown(page, base);
  const found = hrefs.findIndex((/** @type {string} */ href) => {
    if (!href.startsWith(base)) return false;
    const target = fileOf(href, base);
    return target !== from && accept(target);
  });
  assert.ok(found >= 0, `${from} has no visible link to ${what}.`);
  await links.nth(found).click();
  await page.waitForURL(hrefs[found]);
}

/** Clicks a link to a place, and checks that the reader then sees that very place. */
async function arrive(/** @type {Page} */ page, /** @type {import('playwright-core').Locator} */ link) {
  const href = await link.evaluate((/** @type {any} */ a) => a.href);
  await link.click();
  await page.waitForURL(href);
  const id = decodeURIComponent(new URL(href).hash.slice(1));
  const where = await page
    .waitForFunction(
      id => {
        const element = document.getElementById(id);
        const top = element?.getBoundingClientRect().top ?? -1;
        return element && element.matches(':target') && top >= 0 && top < innerHeight && { top };
      },
      id,
      { timeout: 3000 },
    )
    .catch(() => undefined);
  assert.ok(where, `${href} was followed, and its target is missing or out of sight.`);
  return id;
}

for (const [scheme, base] of Object.entries(bases))
  for (const javaScriptEnabled of [true, false])
    describe(`${scheme}, scripts ${javaScriptEnabled ? 'on' : 'off'}`, () => {
      const visit = (/** @type {(tab: Page) => Promise<unknown>} */ visitor) => tab(base(), { javaScriptEnabled }, visitor);

      test('a reader walks from the home page to a document, to the next, and to the timeline', () =>
        visit(async (/** @type {Page} */ page) => {
          const start = site.catalog.find(
            (d, i) => d.collection !== '' && d.collection === site.catalog[i + 1]?.collection,
          );
          assert.ok(start, 'The sample site has no collection with two documents that follow each other.');
          await page.goto(address(base(), 'index.html'));
          // Collections nest, and a page may link to more than the next level: each step goes further down.
          let wayDown = start.collection
            .split('/')
            .map((/** @type {string} */ _, /** @type {number} */ i, /** @type {string[]} */ parts) => `${parts.slice(0, i + 1).join('/')}/index.html`);
          while (wayDown.length > 0) {
            await follow(page, base(), target => wayDown.includes(target), `a collection that leads to ${start.url}`);
            wayDown = wayDown.slice(wayDown.indexOf(shown(page, base())) + 1);
          }
          await follow(page, base(), target => target === start.url, 'its first document');
          await follow(page, base(), target => site.kind(target) === 'document', 'the next document', 'a[rel~=next]');
          await follow(page, base(), target => target === 'timeline.html', 'the timeline');
          if (site.files.some(file => site.kind(file) === 'year'))
            await follow(page, base(), target => site.kind(target) === 'year', 'a year');
          await follow(page, base(), target => site.kind(target) === 'document', 'a document');
        }));

      test('a note mark leads to its note, and the note back', () =>
        visit(async (/** @type {Page} */ page) => {
          const url = documents.find(url => site.read(url).includes('doc-noteref'));
          assert.ok(url, 'No document of the sample site has a note.');
          await page.goto(address(base(), url));
          const note = await arrive(page, page.locator('a[role=doc-noteref]').first());
          assert.match(note, /^fn(?!ref)/);
          const mark = await arrive(page, page.locator(`[id="${note}"] a[role=doc-backlink]`).first());
          assert.equal(mark, note.replace('fn', 'fnref'));
        }));

      for (const [what, prefix] of [
        ['footnote', 'fn'],
        ['page', 'pg-'],
      ])
        test(`a reference to a ${what} leads to it`, () =>
          visit(async (/** @type {Page} */ page) => {
            const reference = page.locator(`a.ref[href*=".html#${prefix}"]`).first();
            for (const url of documents.filter(url => site.read(url).includes(`.html#${prefix}`))) {
              await page.goto(address(base(), url));
              if (await reference.count()) return arrive(page, reference);
            }
            assert.fail(`No document of the sample site has a reference to a ${what}.`);
          }));
    });

test('every page loads without a complaint, and none is wider than a small phone', async () => {
  const wide = /** @type {string[]} */ ([]);
  const width = 320;
  for (const base of [bases.http(), bases.file()])
    await tab(base, { viewport: { width, height: 640 } }, async page => {
      for (const url of site.pages) {
        await page.goto(address(base, url));
        const { needed, culprit } = await page.evaluate(
          width => ({
            needed: document.documentElement.scrollWidth,
            culprit: [...document.querySelectorAll('body *')]
              .find(e => e.getBoundingClientRect().right > width + 1)
              ?.outerHTML.slice(0, 120),
          }),
          width,
        );
        if (needed > width) wide.push(`${url} needs ${needed} pixels: ${culprit}`);
      }
    });
  none(wide, 'pages that scroll sideways');
});

test('a word with a page break in it is one word to copy and to find', async () => {
  const broken = /** @type {string[]} */ ([]);
  let words = 0;
  await tab(server.base, {}, async page => {
    for (const url of documents.filter(url => site.read(url).includes('doc-pagebreak'))) {
      await page.goto(address(server.base, url));
      const found = await page.evaluate(() =>
        [...document.querySelectorAll('[role=doc-pagebreak]')].flatMap(mark => {
          const block = /** @type {Element} */ (mark.parentElement?.closest('p, li, blockquote, td, dd, div, article'));
          const range = document.createRange();
          range.setStart(block, 0);
          range.setEndBefore(mark);
          const start = /\p{L}*$/u.exec(range.toString())?.[0];
          range.setStartAfter(mark);
          range.setEndAfter(/** @type {Node} */ (block.lastChild));
          const end = /^\p{L}*/u.exec(range.toString())?.[0];
          if (!start || !end) return [];
          const word = start + end;
          const selection = /** @type {Selection} */ (getSelection());
          selection.selectAllChildren(block);
          const copied = selection.toString().includes(word);
          // The same word may stand before the mark too: what counts is that one match goes across it.
          selection.collapse(block, 0);
          let isFound = false;
          while (!isFound && window.find(word, true)) {
            const match = selection.getRangeAt(0);
            isFound = match.intersectsNode(mark);
            if (match.comparePoint(mark, 0) < 0) break;
          }
          return [{ id: mark.id, word, copied, isFound }];
        }),
      );
      words += found.length;
      broken.push(
        ...found
          .filter(f => !f.copied || !f.isFound)
          .map(f => `${url}#${f.id}: ${f.word} (copied: ${f.copied}, found: ${f.isFound})`),
      );
    }
  });
  none(broken, 'broken words');
  assert.notEqual(words, 0, 'No document of the sample site has a page break inside a word.');
});

test('on paper there are the text, its notes, its pages, its date and its address, and nothing to press', () =>
  tab(server.base, {}, async page => {
    await page.emulateMedia({ media: 'print' });
    const url = documents.find(url => ['doc-noteref', 'doc-pagebreak'].every(mark => site.read(url).includes(mark)));
    await page.goto(address(server.base, url));
    const seen = (/** @type {string} */ selector) => page.locator(`${selector}:visible`).count();
    for (const selector of ['h1', '.text', '.notes li', '.page-break', '.when', '.breadcrumbs', '.address'])
      assert.notEqual(await seen(selector), 0, `${selector} is not printed.`);
    assert.equal(await page.locator('.address').innerText(), await page.locator('link[rel=canonical]').getAttribute('href'));
    const number = await page.locator('.page-break').first().evaluate(mark => getComputedStyle(mark, '::before').content);
    assert.match(number, /^"?\w+"?$|attr\(data-page\)/, 'The number of the page is not printed.');
    for (const selector of ['.site-header', '.steps', '.neighbours', '.skip', 'button', 'select', 'summary', '.permalink', '[role=doc-backlink]'])
      assert.equal(await seen(selector), 0, `${selector} is printed.`);
    const [text, notes] = await Promise.all(['.text', '.notes'].map(part => page.locator(part).boundingBox()));
    assert.ok(text && notes && notes.y >= text.y + text.height, 'The notes do not follow the text.');
  }));

test('every kind of page can be printed', () =>
  tab(server.base, {}, async page => {
    for (const url of representatives(site)) {
      await page.goto(address(server.base, url));
      const pdf = await page.pdf({ format: 'A4' });
      assert.ok(pdf.subarray(0, 5).toString() === '%PDF-' && pdf.length > 1000, url);
    }
  }));
