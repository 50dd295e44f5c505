// Nothing keeps people out: axe finds nothing on any kind of page and in any state of it, in any of the colours, on a
// wide screen and on a small phone, where nothing scrolls sideways, and in languages written from the left and from the
// right. All of it happens under the strict policy of `serve`, and whatever the policy refuses is a complaint.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { address, launch, none, openTab, representatives, sample, serve, sites, small, states } from './site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// For this one rule axe takes the roles of publishing (doc-pagebreak) for none at all, and a label on a <span> without
// a role is wrong. DPUB-ARIA asks for just this label: it tells the number of the page that begins.
const isMistake = (/** @type {string} */ id, /** @type {{ html: string }} */ { html }) => id === 'aria-prohibited-attr' && /^<[^>]* role="doc-/.test(html);

const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 320, height: 640 };
/** @type {Record<string, BrowserContextOptions & { theme?: string }>} */
const LOOKS = {
  'light, wide': { viewport: WIDE, colorScheme: 'light' },
  'light, phone': { viewport: PHONE, colorScheme: 'light' },
  'dark, wide': { viewport: WIDE, colorScheme: 'dark' },
  'dark, phone': { viewport: PHONE, colorScheme: 'dark' },
  'high contrast, wide': { viewport: WIDE, theme: 'contrast', colorScheme: 'light' },
  'high contrast and dark, phone': { viewport: PHONE, contrast: 'more', colorScheme: 'dark' },
};
// Two looks show whether another language or direction does harm, and what is opened on a page.
const CHIEF_LOOKS = ['light, wide', 'dark, phone'];
// The colours of high contrast change nothing but what these rules see.
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

async function violations(/** @type {Page} */ page, /** @type {string} */ where, /** @type {{ onlyColours: boolean }} */ { onlyColours }) {
  await page.evaluate(axe);
  const options = onlyColours
    ? { runOnly: { type: 'rule', values: RULES_OF_COLOUR } }
    : { runOnly: { type: 'tag', values: TAGS }, rules: { 'target-size': { enabled: true } } };
  const found = await page.evaluate((/** @type {any} */ options) => window.axe.run(options), options);
  const ran = [...found.passes, ...found.violations, ...found.incomplete].map(rule => rule.id);
  for (const rule of onlyColours ? ['color-contrast'] : ['color-contrast', 'target-size'])
    assert.ok(ran.includes(rule), `axe did not try ${rule}.`);
  found.violations.push(...(await uncovered(page, found.violations)));
  const isWide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth;
  });
  const sideways = isWide ? [`${where}: it scrolls sideways`] : [];
  return sideways.concat(
    found.violations.flatMap(({ id, help, nodes }) =>
      nodes
        .filter(node => !isMistake(id, node))
        .map(
          ({ html, failureSummary }) =>
            `${where}: ${id}: ${help}: ${html.slice(0, 200)} ${failureSummary?.replace(/\s+/g, ' ')}`,
        ),
    ),
  );
}

/** A target that the running head covers at this moment is measured anew at the top of the page, where it covers nothing. */
async function uncovered(/** @type {Page} */ page, /** @type {any[]} */ violations) {
  const sizes = violations.find(({ id }) => id === 'target-size');
  const isCovered = (/** @type {{ failureSummary?: string }} */ node) => node.failureSummary?.includes('partially obscured') ?? false;
  if (!sizes?.nodes.some(isCovered)) return [];
  sizes.nodes = sizes.nodes.filter((/** @type {any} */ node) => !isCovered(node));
  const again = await page.evaluate(() => {
    scrollTo(0, 0);
    return window.axe.run({ runOnly: { type: 'rule', values: ['target-size'] } });
  });
  return again.violations;
}

for (const site of small())
  describe(`axe finds nothing in ${site.name}`, { concurrency: 2 }, () => {
    /** @type {Host} */
    let server;
    before(async () => {
      server = await serve(site);
    });
    after(() => server?.close());

    for (const [look, { theme, ...options }] of Object.entries(LOOKS)) {
      if (site.name !== sample().name && !CHIEF_LOOKS.includes(look)) continue;
      test(look, async () => {
        const found = /** @type {string[]} */ ([]);
        const onlyColours = look.includes('contrast');
        await openTab(browser, server.base, options, async page => {
          if (theme) {
            await page.goto(address(server.base, 'index.html'));
            await page.locator('.themes select').selectOption(theme);
          }
          for (const url of representatives(site)) {
            await page.goto(address(server.base, url));
            found.push(...(await violations(page, url, { onlyColours })));
          }
          for (const { name, page: url, open } of CHIEF_LOOKS.includes(look) || onlyColours ? states(site) : []) {
            await page.goto(address(server.base, url));
            await open(page);
            found.push(...(await violations(page, `${url}, ${name}`, { onlyColours })));
          }
        });
        none(found, 'violations');
      });
    }
  });

describe('axe finds nothing where years have pages of their own', { concurrency: 2 }, () => {
  const site = sites().find(site => site.pages.some(page => site.kind(page) === 'year'));
  for (const look of CHIEF_LOOKS)
    test(look, async t => {
      assert.ok(site, 'No site has more than 300 documents.');
      const server = await serve(site);
      t.after(() => server.close());
      const found = /** @type {string[]} */ ([]);
      await openTab(browser, server.base, LOOKS[look], async page => {
        for (const url of ['timeline.html', ...site.pages.filter(page => site.kind(page) === 'year').slice(0, 1)]) {
          await page.goto(address(server.base, url));
          found.push(...(await violations(page, url, { onlyColours: false })));
        }
      });
      none(found, 'violations');
    });
});

test('the sample site has every kind of page and every state', () => {
  const site = sample();
  const kinds = new Set(representatives(site).map(site.kind));
  for (const kind of ['home', 'collection', 'document', 'graph', 'timeline', '404'])
    assert.ok(kinds.has(kind), `There is no page of the kind ${kind}.`);
  assert.equal(states(site).length, 10);
});

test('what the policy refuses is a complaint', async t => {
  const server = await serve(sample());
  t.after(() => server.close());
  await assert.rejects(
    openTab(browser, server.base, {}, async page => {
      await page.goto(address(server.base, 'index.html'));
      await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<p style="color: red">Red</p>'));
    }),
    /Content Security Policy/,
  );
});
