// Pictures of a site for a person to look at: `node screenshots.mjs SITE_DIR OUT_DIR [PAGE…]`. Each page is taken
// on a wide screen and on a phone, in light, in dark and in high contrast, on a very small phone, and as it goes to the
// printer.

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { address, launch, open, serve } from './site.mjs';

const [folder, out, ...wanted] = process.argv.slice(2);
if (out === undefined) {
  console.error('usage: node screenshots.mjs SITE_DIR OUT_DIR [PAGE…]');
  process.exit(2);
}

const site = open(path.resolve(folder));
const first = (/** @type {string} */ kind) => site.pages.find(page => site.kind(page) === kind);
const pages =
  wanted.length > 0
    ? wanted
    : ['index.html', first('collection'), site.catalog[0].url, first('graph'), 'timeline.html'].filter(page =>
        site.pages.includes(page),
      );

for (const page of pages.filter(page => !site.pages.includes(page))) {
  console.error(`${site.root} has no page ${page}.`);
  process.exit(2);
}

const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
/** @type {Record<string, BrowserContextOptions>} */
const VIEWS = {
  'wide-light': { viewport: WIDE, colorScheme: 'light' },
  'wide-dark': { viewport: WIDE, colorScheme: 'dark' },
  'wide-contrast': { viewport: WIDE, contrast: 'more' },
  'phone-light': { viewport: PHONE, colorScheme: 'light', deviceScaleFactor: 2 },
  'phone-dark': { viewport: PHONE, colorScheme: 'dark', deviceScaleFactor: 2 },
  'small-light': { viewport: { width: 320, height: 640 }, colorScheme: 'light', deviceScaleFactor: 2 },
  // A sheet of A4 at 96 dots an inch.
  print: { viewport: { width: 794, height: 1123 }, colorScheme: 'light' },
};

mkdirSync(out, { recursive: true });
const [browser, server] = await Promise.all([launch(), serve(site)]);
try {
  for (const [view, options] of Object.entries(VIEWS)) {
    const context = await browser.newContext(options);
    const tab = await context.newPage();
    await tab.emulateMedia({ media: view === 'print' ? 'print' : 'screen' });
    for (const page of pages) {
      await tab.goto(address(server.base, page));
      const file = path.join(out, `${page.replace(/\.html$/, '').replaceAll('/', '-')}-${view}.png`);
      await tab.screenshot({ path: file });
      console.log(file);
    }
    await context.close();
  }
} finally {
  await browser.close();
  server.close();
}
