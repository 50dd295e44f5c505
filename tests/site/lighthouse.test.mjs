// Lighthouse, as search engines and web developers judge pages: on a phone, over a slow network. What it finds of
// accessibility, best practices and search engines is asserted; its mark for speed is told, since it depends on the machine
// and its other work, and what the page itself does for speed is asserted instead.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch as launchChrome } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { CHROMIUM, address, none, sample, serve } from './site.mjs';

const site = sample();
const PAGES = ['index.html', site.catalog.find(d => d.refs.resolved > 0).url, 'timeline.html'];
const MARKS = ['accessibility', 'best-practices', 'seo'];

// What does not depend on the machine: little shifts, nothing is loaded that is not used, and little is loaded.
/** @type {Record<string, (audit: any) => boolean>} */
const OF_THE_PAGE = {
  // Room for what can be chosen on the timeline is kept, so that little moves when its data arrive late.
  'cumulative-layout-shift': ({ numericValue }) => numericValue <= 0.05,
  'total-byte-weight': ({ numericValue }) => numericValue <= 60_000,
  'dom-size': ({ score }) => score === null || score >= 0.5,
  'unused-css-rules': ({ score }) => score === 1,
  'unused-javascript': ({ score }) => score === 1,
  'unsized-images': ({ score }) => score === 1,
  'uses-text-compression': ({ score }) => score === 1,
  redirects: ({ score }) => score === 1,
};

// Where the highest mark cannot be had, and why: the audit, and the reason.
const EXCEPTIONS = {};

/** @type {import('chrome-launcher').LaunchedChrome} */
let chrome;
/** @type {Host} */
let server;
before(async () => {
  server = await serve(site);
  chrome = await launchChrome({
    chromePath: CHROMIUM,
    chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  });
});
after(async () => {
  await chrome?.kill();
  server?.close();
});

/** What an audit found, whatever it is. @param {{ details?: any }} audit */
const itemsOf = ({ details }) => details?.items ?? '';

for (const page of PAGES)
  test(page, async t => {
    const run = await lighthouse(address(server.base, page), { port: chrome.port, logLevel: 'error' });
    assert.ok(run, 'Lighthouse gives nothing.');
    const { lhr } = run;
    assert.equal(lhr.runtimeError, undefined);
    const marks = Object.fromEntries(
      Object.values(lhr.categories).map(({ id, score }) => [id, Math.round((score ?? 0) * 100)]),
    );
    const slow = lhr.categories.performance.auditRefs.filter(
      ({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 0) < 1,
    );
    const times = slow.map(({ id }) => `${id} ${lhr.audits[id].displayValue}`).join(', ');
    t.diagnostic(
      `${Object.entries(marks)
        .map(([id, mark]) => `${id} ${mark}`)
        .join(', ')}${times && ` (${times})`}`,
    );

    const missed = [];
    for (const mark of MARKS) {
      const short = lhr.categories[mark].auditRefs
        .filter(
          ({ id, weight }) =>
            weight > 0 && (lhr.audits[id].score ?? 1) < 1 && !(id in EXCEPTIONS),
        )
        .map(
          ({ id }) =>
            `${mark}: ${id}: ${lhr.audits[id].title} ${JSON.stringify(itemsOf(lhr.audits[id])).slice(0, 400)}`,
        );
      missed.push(...short);
      if (short.length === 0 && Object.keys(EXCEPTIONS).length === 0) assert.equal(marks[mark], 100, mark);
    }
    for (const [id, accept] of Object.entries(OF_THE_PAGE)) {
      const audit = lhr.audits[id];
      assert.ok(audit, `Lighthouse has no audit ${id}.`);
      if (audit.scoreDisplayMode !== 'notApplicable' && !accept(audit))
        missed.push(
          `${id}: ${audit.score}, ${audit.displayValue ?? ''} ${JSON.stringify(itemsOf(audit)).slice(0, 400)}`,
        );
    }
    none(missed, 'shortcomings');
  });
