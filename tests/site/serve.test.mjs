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
