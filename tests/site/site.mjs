// What all checks need to know of a built site: which folders to check, which pages they hold and of which
// kind, how to serve them, and how to open them in a browser.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Parser } from 'htmlparser2';
import { chromium } from 'playwright-core';

/**
 * The folders named in FONDS_SITES. The first is the sample site, which gets every check; the others are big
 * sites, which get those that are fast enough. A wrong setting must fail: a check of nothing would pass.
 */
export function sites() {
  // `npm test` changes the folder, and people write paths as seen from where they called it.
  const from = process.env.INIT_CWD ?? process.cwd();
  const folders = (process.env.FONDS_SITES ?? '')
    .split(':')
    .filter(Boolean)
    .map(f => path.resolve(from, f));
  assert.ok(folders.length > 0, 'FONDS_SITES names no folder. Set it to the folders of built sites, joined by colons.');
  return folders.map(open);
}

export const sample = () => sites()[0];

/** The sites that are small enough for every page of theirs to be opened in a browser. */
export const small = () => sites().filter(site => site.pages.length <= 100);

/**
 * @typedef {object} Site
 * @property {string} root its folder
 * @property {string} name
 * @property {string[]} files all of them, by their addresses
 * @property {string[]} pages those that a reader sees
 * @property {string[]} moved those that lead on from former addresses
 * @property {any[]} catalog what `catalog.jsonl` says of each document
 * @property {(file: string) => string} read
 * @property {(page: string) => string} kind
 */

/**
 * Reads what a site consists of: its files, its catalogue, and the kind of each page.
 * @param {string} root
 * @returns {Site}
 */
export function open(root) {
  assert.ok(existsSync(path.join(root, 'index.html')), `${root} is no built site: it has no index.html.`);
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(f => f.isFile())
    .map(f => path.relative(root, path.join(f.parentPath ?? f.path, f.name)).replaceAll(path.sep, '/'))
    .sort();
  const read = (/** @type {string} */ file) => readFileSync(path.join(root, file), 'utf8');
  const lines = read('catalog.jsonl').split('\n').filter(Boolean);
  const catalog = lines.map(line => JSON.parse(line));
  assert.ok(catalog.length > 0, `${root} has no documents: its catalog.jsonl is empty.`);

  const documents = new Set(catalog.map(d => d.url));
  // No page leads to those that lead on from former addresses, and a browser does not stay on them.
  const html = files.filter(f => f.endsWith('.html'));
  const moved = html.filter(page => !documents.has(page) && /http-equiv="refresh"/.test(read(page)));
  const left = new Set(moved);
  const kind = (/** @type {string} */ page) => {
    if (documents.has(page)) return 'document';
    if (page === 'index.html') return 'home';
    if (/^(timeline|search|about|shelf|404)\.html$/.test(page)) return page.slice(0, -5);
    if (/^timeline\/[^/]+\.html$/.test(page)) return 'year';
    if (page.endsWith('/index.html')) return 'collection';
    if (/(^|\/)index-+\d+\.html$/.test(page)) return 'list';
    return /(^|\/)graph(-\d+)?\.html$/.test(page) ? 'graph' : 'other';
  };
  const pages = html.filter(page => !left.has(page));
  return { root, name: path.basename(root), files, pages, moved, catalog, read, kind };
}

/** The base URL the site was built for, read from a canonical link; undefined where none was configured. @param {Site} site */
export function baseUrl(site) {
  const { url } = site.catalog[0];
  /** @type {string | undefined} */
  let base;
  parse(site.read(url), (tag, { rel, href }) => {
    if (tag !== 'link' || rel !== 'canonical') return;
    const canonical = decodeURIComponent(href);
    assert.ok(canonical.endsWith(url), `The canonical link of ${url} is ${href}, which is another page's address.`);
    base = canonical.slice(0, -url.length);
  });
  return base;
}

/**
 * @typedef {Record<string, string>} Attributes of an element, by their names
 * @typedef {{ tag: string } & Attributes} Ancestor an element that is open, with its attributes
 */

/**
 * Calls `open(tag, attributes, ancestors)` for each element, in the order of the page.
 * @param {string} html
 * @param {(tag: string, attributes: Attributes, ancestors: Ancestor[]) => void} open
 */
