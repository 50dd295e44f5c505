// What a visit costs: bytes as they travel, compressed as hosts do it, and requests. And how soon the timeline of a big
// archive answers, which is told and not judged: a time says as much of the machine as of the page.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { address, launch, none, openTab, sample, serve, sites } from './site.mjs';

const KB = 1000;

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const compressed = (/** @type {Site} */ site, /** @type {string} */ file) => gzipSync(readFileSync(path.join(site.root, file)), { level: 9 }).length;

/** Opens a page for the first time, and hands on what it asked for. `openTab` fails on a request to elsewhere. */
async function firstVisit(/** @type {Site} */ site, /** @type {string} */ page, visit = async (/** @type {Page} */ _tab) => {}) {
  const server = await serve(site);
  const files = new Set();
  try {
    await openTab(browser, server.base, {}, async tab => {
      tab.on('request', request =>
        files.add(
          decodeURIComponent(
            request
              .url()
              .slice(server.base.length)
              .replace(/[?#].*/, ''),
          ),
        ),
      );
      await tab.goto(address(server.base, page), { waitUntil: 'networkidle' });
      await visit(tab);
    });
  } finally {
    server.close();
  }
  // Headless browsers ask for no icon, and others do.
  files.add('assets/favicon.svg');
  return [...files];
}

const weigh = (/** @type {Site} */ site, /** @type {string[]} */ files) => files.reduce((sum, /** @type {string} */ file) => sum + compressed(site, file), 0);

test('a first visit to a document costs 60 KB at most', async t => {
  const site = sample();
  const heavy = site.catalog.map(d => d.url).reduce((a, b) => (compressed(site, a) > compressed(site, b) ? a : b));
  const files = await firstVisit(site, heavy);
  for (const wanted of [heavy, 'assets/fonds.css', 'assets/fonds.js', 'assets/theme.js'])
    assert.ok(files.includes(wanted), `${wanted} was not asked for.`);
  const weight = weigh(
    site,
    files.filter(file => !/\.(svg|png|jpe?g)$/.test(file) || file.includes('favicon')),
  );
  t.diagnostic(`${heavy}: ${files.length} files, ${(weight / KB).toFixed(1)} KB`);
  assert.ok(weight <= 60 * KB, `${weight} bytes: ${files.join(', ')}`);
});

const big = /** @type {Site} */ (
  sites().find(site => site.catalog.length >= 3000 && site.files.includes('timeline/data/index.js'))
);

test(
  'the first view of the timeline of a big archive costs 150 KB at most, and it follows a filter',
  { skip: !big && 'no big archive was built' },
  async t => {
    const files = await firstVisit(big, 'timeline.html', tab => tab.locator('.explorer').waitFor());
    assert.ok(files.includes('timeline/data/index.js'), files.join(', '));
    const cost = weigh(big, files);
    t.diagnostic(`${big.catalog.length} documents, first view: ${files.length} files, ${(cost / KB).toFixed(1)} KB`);
    assert.ok(cost <= 150 * KB, `${cost} bytes: ${files.join(', ')}`);

    const problems = /** @type {string[]} */ ([]);
    const times = /** @type {number[]} */ ([]);
    await firstVisit(big, 'timeline.html', async tab => {
      await tab.locator('.explorer').waitFor();
      for (const summary of await tab.locator('.filters details:not([open]) summary:visible').all()) await summary.click();
      // From the event to the frame in which the chart, the counts and the documents show the choice.
      const choose = (/** @type {string} */ part, /** @type {number} */ place) =>
        tab.evaluate(
          ({ part, place }) =>
            new Promise((done, fail) => {
              setTimeout(() => fail(new Error(`${part} ${place}: nothing is listed`)), 5000);
              const controls = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(
                `[data-part=${part}] li:not([hidden]) input:not(:checked), [role=slider][data-part=${part}]`,
              ));
              const control = controls[place % controls.length];
              const list = /** @type {Element} */ (document.querySelector('[data-part=list]'));
              const start = performance.now();
              const seen = new MutationObserver(() =>
                requestAnimationFrame(() => {
                  const channel = new MessageChannel();
                  channel.port1.onmessage = () => {
                    seen.disconnect();
                    done(performance.now() - start);
                  };
                  channel.port2.postMessage(0);
                }),
              );
              seen.observe(list, { childList: true });
              if (control.role === 'slider') control.dispatchEvent(new KeyboardEvent('keydown', { key: part === 'from' ? 'PageUp' : 'PageDown', bubbles: true }));
              else control.click();
            }),
          { part, place },
        );
      const expect = async (/** @type {string} */ what) => {
        const found = await tab.evaluate(() => ({
          told: Number(document.querySelector('[data-part=found]')?.textContent.replace(/\D/g, '')),
          listed: document.querySelectorAll('.matches .dated > li').length,
          collections: [.../** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('[data-part=collections] input'))].flatMap((box, place) =>
            box.checked ? [place] : [],
          ),
        }));
        if (found.listed !== Math.min(found.told, 50) || found.told === 0 || found.told >= big.catalog.length)
          problems.push(`${what}: ${found.told} documents, ${found.listed} of them listed`);
      };
      // Of collections and kinds, only those can be chosen that leave some documents.
      /** @type {[part: string, place: number][]} */
      const choices = [
        ['from', 0],
        ['to', 0],
        ['collections', 0],
        ['collections', 3],
        ['kinds', 0],
        ['kinds', 1],
        ['collections', 5],
        ['kinds', 2],
        ['collections', 1],
      ];
      for (const [part, place] of choices) {
        times.push(await choose(part, place));
        await expect(`${part} ${place}`);
      }
    });
    none(problems, 'choices that were not followed');
    times.sort((a, b) => a - b);
    const shown = times.map(time => time.toFixed(0)).join(', ');
    t.diagnostic(
      `from a choice to its documents: median ${times[Math.floor(times.length / 2)].toFixed(0)} ms (${shown}); 100 ms are wanted`,
    );
  },
);
