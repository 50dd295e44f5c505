// The Nu HTML checker, which is behind the W3C's validator, finds no fault in the pages and style sheets.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { none, sites } from './site.mjs';

const jar = String(createRequire(import.meta.url)('vnu-jar'));

// The checker's guess at a text's language is left out, since it judges the writer's words and not the markup.
const OPTIONS = '--format json --stdout --exit-zero-always --also-check-css --no-langdetect'.split(' ');

/** Returns the errors and warnings. Warnings count: nothing in a generated page has a reason to keep one. */
function faults(/** @type {string} */ folder, /** @type {string[]} */ files) {
  const found = [];
  // A command line holds only so much, so many files go in parts.
  for (let i = 0; i < files.length; i += 1000) {
    const part = files.slice(i, i + 1000).map(f => path.join(folder, f));
    const run = spawnSync('java', ['-Xss4m', '-jar', jar, ...OPTIONS, ...part], {
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    });
    assert.equal(run.status, 0, `The checker did not run (it needs Java 17 or later): ${run.error ?? run.stderr}`);
    for (const { url, lastLine, message, extract } of JSON.parse(run.stdout).messages) {
      const place = decodeURI(new URL(url).pathname);
      if (isOfHighlights(place, lastLine)) continue;
      const file = path.relative(folder, place);
      found.push(`${file}:${lastLine ?? '?'}: ${message} ${extract ?? ''}`);
    }
  }
  return found;
}

/** Whether a line of a style sheet is for a highlight of the CSS Custom Highlight API, which the checker cannot parse yet. */
function isOfHighlights(/** @type {string} */ place, /** @type {number} */ line) {
  if (!place.endsWith('.css')) return false;
  return readFileSync(place, 'utf8').split('\n')[line - 1]?.trim().startsWith('::highlight(') ?? false;
}

/** Of a big site, about 200 pages at equal distances, and every page that is not a document. */
function chosen(/** @type {Site} */ site, /** @type {boolean} */ big) {
  const step = Math.ceil(site.pages.length / 200);
  const pages = site.pages.filter((/** @type {string} */ page, /** @type {number} */ i) => !big || i % step === 0 || site.kind(page) !== 'document');
  return [...pages, ...site.moved.slice(0, 20), ...site.files.filter(f => f.endsWith('.css'))];
}

sites().forEach((site, i) => {
  const files = chosen(site, i > 0);
  test(`${files.length} pages and style sheets of ${site.name} are valid`, () => {
    none(faults(site.root, files), 'errors and warnings');
  });
});

test('the checker finds a fault in a page, in a style sheet, and a warning', t => {
  const folder = mkdtempSync(path.join(tmpdir(), 'fonds-html-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const page = (/** @type {string} */ body) => `<!DOCTYPE html><html lang="en"><head><title>A page</title></head><body>${body}</body></html>`;
  writeFileSync(path.join(folder, 'good.html'), page('<p id="a">A</p>'));
  writeFileSync(path.join(folder, 'error.html'), page('<p id="a">A</p><p id="a">A</p>'));
  writeFileSync(path.join(folder, 'warning.html'), page('<section><p>No heading</p></section>'));
  writeFileSync(path.join(folder, 'error.css'), 'p { colour: red }');
  assert.deepEqual(faults(folder, ['good.html']), []);
  for (const file of ['error.html', 'warning.html', 'error.css'])
    assert.notEqual(faults(folder, [file]).length, 0, file);
});
