// Why a reference leads nowhere, as readers learn it: by mouse, by keys, by touch, and without scripts and on paper.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { address, fileBase, launch, openTab, serve, sites } from './site.mjs';

/** The class of the references, and not of a sample of them in the text. */
const UNRESOLVED = '<span class="ref unresolved" title="';
const all = sites();
/** @param {Site} site */
const documentOf = site =>
  site.catalog.find(({ url }) => [UNRESOLVED, 'doc-noteref'].every(mark => site.read(url).includes(mark)))?.url;
const site = all.find(documentOf) ?? all[0];
const url = documentOf(site) ?? '';
const REFERENCE = 'article .unresolved';

/** @type {Browser} */
let browser;
/** @type {Host} */
let server;
before(async () => {
  assert.ok(url, 'No site has a document with a reference that leads nowhere.');
  [browser, server] = await Promise.all([launch(), serve(site)]);
});
after(async () => {
  await browser?.close();
  server?.close();
});

/** @param {Page} tab */
const told = tab => tab.locator('#preview:popover-open');

/** Waits until the reference is as it was: a browser tells of a closed popover a little later. @param {Page} tab @param {string} reason */
const titled = (tab, reason) => tab.locator(`${REFERENCE}[title=${JSON.stringify(reason)}]`).first().waitFor();

for (const [way, base] of /** @type {const} */ ([['over HTTP', () => server.base], ['from a folder', () => fileBase(site)]]))
  describe(`a reference that leads nowhere, ${way}`, () => {
    /** @param {BrowserContextOptions} options @param {(tab: Page, reason: string) => Promise<unknown>} visit */
    const visit = (options, visit) =>
      openTab(browser, base(), options, async tab => {
        await tab.goto(address(base(), url));
        const reason = (await tab.locator(REFERENCE).first().getAttribute('title')) ?? '';
        assert.notEqual(reason, '');
        await visit(tab, reason);
      });

    test('says why to a mouse, once', () =>
      visit({}, async (tab, reason) => {
        const reference = tab.locator(REFERENCE).first();
        await reference.hover();
        await told(tab).waitFor();
        assert.equal((await told(tab).innerText()).trim(), reason);
        assert.equal(await reference.getAttribute('title'), null, 'the browser shows the reason beside the preview');
        await tab.mouse.move(0, 0);
        await titled(tab, reason);
      }));

    test('says why to keys and to a screen reader', () =>
      visit({}, async (tab, reason) => {
        const reference = tab.locator(REFERENCE).first();
        assert.equal(await reference.getAttribute('role'), 'button');
        // Tab comes to it, in the order of the text.
        for (let presses = 0; presses < 200; presses += 1) {
          await tab.keyboard.press('Tab');
          if (await reference.evaluate(words => words === document.activeElement)) break;
        }
        await told(tab).waitFor();
        assert.equal((await told(tab).innerText()).trim(), reason);
        assert.equal(await reference.getAttribute('aria-describedby'), 'preview');
        await tab.keyboard.press('Escape');
        await titled(tab, reason);
        await tab.keyboard.press('Enter');
        await told(tab).waitFor();
        const scroll = await tab.evaluate(() => scrollY);
        await tab.keyboard.press('Space');
        await told(tab).waitFor({ state: 'hidden' });
        assert.equal(await tab.evaluate(() => scrollY), scroll, 'the page was scrolled');
        assert.ok(await reference.evaluate(words => words === document.activeElement));
      }));

    test('has its title again when another is previewed', () =>
      // Where notes stand beside the text, they are not previewed.
      visit({ viewport: { width: 1000, height: 900 } }, async (tab, reason) => {
        await tab.locator(REFERENCE).first().focus();
        await told(tab).waitFor();
        await tab.evaluate(() => document.querySelector('a[role=doc-noteref]')?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: 1 })));
        await titled(tab, reason);
        await tab.locator('a[role=doc-noteref][aria-describedby=preview]').waitFor();
        assert.equal(await tab.locator('article [aria-describedby=preview]').count(), 1);
      }));

    test('says why to a finger', () =>
      visit({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } }, async (tab, reason) => {
        await tab.locator(REFERENCE).first().tap();
        await told(tab).waitFor();
        assert.equal((await told(tab).innerText()).trim(), reason);
        await tab.locator('h1').tap();
        await told(tab).waitFor({ state: 'hidden' });
      }));

    for (const [medium, options] of /** @type {const} */ ([['without scripts', { javaScriptEnabled: false }], ['on paper', {}]]))
      test(`says why ${medium}, in a list`, () =>
        visit(options, async tab => {
          if (medium === 'on paper') await tab.emulateMedia({ media: 'print' });
          const reasons = await tab.locator('article .unresolved').evaluateAll(all => all.map(words => words.getAttribute('title') ?? ''));
          const listed = tab.locator('.leads-nowhere:visible li');
          assert.deepEqual(new Set(await listed.allTextContents()), new Set(reasons));
          assert.equal(await listed.count(), new Set(reasons).size);
        }));
  });