export function parse(html, open) {
  /** @type {Ancestor[]} */
  const ancestors = [];
  const parser = new Parser({
    onopentag(tag, attributes) {
      open(tag, attributes, ancestors);
      ancestors.push({ tag, ...attributes });
    },
    onclosetag: () => ancestors.pop(),
  });
  parser.end(html);
}

/**
 * A few pages that stand for all: of each kind, enough pages that every element name, role and class used
 * on any page of that kind is on one of them.
 * @param {Site} site
 */
export function representatives(site) {
  const features = new Map(
    site.pages.map(page => {
      const found = new Set();
      parse(site.read(page), (tag, { role, class: classes = '' }) => {
        found.add(tag).add(`role ${role}`);
        for (const name of classes.split(/\s+/)) found.add(`${tag}.${name}`);
      });
      return [page, found];
    }),
  );
  const chosen = [];
  for (const pages of grouped(site.pages, site.kind)) {
    const featuresOf = (/** @type {string} */ page) => [...(features.get(page) ?? [])];
    const missing = new Set(pages.flatMap(featuresOf));
    const news = (/** @type {string} */ page) => featuresOf(page).filter(f => missing.has(f)).length;
    while (missing.size > 0) {
      const best = pages.reduce((a, b) => (news(b) > news(a) ? b : a));
      for (const feature of featuresOf(best)) missing.delete(feature);
      chosen.push(best);
    }
  }
  return chosen;
}

/**
 * `Map.groupBy` would do it, and Node 20 does not have it yet.
 * @template Value
 * @param {Value[]} list
 * @param {(value: Value) => unknown} key
 */
function grouped(list, key) {
  const groups = /** @type {Map<unknown, Value[]>} */ (new Map());
  for (const element of list) groups.set(key(element), [...(groups.get(key(element)) ?? []), element]);
  return groups.values();
}

/** @type {Record<string, string>} */
const TYPES = {
  html: 'text/html; charset=utf-8',
  css: 'text/css',
  js: 'text/javascript',
  json: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  pdf: 'application/pdf',
  xml: 'application/xml',
  txt: 'text/plain; charset=utf-8',
  woff2: 'font/woff2',
};

/**
 * Serves a site below a sub-path, so that a link which counts from the host's root fails, and for files only,
 * so that a link to a folder fails. Files travel compressed, as from any host. The policy forbids what a careful host forbids: inline scripts and styles,
 * and anything from elsewhere.
 * @param {Site} site
 */
