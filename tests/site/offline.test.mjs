// Reading offline, in Chromium: a collection that is kept can be read and searched with the network cut, a new build never
// mixes with an old one, and all of it can be removed. The archive is one of this test's own.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { address, launch, open as openSite } from './site.mjs';

const program = process.env.FONDS_PROGRAM ?? fileURLToPath(new URL('../../target/release/fonds', import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const LETTERS = 40;
const NAMED = 'häfen & süd';

/** The texts of the archive in one of its editions: each document names it, and so each page shows which it is of. */
function texts(/** @type {string} */ edition) {
  /** @type {Record<string, string>} */
  const files = {
    'fonds.toml': 'title = "Papers of the Amsel Light"\noffline = true\n',
    'content/letters/collection.toml': 'title = "Letters"\ncite_as = ["Letters, vol. I"]\n',
    [`content/${NAMED}/collection.toml`]: 'title = "Harbours"\n',
    'content/letters/map.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
    'content/letters/chart.md': `# Chart of the ${edition} sound\n\nDrawn by Orn. ![The sound](map.svg)\n`,
    [`content/${NAMED}/e1.txt`]: `1. Report From the ${edition} Pilot\n\nAmsel, May 2, 1926.\n\nThe buoy drifts.\n`,
  };
  for (let n = 1; n <= LETTERS; n++)
    files[`content/letters/d${n}.txt`] =
      `${n}. Letter From the Keeper to the ${edition} Ministry1\n\nAmsel, March ${(n % 28) + 1}, 1926.\n\n` +
      `The lamp of night ${n} was lit in the ${edition} tower,2 and the ice holds. See Document ${(n % LETTERS) + 1}.\n\n` +
      `  1. Source: Record Office, Box ${n}.\n  2. The ${edition} tower is described in Document 3.\n`;
  return files;
}

/** @type {string} */
let folder;
/** @type {Site} */
let site;
/** @type {import('node:http').Server} */
let server;
/** @type {Browser} */
let browser;
/** What the host does with a request besides answering it. */
let onRequest = (/** @type {string} */ _name) => true;
/** @type {string[]} */
let requests = [];

function build(/** @type {string} */ edition, change = (/** @type {Record<string, string>} */ files) => files) {
  for (const [name, text] of Object.entries(change(texts(edition)))) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  execFileSync(program, ['build', '--quiet'], { cwd: folder });
  site = openSite(path.join(folder, 'public'));
}

const version = () => JSON.parse(site.read('offline/index.json')).version;

const PREFIX = '/some/sub/path/';
/** @type {Record<string, string>} */
const TYPES = { html: 'text/html; charset=utf-8', css: 'text/css', js: 'text/javascript', json: 'application/json', svg: 'image/svg+xml' };

/** A host for files, which lets browsers hold on to them for ten minutes, as hosts do. */
async function listen(port = 0) {
  server = createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url ?? '', 'http://localhost').pathname).slice(PREFIX.length);
    requests.push(name);
    if (!onRequest(name)) return response.destroy();
    const file = path.join(site.root, name);
    if (!existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
    const content = readFileSync(file);
    response.writeHead(200, {
      'content-type': TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
      'content-security-policy': "default-src 'self'",
      'cache-control': 'max-age=600',
      etag: `"${createHash('sha256').update(content).digest('hex')}"`,
    });
    response.end(content);
  });
  await new Promise(done => server.listen(port, '127.0.0.1', () => done(undefined)));
  return /** @type {import('node:net').AddressInfo} */ (server.address()).port;
}

function hangUp() {
  server.closeAllConnections();
  return new Promise(done => server.close(done));
}

/** @type {number} */
let port;
/** @type {string} */
let base;
/** @type {BrowserContext} */
let context;

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'fonds-offline-'));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  build('first');
  port = await listen();
  base = `http://127.0.0.1:${port}${PREFIX}`;
  requests = [];
  onRequest = () => true;
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
});
afterEach(async () => {
  await context.close();
  await hangUp();
});

/** Cuts the network, on both ends. */
async function cut() {
  await context.setOffline(true);
  await hangUp();
}

async function restore() {
  await listen(port);
  await context.setOffline(false);
}

