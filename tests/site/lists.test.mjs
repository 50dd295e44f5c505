// Lists of documents: no two neighbours look the same unless their texts are; no page is too large; the filter finds what is
// asked for on all pages, by keys and over HTTP as from a folder.

import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Parser } from 'htmlparser2';
import { address, fileBase, launch, none, openTab, serve, sites } from './site.mjs';

/** No page is larger than this, but for those of documents whose own texts are. */
const LARGEST = 300_000;

const PHONE = { width: 390, height: 844 };
const WIDE = { width: 1280, height: 900 };

/**
 * @typedef {object} Row
 * @property {string} href
 * @property {string} text what it shows but for the number
 */

/** The lists of documents on a page, each with its rows. @param {string} html */
function listsOf(html) {
  /** @type {Row[][]} */
  const lists = [];
  /** @type {{ tag: string, isNumber: boolean, isRow: boolean }[]} */
  const open = [];
  /** @type {Row | undefined} */
  let row;
  const parser = new Parser({
    onopentag(tag, { class: classes = '', href }) {
      const names = classes.split(/\s+/);
      if ((tag === 'ol' || tag === 'ul' || tag === 'div') && !row) lists.push([]);
      const isRow = !row && (tag === 'li' || tag === 'dd') && !names.includes('chapter');
      if (isRow) row = { href: '', text: '' };
      if (tag === 'a' && row && !row.href) row.href = href;
      open.push({ tag, isNumber: names.includes('number'), isRow });
    },
    ontext(text) {
      if (row && !open.some(element => element.isNumber)) row.text += text;
    },
    onclosetag() {
      if (open.pop()?.isRow && row) {
        lists.at(-1)?.push({ ...row, text: row.text.replace(/\s+/g, ' ').trim() });
        row = undefined;
      }
    },
  });
  parser.end(html);
  return lists.filter(list => list.length > 1);
}

/** The text of a document, as it is printed. @param {string} html */
const textOf = html => /<div class="text"[^>]*>([\s\S]*?)\n<\/div>\s*<div class="apparatus">/.exec(html)?.[1].replace(/<[^>]*>|\s+/g, '') ?? '';

/** Whether two texts are one paper, printed twice: whole, or each time with other parts left out. @param {string} one @param {string} other */
const isOnePaper = (one, other) => {
  // Each print counts its notes anew.
  const [letters, others] = [one, other].map(text => text.replace(/\d/g, ''));
  return one === other || (others.length > 800 && letters.includes(others.slice(400, 800)));
};

for (const site of sites()) {
  describe(site.name, () => {
    const known = new Set(site.catalog.map(({ url }) => url));
    const target = (/** @type {string} */ page, /** @type {string} */ href) =>
      decodeURIComponent(path.posix.join(path.posix.dirname(page), href.split('#')[0]));

    test('no two neighbours in a list look the same, unless their texts are', t => {
      const alike = /** @type {Map<string, [string, string]>} */ (new Map());
      let pairs = 0;
      for (const page of site.pages) {
        for (const list of listsOf(site.read(page))) {
          for (const [place, row] of list.slice(1).entries()) {
            const [one, other] = [list[place], row].map(({ href }) => target(page, href));
            if (!known.has(one) || !known.has(other) || one === other) continue;
            pairs += 1;
            if (list[place].text === row.text) alike.set([one, other].sort().join(' = '), [one, other]);
          }
        }
      }
      const isDuplicate = (/** @type {[string, string]} */ [one, other]) => isOnePaper(textOf(site.read(one)), textOf(site.read(other)));
      const same = [...alike].filter(([, pair]) => isDuplicate(pair));
      const wrong = [...alike].filter(([, pair]) => !isDuplicate(pair));
      t.diagnostic(`${pairs} pairs of neighbours; ${same.length} look alike and have one text: ${same.slice(0, 40).map(([names]) => names).join(', ')}`);
      none(wrong.map(([names]) => names), 'neighbours look the same and are not');
    });

    test('no page is too large', () => {
      const large = site.pages.filter(page => statSync(path.join(site.root, page)).size > LARGEST && site.kind(page) !== 'document');
      none(large, `pages have more than ${LARGEST} bytes`);
    });

    test('rows of all pages of a list are there once', () => {
      for (const first of site.pages.filter(page => site.read(page).includes('data-count="'))) {
        if (/-\d+\.html$/.test(first)) continue;
        const pages = [first];
        for (let next; (next = /<link rel="next" href="([^"]*)"|<a rel="next" href="(index-[^"]*)"/.exec(site.read(pages.at(-1) ?? '').split('class="list-pages"')[1] ?? '')); )
          pages.push(target(first, next[1] ?? next[2]));
        const rows = pages.flatMap(page => [...site.read(page).matchAll(/<li[^>]*>\n<a href="([^"]*)">/g)].map(([, href]) => href));
        assert.ok(pages.length > 1, `${first} has data and no further page.`);
        assert.equal(new Set(rows).size, rows.length, `${first} has rows twice.`);
      }
    });
  });
}

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

describe('the filter', () => {
  const having = (/** @type {boolean} */ isLong) =>
    sites()
      .flatMap(site => site.pages.map(page => ({ site, page })))
      .find(({ site, page }) => site.read(page).includes('class="list-filter"') && site.read(page).includes('data-count="') === isLong);

  for (const [isLong, viewport] of [false, true].flatMap(isLong => [PHONE, WIDE].map(viewport => /** @type {const} */ ([isLong, viewport])))) {
    const found = having(isLong);
    const name = `${isLong ? 'works on all pages of a long list' : 'works at once'}, ${viewport.width} pixels wide`;
    test(name, { skip: found ? false : 'no site has such a list' }, async () => {
      const { site, page } = /** @type {NonNullable<typeof found>} */ (found);
      const server = await serve(site);
      try {
        for (const base of [server.base, fileBase(site)]) {
          await openTab(browser, base, { viewport }, async tab => {
            await tab.goto(address(base, page));
            const rows = tab.locator('.documents > li:visible:not(.chapter)');
            const all = await rows.count();
            const input = tab.locator('.list-filter [type=search]');
            await input.focus();
            // The last document of the list is on its last page.
            const own = site.catalog.filter(({ url }) => path.posix.dirname(url) === path.posix.dirname(page));
            const { number, title, url } = own.at(-1);
            await tab.keyboard.type(number ?? title);
            const last = tab.locator(`.documents > li:visible a[href="${path.posix.basename(url)}"]`);
            await last.waitFor();
            assert.ok((await rows.count()) < all, 'The filter leaves all rows.');
            assert.match((await tab.locator('.list-tools [role=status]').textContent()) ?? '', /\d/);
            await input.fill('zzzz');
            await tab.waitForFunction(() => /^0/.test(document.querySelector('.list-tools [role=status]')?.textContent ?? ''));
            assert.equal(await rows.count(), 0);
            await input.fill('');
            assert.equal(await rows.count(), all);
            await tab.locator('.list-tools button').press('Enter');
            const heights = await rows.evaluateAll(all => all.slice(0, 20).map(row => row.getBoundingClientRect().height));
            assert.ok(heights.every(height => height < 36), `A row of the compact view is high: ${heights}`);
            await tab.reload();
            assert.equal(await tab.locator('.list-tools button').getAttribute('aria-pressed'), 'true');
            await input.fill('lamp harbour');
            await input.press('Enter');
            await tab.waitForURL(/search\.html\?.*q=lamp/);
          });
        }
      } finally {
        server.close();
      }
    });
  }
});