export async function serve(site) {
  const prefix = '/some/sub/path/';
  const known = new Set(site.files);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    const file = pathname.startsWith(prefix) ? decodeURIComponent(pathname.slice(prefix.length)) : '';
    if (!known.has(file)) return response.writeHead(404).end();
    const type = TYPES[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    response.writeHead(200, {
      'content-type': type,
      'content-encoding': 'gzip',
      'content-security-policy': "default-src 'self'",
    });
    response.end(gzipSync(readFileSync(path.join(site.root, file))));
  });
  await new Promise(done => server.listen(0, '127.0.0.1', () => done(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    base: `http://127.0.0.1:${port}${prefix}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The address of a site's root on the disk, as `serve` gives it over HTTP. @param {Site} site */
export const fileBase = site => `${pathToFileURL(site.root).href}/`;

/** The address of a page below a base. @param {string} base @param {string} page */
export const address = (base, page) => base + page.split('/').map(encodeURIComponent).join('/');

/**
 * The states of pages that differ from what was loaded: what readers can open and choose. Each is a page and the
 * steps that lead there, by mouse; `keyboard.test.mjs` goes the same ways by keys.
 * @param {Site} site
 */
export function states(site) {
  const having = (/** @type {string} */ kind, /** @type {string[]} */ ...marks) =>
    site.pages.find(page => site.kind(page) === kind && marks.every(mark => site.read(page).includes(mark)));
  const preview = (/** @type {string} */ selector) => async (/** @type {Page} */ tab) => {
    await tab.locator(selector).first().hover();
    await tab.locator('#preview:popover-open').waitFor();
  };
  // A day and a word that a document of the archive has, whatever its language: the longest of its title.
  const dated = site.catalog.find(({ date }) => /^\d{4}-\d\d-\d\d$/.test(date ?? '')) ?? site.catalog[0];
  const words = dated.title.split(/[^\p{L}\p{M}]+/u);
  const word = words.reduce((/** @type {string} */ one, /** @type {string} */ other) => (other.length > one.length ? other : one), '');
  /** @type {Record<string, [page: string | undefined, open: (tab: Page) => Promise<unknown>]>} */
  const all = {
    'a note is previewed': [
      having('document', 'doc-noteref'),
      async tab => {
        // Where there is room, the note stands beside its line and is not shown twice.
        const { width, height } = tab.viewportSize() ?? { width: 0, height: 0 };
        if (width > 1000) await tab.setViewportSize({ width: 1000, height });
        await preview('article a[role=doc-noteref]')(tab);
      },
    ],
    'a document is previewed': [
      having('document', 'class="ref" href="d', 'id="cites"'),
      preview('article a.ref[href*=".html"]'),
    ],
    'a paragraph is linked to': [
      having('document', 'class="permalink"'),
      tab => tab.locator('.permalink').first().click({ force: true }),
    ],
    'the forms of citation are open': [having('document', '<summary>'), tab => tab.locator('.cite summary').click()],
    'a list is sorted': [having('collection', 'data-sortable'), tab => tab.locator('.orders button').last().click()],
    'a document of a graph is chosen': [having('graph', 'class="graph"'), tab => tab.locator('svg.graph a').first().hover()],
    'the keys are listed': [having('document', 'keys-parts'), tab => tab.locator('button.keys').click()],
    'documents of a time and with words are found': [
      having('search', 'search-parts'),
      async tab => {
        await tab.locator('.query input').fill(`${word} ${dated.date?.slice(0, 7) ?? ''}`);
        await tab.locator('input[name=from]').fill('no date');
        await tab.keyboard.press('Enter');
        await tab.locator('#search[data-state=complete] #search-results li').first().waitFor();
      },
    ],
    'words of a search are marked in a document': [
      having('search', 'search-parts'),
      async tab => {
        await tab.locator('.query input').fill(word);
        await tab.keyboard.press('Enter');
        await tab.locator('#search-results li a').first().click();
        await tab.locator('.hits [data-part=hits]:not([hidden])').waitFor();
      },
    ],
    'documents are chosen on the timeline': [
      having('timeline', 'explorer-parts'),
      async tab => {
        for (const filter of await tab.locator('.filters details:visible').all()) {
          if ((await filter.getAttribute('open')) === null) await filter.locator('summary').click();
          await filter.locator('li:visible input').first().check();
        }
        // Without a choice of facets a stretch of time is chosen.
        if (!(await tab.locator('.filters details:visible').count())) await tab.locator('[role=slider]').first().press('PageUp');
        await tab.locator('.matches .dated li').first().waitFor();
      },
    ],
  };
  return Object.entries(all)
    .flatMap(([name, [page, open]]) => (page === undefined ? [] : [{ name, page, open }]));
}

/** The program of Chromium that has no windows: it shows pages as the whole one does, in two thirds of the time. */
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell';

/** Starts the Chromium that the system has. Its own errands to the network are switched off. */
export const launch = () =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-first-run',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/**
 * Opens a tab, hands it to `visit`, and fails if anything went wrong in it that a developer's console would show.
 * @param {Browser} browser
 * @param {string} base
 * @param {BrowserContextOptions} options
 * @param {(page: Page) => Promise<unknown>} visit
 */
export async function openTab(browser, base, options, visit) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  /** @type {string[]} */
  const complaints = [];
  const complain = (/** @type {string} */ text) => complaints.push(`${decodeURI(page.url())}: ${text}`);
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) complain(message.text());
  });
  page.on('pageerror', error => complain(error.message));
  // Chromium drops what it was still fetching, such as an icon, when a test goes on to the next page.
  page.on('requestfailed', request => {
    const failure = request.failure()?.errorText;
    if (failure !== 'net::ERR_ABORTED') complain(`${request.url()}: ${failure}`);
  });
  page.on('response', response => {
    if (response.status() >= 400) complain(`${response.url()}: ${response.status()}`);
  });
  page.on('request', request => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:')) complain(`it asks for ${request.url()}`);
  });
  try {
    await visit(page);
  } finally {
    await context.close();
  }
  none(complaints, 'complaints');
}

/** Shows a list of problems, short enough to read. @param {string[]} problems @param {string} what */
export function none(problems, what) {
  const shown = problems.slice(0, 20).join('\n  ');
  const more = problems.length > 20 ? `\n  … and ${problems.length - 20} more` : '';
  assert.ok(problems.length === 0, `${problems.length} ${what}:\n  ${shown}${more}`);
}