/** @param {string} page @param {{ errors?: string[] }} [seen] */
async function visit(page, { errors = [] } = {}) {
  const tab = await context.newPage();
  tab.on('pageerror', error => errors.push(error.message));
  tab.on('console', message => message.text().includes('Content Security Policy') && errors.push(message.text()));
  await tab.goto(address(base, page));
  return tab;
}

const button = (/** @type {Page} */ tab, /** @type {string} */ name) => tab.locator(`.offline button[data-part=${name}]`);
const said = (/** @type {Page} */ tab) => tab.locator('.offline [role=status]').textContent();
const saysKept = (/** @type {Page} */ tab) => tab.locator('.offline [role=status]', { hasText: 'kept in this browser' }).waitFor();

async function keep(/** @type {Page} */ tab) {
  await button(tab, 'keep').click();
  await saysKept(tab);
}

const cacheNames = (/** @type {Page} */ tab) => tab.evaluate(() => caches.keys());
/** The caches that hold files, as against the reader's choice. */
const kept = async (/** @type {Page} */ tab) => (await cacheNames(tab)).filter((/** @type {string} */ name) => !name.endsWith(' chosen'));

async function ask(/** @type {Page} */ tab, /** @type {string} */ query) {
  await tab.goto(`${base}search.html?q=${encodeURIComponent(query)}`);
  await tab.waitForSelector('#search[data-state=complete]', { state: 'attached', timeout: 20_000 });
  return tab.$$eval('#search-results li', rows =>
    rows.map(row => ({ href: row.querySelector('a')?.getAttribute('href'), extract: row.querySelector('.extract')?.textContent ?? '' })),
  );
}

const letters = () => site.catalog.filter(({ collection }) => collection === 'letters');

