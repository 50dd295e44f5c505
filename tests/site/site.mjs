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

/** Reads what a site consists of: its files, its catalogue, and the kind of each page. */
export function open(root) {
  assert.ok(existsSync(path.join(root, 'index.html')), `${root} is no built site: it has no index.html.`);
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(f => f.isFile())
    .map(f => path.relative(root, path.join(f.parentPath ?? f.path, f.name)).replaceAll(path.sep, '/'))
    .sort();
  const site = {
    root,
    name: path.basename(root),
    files,
    pages: files.filter(f => f.endsWith('.html')),
    moved: [],
    read: file => readFileSync(path.join(root, file), 'utf8'),
  };
  site.catalog = site
    .read('catalog.jsonl')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));
  assert.ok(site.catalog.length > 0, `${root} has no documents: its catalog.jsonl is empty.`);

  const documents = new Set(site.catalog.map(d => d.url));
  // No page leads to those that lead on from former addresses, and a browser does not stay on them.
  site.moved = site.pages.filter(page => !documents.has(page) && /http-equiv="refresh"/.test(site.read(page)));
  const moved = new Set(site.moved);
  site.pages = site.pages.filter(page => !moved.has(page));
  site.kind = page => {
    if (documents.has(page)) return 'document';
    if (page === 'index.html') return 'home';
    if (/^(timeline|search|404)\.html$/.test(page)) return page.slice(0, -5);
    if (/^timeline\/[^/]+\.html$/.test(page)) return 'year';
    if (page.endsWith('/index.html')) return 'collection';
    return /(^|\/)graph\.html$/.test(page) ? 'graph' : 'other';
  };
  return site;
}

/** The base URL the site was built for, read from a canonical link; undefined where none was configured. */
export function baseUrl(site) {
  const { url } = site.catalog[0];
  let base;
  parse(site.read(url), (tag, { rel, href }) => {
    if (tag !== 'link' || rel !== 'canonical') return;
    const canonical = decodeURIComponent(href);
    assert.ok(canonical.endsWith(url), `The canonical link of ${url} is ${href}, which is another page's address.`);
    base = canonical.slice(0, -url.length);
  });
  return base;
}

/** Calls `open(tag, attributes, ancestors)` for each element, in the order of the page. */
export function parse(html, open) {
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
    const missing = new Set(pages.flatMap(page => [...features.get(page)]));
    const news = page => [...features.get(page)].filter(f => missing.has(f)).length;
    while (missing.size > 0) {
      const best = pages.reduce((a, b) => (news(b) > news(a) ? b : a));
      for (const feature of features.get(best)) missing.delete(feature);
      chosen.push(best);
    }
  }
  return chosen;
}

// Map.groupBy would do it, and Node 20 does not have it yet.
function grouped(list, key) {
  const groups = new Map();
  for (const element of list) groups.set(key(element), [...(groups.get(key(element)) ?? []), element]);
  return groups.values();
}

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
 */
export async function serve(site) {
  const prefix = '/some/sub/path/';
  const known = new Set(site.files);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const file = pathname.startsWith(prefix) ? decodeURIComponent(pathname.slice(prefix.length)) : undefined;
    if (!known.has(file)) return response.writeHead(404).end();
    const type = TYPES[file.split('.').at(-1)] ?? 'application/octet-stream';
    response.writeHead(200, {
      'content-type': type,
      'content-encoding': 'gzip',
      'content-security-policy': "default-src 'self'",
    });
    response.end(gzipSync(readFileSync(path.join(site.root, file))));
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  return {
    base: `http://127.0.0.1:${server.address().port}${prefix}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The address of a site's root on the disk, as `serve` gives it over HTTP. */
export const fileBase = site => `${pathToFileURL(site.root).href}/`;

/** The address of a page below a base. */
export const address = (base, page) => base + page.split('/').map(encodeURIComponent).join('/');

/**
 * The states of pages that differ from what was loaded: what readers can open and choose. Each is a page and the
 * steps that lead there, by mouse; `keyboard.test.mjs` goes the same ways by keys.
 */
export function states(site) {
  const having = (kind, ...marks) =>
    site.pages.find(page => site.kind(page) === kind && marks.every(mark => site.read(page).includes(mark)));
  const preview = selector => async tab => {
    await tab.locator(selector).first().hover();
    await tab.locator('#preview:popover-open').waitFor();
  };
  const all = {
    'a note is previewed': [having('document', 'doc-noteref'), preview('.text a[role=doc-noteref]')],
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
    'a document of a graph is chosen': [having('graph', ''), tab => tab.locator('svg.graph a').first().hover()],
    'documents are chosen on the timeline': [
      having('timeline', 'explorer-parts'),
      async tab => {
        for (const filter of await tab.locator('.filters details').all()) {
          await filter.locator('summary').click();
          await filter.locator('li:visible input').first().check();
        }
        await tab.locator('.matches .documents li').first().waitFor();
      },
    ],
  };
  return Object.entries(all)
    .filter(([, [page]]) => page !== undefined)
    .map(([name, [page, open]]) => ({ name, page, open }));
}

/** Starts the Chromium that the system has. Its own errands to the network are switched off. */
export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-first-run',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/** Opens a tab, hands it to `visit`, and fails if anything went wrong in it that a developer's console would show. */
export async function openTab(browser, base, options, visit) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints = [];
  const complain = text => complaints.push(`${decodeURI(page.url())}: ${text}`);
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) complain(message.text());
  });
  page.on('pageerror', error => complain(error.message));
  // Chromium drops what it was still fetching, such as an icon, when a test goes on to the next page.
  page.on('requestfailed', request => {
    if (request.failure().errorText !== 'net::ERR_ABORTED')
      complain(`${request.url()}: ${request.failure().errorText}`);
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

/** Shows a list of problems, short enough to read. */
export function none(problems, what) {
  const shown = problems.slice(0, 20).join('\n  ');
  const more = problems.length > 20 ? `\n  … and ${problems.length - 20} more` : '';
  assert.ok(problems.length === 0, `${problems.length} ${what}:\n  ${shown}${more}`);
}
