// The reader's shelf, in Chromium: over HTTP and from a folder.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { address, fileBase, launch, sample, serve } from './site.mjs';

const site = sample();
const [first, second] = site.catalog.map(({ url }) => url);

/** @type {Browser} */
let browser;
/** @type {{ base: string, close: () => void }} */
let server;
before(async () => {
  browser = await launch();
  server = await serve(site);
});
after(async () => {
  await browser?.close();
  server?.close();
});

for (const [way, base] of /** @type {const} */ ([['over HTTP', () => server.base], ['from a folder', () => fileBase(site)]])) {
  describe(`the shelf ${way}`, () => {
    /** @type {BrowserContext} */
    let context;
    /** @type {Page} */
    let tab;
    before(async () => {
      context = await browser.newContext({ acceptDownloads: true });
      tab = await context.newPage();
    });
    after(() => context?.close());

    test('is empty at first', async () => {
      await tab.goto(address(base(), 'shelf.html'));
      assert.ok(await tab.locator('[data-part=empty]').isVisible());
      assert.ok(await tab.locator('[data-part=exports]').isHidden());
    });

    test('takes documents and what is selected in them', async () => {
      await tab.goto(address(base(), first));
      await tab.locator('[data-part=keep]').click();
      assert.equal(await tab.locator('[data-part=keep]').getAttribute('aria-pressed'), 'true');
      await tab.goto(address(base(), second));
      const words = await tab.evaluate(() => {
        const paragraph = /** @type {Element} */ (document.querySelector('.text p'));
        getSelection()?.selectAllChildren(paragraph);
        return String(getSelection()).replace(/\s+/g, ' ').trim();
      });
      await tab.locator('[data-part=quote]').click();
      await tab.goto(address(base(), 'shelf.html'));
      assert.equal(await tab.locator('.shelf > li').count(), 2);
      assert.equal((await tab.locator('.shelf blockquote').innerText()).trim(), words);
      assert.equal(await tab.locator('.shelf > li > a').first().evaluate(link => /** @type {HTMLAnchorElement} */ (link).href), address(base(), first));
    });

    test('keeps notes, and gives all of it away', async () => {
      await tab.locator('.shelf textarea').first().fill('To be compared.');
      await tab.locator('h1').click();
      await tab.reload();
      assert.equal(await tab.locator('.shelf textarea').first().inputValue(), 'To be compared.');
      for (const [name, holds] of /** @type {const} */ ([
        ['bibtex', /^@\w+\{[\s\S]*\n\n@\w+\{/],
        ['markdown', /^## \[[\s\S]*To be compared\.[\s\S]*\n> /],
        ['files', new RegExp(`^${first}\n${second}\n$`)],
      ])) {
        const [download] = await Promise.all([tab.waitForEvent('download'), tab.locator(`[data-part=${name}]`).click()]);
        assert.match(await readFile(await download.path(), 'utf8'), holds);
      }
    });

    test('lets go of what is removed', async () => {
      await tab.locator('.shelf button').first().click();
      assert.equal(await tab.locator('.shelf > li').count(), 1);
      await tab.goto(address(base(), second));
      await tab.locator('[data-part=keep]').click();
      await tab.goto(address(base(), 'shelf.html'));
      assert.ok(await tab.locator('[data-part=empty]').isVisible());
    });
  });
}

test('what was kept by another program, or is no list, does no harm', async () => {
  const context = await browser.newContext();
  const tab = await context.newPage();
  const errors = /** @type {string[]} */ ([]);
  tab.on('pageerror', error => errors.push(error.message));
  await tab.goto(address(server.base, 'shelf.html'));
  await tab.evaluate(() => localStorage.setItem(`fonds-shelf:${new URL('./', location.href).pathname}`, '{"a":[1,'));
  await tab.reload();
  assert.ok(await tab.locator('[data-part=empty]').isVisible());
  assert.deepEqual(errors, []);
  await context.close();
});