test('after one visit a kept collection can be read and searched without the network', async t => {
  const errors = /** @type {string[]} */ ([]);
  const tab = await visit('letters/index.html', { errors });
  const offer = await button(tab, 'keep').textContent();
  assert.match(offer ?? '', /^Keep this collection for reading offline \(about [\d.]+ [kM]B\)$/);
  t.diagnostic(offer ?? '');
  await keep(tab);
  const sources = requests.filter(name => /^letters\/.*\.(txt|md)$/.test(name));
  assert.deepEqual(sources, [], 'copies of sources are not fetched');
  await cut();

  for (const { url, title } of letters()) {
    const response = await tab.goto(base + url);
    assert.equal(response?.status(), 200);
    assert.ok(response?.fromServiceWorker());
    assert.ok((await tab.locator('h1').textContent())?.includes(title), url);
    const styled = await tab.evaluate(() => getComputedStyle(document.body).display);
    assert.equal(styled, 'flex', `${url} has its style`);
  }
  await tab.goto(address(base, 'letters/chart.html'));
  assert.equal(await tab.locator('.text img').evaluate(image => /** @type {HTMLImageElement} */ (image).naturalWidth), 9);

  // A note, and a reference to another document.
  await tab.goto(address(base, 'letters/d7.html'));
  await tab.locator('.text a[role=doc-noteref]').last().click();
  await tab.goto(`${address(base, 'letters/d7.html')}#fn2`);
  assert.match((await tab.locator(':target').textContent()) ?? '', /first tower/);
  await tab.locator('.text a.ref').first().focus();
  await tab.keyboard.press('Enter');
  await tab.waitForURL(/d8\.html/);
  assert.match((await tab.locator('article').textContent()) ?? '', /lamp of night 8/);

  const word = await ask(tab, 'tower');
  assert.equal(word.length, 10, 'the first ten of all letters');
  const phrase = await ask(tab, '"lamp of night 23"');
  assert.deepEqual(phrase.map(({ href }) => href?.replace(/#.*/, '')), ['letters/d23.html']);
  assert.match(phrase[0].extract, /lamp of night 23 was lit in the first tower/);
  await tab.locator('#search-results a').first().click();
  await tab.waitForURL(/letters\/d23\.html/);

  await tab.goto(`${base}timeline.html`);
  assert.match((await tab.locator('main').textContent()) ?? '', /March/);
  await tab.goto(base);
  assert.match((await tab.locator('h1').textContent()) ?? '', /Amsel Light/, 'a folder is its index');
  assert.deepEqual(errors, []);

  // What was not kept is said to be so, in any folder, with its style and with links that work.
  const missing = await tab.goto(address(base, `${NAMED}/e1.html`));
  assert.equal(missing?.status(), 503);
  assert.match((await tab.locator('h1').textContent()) ?? '', /not kept/);
  assert.equal(await tab.evaluate(() => getComputedStyle(document.body).display), 'flex');
  await tab.locator('main a').first().click();
  await tab.waitForURL(`${base}index.html`);

  await restore();
  const there = await tab.goto(address(base, `${NAMED}/e1.html`));
  assert.equal(there?.status(), 200);
});

test('pages that were read are kept, also the first, and those with special signs in their address', async () => {
  const tab = await visit(`${NAMED}/e1.html`);
  await tab.waitForFunction(() => navigator.serviceWorker.controller);
  const hasFirst = async () => (await keys(tab)).some((/** @type {any} */ key) => key.includes('e1.html'));
  while (!(await hasFirst())) await tab.waitForTimeout(50);
  await tab.goto(address(base, 'letters/d5.html'));
  while (!(await keys(tab)).some(key => key.endsWith('d5.html'))) await tab.waitForTimeout(50);
  await cut();
  await tab.goto(address(base, `${NAMED}/e1.html`));
  assert.match((await tab.locator('article').textContent()) ?? '', /buoy/);
  await tab.goto(`${address(base, 'letters/d5.html')}?from=elsewhere#fn2`);
  assert.match((await tab.locator(':target').textContent()) ?? '', /first tower/);
  const response = await tab.goto(address(base, 'letters/d6.html'));
  assert.equal(response?.status(), 503);
  await restore();
});

/** The addresses that are kept. */
const keys = (/** @type {Page} */ tab) =>
  tab.evaluate(async () => {
    const all = await Promise.all((await caches.keys()).map(async name => (await (await caches.open(name)).keys()).map(({ url }) => url)));
    return all.flat();
  });

test('a new build never mixes with the old one, and takes over with all that is kept', async () => {
  const tab = await visit('letters/index.html');
  await keep(tab);
  const old = version();
  assert.match((await kept(tab))[0], new RegExp(`${old}$`));

  build('second');
  assert.notEqual(version(), old);
  // A page that was kept, with what it asks for, is of the first edition; one that was not is of the second.
  await tab.goto(address(base, 'letters/d9.html'));
  assert.match((await tab.locator('article').textContent()) ?? '', /first tower/);
  const found = await ask(tab, '"first tower"');
  assert.equal(found.length, 10);
  assert.match(found[0].extract, /first tower/);
  assert.deepEqual((await ask(tab, '"second tower"')).length, 0);
  await tab.goto(address(base, `${NAMED}/e1.html`));
  assert.match((await tab.locator('article').textContent()) ?? '', /second Pilot/i);
  assert.ok(!(await keys(tab)).some(key => key.endsWith('e1.html')), 'the second edition does not come among the first');

  // The notice comes when the second edition is there as a whole.
  await tab.goto(address(base, 'letters/d9.html'));
  const notice = tab.locator('.newer', { hasText: 'newer edition' });
  await notice.waitFor();
  assert.match((await tab.locator('article').textContent()) ?? '', /first tower/, 'nothing changes until the reader wants it');
  const other = await visit('letters/d10.html');
  assert.match((await other.locator('article').textContent()) ?? '', /first tower/);
  await Promise.all([tab.waitForEvent('load'), other.waitForEvent('load'), notice.locator('button').first().click()]);
  for (const each of [tab, other]) assert.match((await each.locator('article').textContent()) ?? '', /second tower/);
  assert.equal(await tab.locator('.newer').count(), 0);
  assert.deepEqual((await kept(tab)).map(name => name.split(' ').at(-1)), [version()], 'old caches are gone');

  await cut();
  for (const { url } of letters()) {
    await tab.goto(base + url);
    assert.match((await tab.locator('article').textContent()) ?? '', /second|Chart/);
  }
  const results = await ask(tab, '"second tower"');
  assert.equal(results.length, 10);
  assert.match(results[0].extract, /second tower/);
  assert.equal((await ask(tab, '"first tower"')).length, 0);
  await restore();
});

test('of a new build only what differs is fetched', async () => {
  const tab = await visit('letters/index.html');
  await keep(tab);
  build('first', files => ({ ...files, 'content/letters/d20.txt': files['content/letters/d20.txt'].replace('the ice holds', 'the ice broke') }));
  requests = [];
  await tab.goto(address(base, 'letters/d20.html'));
  await tab.locator('.newer').waitFor();
  const pages = requests.filter(name => /^letters\/d\d+\.html$/.test(name));
  assert.ok(pages.length > 0 && pages.length < 30, `${pages.length} pages were fetched`);
});

test('where the new build cannot be fetched whole, the old one stays', async () => {
  const tab = await visit('letters/index.html');
  await keep(tab);
  build('second');
  onRequest = name => name !== 'letters/d30.html';
  await tab.goto(address(base, 'letters/d3.html'));
  await tab.waitForTimeout(1500);
  assert.equal(await tab.locator('.newer').count(), 0);
  await cut();
  await tab.goto(address(base, 'letters/d30.html'));
  assert.match((await tab.locator('article').textContent()) ?? '', /first tower/);
  assert.equal((await ask(tab, '"lamp of night 30"')).length, 1);
  onRequest = () => true;
  await restore();
  await tab.goto(address(base, 'letters/d3.html'));
  await tab.locator('.newer').waitFor();
});

test('a build that comes while a collection is being kept gets nothing into the cache', async () => {
  const tab = await visit('letters/index.html');
  await tab.waitForFunction(() => navigator.serviceWorker.controller);
  onRequest = name => {
    if (name === 'letters/d30.html' && site.read('letters/d30.html').includes('first tower')) build('second');
    return true;
  };
  await button(tab, 'keep').click();
  await tab.locator('.offline [role=status]', { hasText: 'changed in the meantime' }).waitFor();
  const mixed = await tab.evaluate(async () => {
    const found = [];
    const name = (await caches.keys()).find(name => !name.endsWith(' chosen'));
    const cache = await caches.open(name ?? '');
    for (const key of await cache.keys()) if ((await (await cache.match(key))?.text())?.includes('second tower')) found.push(key.url);
    return found;
  });
  assert.deepEqual(mixed, []);
});

test('what was interrupted goes on where it stopped', async () => {
  const tab = await visit('letters/index.html');
  await tab.waitForFunction(() => navigator.serviceWorker.controller);
  onRequest = name => name !== 'letters/d40.html';
  await button(tab, 'keep').click();
  await tab.locator('.offline [role=status]', { hasText: 'cannot be reached' }).waitFor();
  assert.equal(await button(tab, 'keep').textContent(), 'Go on keeping');
  assert.ok(await button(tab, 'keep').evaluate(button => button === document.activeElement), 'the focus stays');
  onRequest = () => true;
  await tab.reload();
  assert.match((await tab.locator('.offline [role=status]', { hasText: 'A part' }).textContent()) ?? '', /A part of this is kept/);
  requests = [];
  await keep(tab);
  const again = requests.filter(name => /^letters\/d\d+\.html$/.test(name));
  assert.ok(again.length < LETTERS, `${again.length} of ${LETTERS} pages were fetched again`);
});

test('it can be done by keys, stopped, and is without faults for axe', async () => {
  const tab = await visit('letters/index.html');
  await button(tab, 'keep').waitFor();
  await tab.waitForFunction(() => navigator.serviceWorker.controller);
  const release = /** @type {((value?: unknown) => void)[]} */ ([]);
  let holds = true;
  await button(tab, 'keep').focus();
  // The host is slow, so that there is something to stop.
  const held = new Promise(done => release.push(done));
  const answer = server.listeners('request')[0];
  server.removeAllListeners('request');
  server.on('request', async (request, response) => {
    if (holds && /d3\d\.html/.test(request.url ?? '')) await held;
    answer(request, response);
  });
  await tab.keyboard.press('Enter');
  await button(tab, 'stop').waitFor();
  assert.ok(await button(tab, 'stop').evaluate(button => button === document.activeElement), 'the focus goes to Stop');
  await tab.locator('.offline [data-part=numbers]', { hasText: ' of ' }).waitFor();
  const bar = await tab.locator('.offline progress').evaluate(bar => /** @type {HTMLProgressElement} */ (bar).position);
  assert.ok(bar > 0 && bar < 1, `${bar}`);
  const check = () => tab.evaluate(`${axe}; axe.run('.offline').then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))`);
  assert.deepEqual(await check(), []);
  await tab.keyboard.press('Space');
  assert.match((await said(tab)) ?? '', /A part of this is kept/);
  holds = false;
  release[0]();
  await tab.keyboard.press('Enter');
  await saysKept(tab);
  assert.deepEqual(await check(), []);
  const small = await tab.locator('.offline button:visible').evaluateAll(buttons =>
    buttons.filter(button => button.getBoundingClientRect().height < 24).map(button => button.textContent),
  );
  assert.deepEqual(small, []);
});

test('where there is no room, that is said', async () => {
  const tab = await visit('letters/index.html');
  await tab.waitForFunction(() => navigator.serviceWorker.controller);
  const client = await context.newCDPSession(tab);
  const origin = new URL(base).origin;
  await client.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1000 });
  await button(tab, 'keep').click();
  await tab.locator('.offline [role=status]', { hasText: 'no room' }).waitFor();
  await client.send('Storage.overrideQuotaForOrigin', { origin });
  await keep(tab);
});

test('a collection can be removed, and everything', async () => {
  const tab = await visit('letters/index.html');
  await keep(tab);
  await tab.goto(address(base, `${NAMED}/index.html`));
  await keep(tab);
  await button(tab, 'forget').click();
  await tab.locator('.offline [role=status]', { hasText: 'removed' }).waitFor();
  await cut();
  await tab.goto(address(base, 'letters/d4.html'));
  assert.match((await tab.locator('article').textContent()) ?? '', /first tower/);
  assert.equal((await ask(tab, 'tower')).length, 10, 'the index stays for the other collection');
  assert.equal((await tab.goto(address(base, `${NAMED}/e1.html`)))?.status(), 503);
  await restore();

  await tab.goto(address(base, 'letters/index.html'));
  await button(tab, 'leave').click();
  await tab.locator('.offline [role=status]', { hasText: 'Everything was removed' }).waitFor();
  const nothing = async () => {
    assert.deepEqual(await cacheNames(tab), []);
    assert.equal(await tab.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
  };
  await nothing();
  const response = await tab.goto(address(base, 'letters/d4.html'));
  assert.ok(!response?.fromServiceWorker());
  assert.match((await tab.locator('article').textContent()) ?? '', /first tower/);
  await tab.goto(address(base, 'letters/index.html'));
  await button(tab, 'keep').waitFor();
  await nothing();
  assert.equal(await button(tab, 'leave').isVisible(), false);
  await keep(tab);
  assert.equal((await kept(tab)).length, 1, 'a reader can begin again');
});

test('the whole archive can be kept from its home page, and removed there', async () => {
  const tab = await visit('index.html');
  assert.match((await button(tab, 'keep').textContent()) ?? '', /whole archive/);
  await keep(tab);
  await cut();
  for (const { url } of site.catalog) assert.equal((await tab.goto(base + url))?.status(), 200, url);
  await tab.goto(address(base, 'letters/index.html'));
  await saysKept(tab);
  assert.equal(await button(tab, 'forget').isVisible(), false);
  await restore();
  await tab.goto(base);
  await button(tab, 'forget').click();
  await tab.locator('.offline [role=status]', { hasText: 'removed' }).waitFor();
  assert.ok(!(await keys(tab)).some(key => /letters\/d\d|\/search\//.test(key)));
});

test('a site that is built without it any more leaves nothing behind', async () => {
  const tab = await visit('letters/index.html');
  await keep(tab);
  build('second', files => ({ ...files, 'fonds.toml': 'title = "Papers"\n' }));
  assert.ok(!existsSync(path.join(site.root, 'service-worker.js')));
  await tab.goto(address(base, 'letters/d1.html'));
  while ((await cacheNames(tab)).length) await tab.waitForTimeout(50);
  await tab.reload();
  assert.match((await tab.locator('article').textContent()) ?? '', /second tower/);
  assert.equal(await tab.locator('script[src*=offline]').count(), 0);
});

test('a page opened from a folder has no offer', async () => {
  const tab = await context.newPage();
  await tab.goto(`file://${path.join(site.root, 'letters/index.html')}`);
  await tab.waitForTimeout(300);
  assert.equal(await tab.locator('.offline').count(), 0);
});
