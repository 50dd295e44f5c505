// `fonds serve` in Chromium: an open page follows its source by itself, and shows what is wrong with the archive.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { launch } from './site.mjs';

const fonds = process.env.FONDS ?? path.resolve(import.meta.dirname, '../../target/release/fonds');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const archive = mkdtempSync(path.join(tmpdir(), 'fonds-serve-'));

// Many lines, so that the page has to be scrolled.
const letter = (/** @type {string} */ word) =>
  `1. A Letter\n\nAmsel, March 3, 1926.\n\nThe lamp was ${word}.\n${'\nIt can be seen.\n'.repeat(80)}`;

/** Saves a file in one step, as editors do. */
function save(/** @type {string} */ file, /** @type {string} */ text) {
  const target = path.join(archive, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(path.join(archive, '.saved'), text);
  renameSync(path.join(archive, '.saved'), target);
}

/** Waits until the site is built of all that was saved. */
async function settled() {
  const response = await fetch(`${base}.fonds/events`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let news = '';
  while (!/"is_behind":false[^\n]*\n\n$/.test(news)) {
    const { value, done } = (await reader?.read()) ?? { done: true };
    assert.ok(!done, 'The news end.');
    news += value;
  }
  await reader?.cancel();
}

/** @type {Browser} */
let browser;
/** @type {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, null>} */
let server;
/** @type {string} */
let base;
before(async () => {
  save('content/letters/d1.txt', letter('lit'));
  // The policy of a careful archive: the script and what it shows must do without anything inline.
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'self'">`;
  const frame = readFileSync(path.resolve(import.meta.dirname, '../../templates/base.html'), 'utf8');
  save('templates/base.html', frame.replace('<head>', `<head>\n${policy}`));
  server = spawn(fonds, ['serve', archive, '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
  for await (const line of createInterface({ input: server.stdout })) {
    base = line.match(/http:\S+/)?.[0] ?? '';
    if (base) break;
  }
  assert.ok(base, 'The server says no address.');
  browser = await launch();
});
after(async () => {
  await browser?.close();
  server?.kill();
  rmSync(archive, { recursive: true, force: true });
});

test('an open page follows its source and shows errors', { timeout: 120_000 }, async () => {
  const page = await browser.newPage();
  const complaints = /** @type {string[]} */ ([]);
  page.on('console', message => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', error => complaints.push(error.message));
  await page.goto(`${base}letters/d1.html`);
  await page.getByText('The lamp was lit.').waitFor();
  const scrolled = () => page.evaluate(() => scrollY);
  await page.evaluate(() => scrollTo(0, 400));
  assert.equal(await scrolled(), 400);

  save('content/letters/d1.txt', letter('out'));
  await page.getByText('The lamp was out.').waitFor({ state: 'attached' });
  await page.waitForFunction(() => scrollY === 400);

  // The page was shown before the site was built, and is loaded once for both.
  await page.evaluate(() => Object.assign(window, { marked: true }));
  await settled();
  assert.equal(await page.evaluate(() => 'marked' in window), true, 'The page was loaded anew for nothing.');
  // Other pages are loaded when the site is built.
  await page.goto(`${base}index.html`);
  await page.evaluate(() => Object.assign(window, { marked: true }));
  save('content/letters/d1.txt', letter('dark'));
  await page.waitForFunction(() => !('marked' in window));
  await page.goto(`${base}letters/d1.html`);
  await page.getByText('The lamp was dark.').waitFor({ state: 'attached' });
  save('content/letters/d1.txt', letter('out'));
  await page.getByText('The lamp was out.').waitFor({ state: 'attached' });

  const alert = page.getByRole('alert');
  save('content/letters/d2.md', '+++\ntitle = "Two"\ndate = 1926-99\n+++\nText.\n');
  await alert.waitFor();
  assert.match(await alert.innerText(), /has an error[^]*content\/letters\/d2\.md:3:[^]*1926-99/);
  assert.equal(await alert.evaluate(e => getComputedStyle(/** @type {Element} */ (e.parentElement)).position), 'fixed', 'Its style is missing.');
  assert.deepEqual(complaints, []);
  // The rules for accessibility come from outside the page's policy, and try styles of their own.
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axe });
  const { violations } = await page.evaluate(() => window.axe.run());
  assert.deepEqual(violations, []);
  complaints.length = 0;
  await page.keyboard.press('Escape');
  await alert.waitFor({ state: 'detached' });

  save('content/letters/d2.md', '+++\ntitle = "Two"\ndate = 1926-98\n+++\nText.\n');
  await alert.waitFor();
  save('content/letters/d2.md', '+++\ntitle = "Two"\n+++\nText.\n');
  await alert.waitFor({ state: 'detached' });

  // A page in the background waits until it is looked at.
  const look = (/** @type {any} */ state) =>
    page.evaluate(state => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  await page.getByText('The lamp was out.').waitFor({ state: 'attached' });
  await look('hidden');
  save('content/letters/d1.txt', letter('new'));
  while (!(await (await fetch(`${base}letters/d1.html`)).text()).includes('The lamp was new.'));
  assert.equal(await page.getByText('The lamp was out.').count(), 1);
  await look('visible');
  await page.getByText('The lamp was new.').waitFor({ state: 'attached' });

  assert.equal((await page.goto(`${base}letters/d2.html`))?.status(), 200);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('the search says while it is behind', { timeout: 60_000 }, async () => {
  const page = await browser.newPage();
  const news = { version: '', before: '', extent: { only: ['letters/d1.html'] }, is_behind: true, error_count: 0, errors: [] };
  // The site is built too soon to be looked at before.
  await page.route('**/.fonds/events', async route => {
    const version = await page.locator('script[data-version]').getAttribute('data-version');
    const told = { ...news, version: 'later', before: version };
    await route.fulfill({ contentType: 'text/event-stream', body: `data: ${JSON.stringify(told)}\n\n` });
  });
  await page.goto(`${base}search.html`);
  await page.getByText('The search is a build behind').waitFor();
  await page.goto(`${base}letters/d2.html`);
  await page.locator('script[data-address="letters/d2.html"]').waitFor({ state: 'attached' });
  assert.equal(await page.getByText('The search is a build behind').count(), 0);
  await page.close();
});
