// What surrounds the text of a document: the running head, the outline, notes beside their lines, what is copied. On the
// sample site and on big ones, in Chromium.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { address, launch, none, openTab, serve, sites } from './site.mjs';

const all = sites();
const PHONES = [{ width: 390, height: 844 }, { width: 320, height: 568 }];
const WIDE = { width: 1440, height: 900 };

/** @type {Browser} */
let browser;
/** @type {Map<Site, { base: string, close: () => void }>} */
const servers = new Map();
before(async () => {
  browser = await launch();
  for (const one of all) servers.set(one, await serve(one));
});
after(async () => {
  await browser?.close();
  for (const server of servers.values()) server.close();
});

/** The addresses of some documents of a site, spread over all of it. @param {Site} of @param {number} most */
function spread(of, most) {
  const urls = of.catalog.map(({ url }) => url).filter(url => of.read(url).includes('class="way running-head"'));
  const step = Math.max(1, Math.floor(urls.length / most));
  return urls.filter((_, place) => place % step === 0);
}

/** The first document of any site that is as is wanted. @param {(html: string) => boolean} isWanted */
function find(isWanted) {
  for (const of of all) {
    const found = of.catalog.find(({ url }) => isWanted(of.read(url)));
    if (found) return { of, url: /** @type {string} */ (found.url) };
  }
  return assert.fail('No site has such a document.');
}

/** @param {Site} of @param {string} url @param {BrowserContextOptions} options @param {(tab: Page) => Promise<unknown>} visit */
const visit = (of, url, options, visit) => {
  const base = servers.get(of)?.base ?? '';
  return openTab(browser, base, options, async tab => {
    await tab.goto(address(base, url));
    await visit(tab);
  });
};

const count = (/** @type {string} */ html, /** @type {string} */ part) => html.split(part).length - 1;

test('on a phone the text begins in the upper half of the screen, with scripts and without', async t => {
  const problems = /** @type {string[]} */ ([]);
  let [seen, worst] = [0, 0];
  for (const viewport of PHONES)
    for (const javaScriptEnabled of [true, false])
      for (const of of all) {
        const base = servers.get(of)?.base ?? '';
        await openTab(browser, base, { viewport, javaScriptEnabled }, async tab => {
          for (const url of spread(of, 6)) {
            await tab.goto(address(base, url));
            const { top, lines } = await tab.evaluate(() => {
              const heading = /** @type {Element} */ (document.querySelector('h1'));
              const { height } = heading.getBoundingClientRect();
              const text = document.querySelector('.wording, .text')?.getBoundingClientRect();
              return { top: text?.top ?? 0, lines: Math.round(height / parseFloat(getComputedStyle(heading).lineHeight)) };
            });
            seen += 1;
            // A title that is a paragraph by itself takes the room that it needs.
            const most = viewport.height / 2 + Math.max(0, lines - (viewport.height < 600 ? 3 : 5)) * 30;
            worst = Math.max(worst, top / viewport.height);
            if (top > most) problems.push(`${of.name}/${url} at ${viewport.width} px: ${Math.round(top)} px, ${lines} lines of title`);
          }
        });
      }
  t.diagnostic(`${seen} pages, the lowest beginning at ${Math.round(worst * 100)} % of the screen`);
  assert.ok(seen >= 20, `Only ${seen} pages were seen.`);
  none(problems, 'texts that begin too low');
});

test('the running head stays, says where one is, and covers no anchor', () => {
  const { of, url } = find(html => html.includes('class="position"') && html.includes('rel="next"') && count(html, 'class="permalink"') > 5);
  return visit(of, url, { viewport: PHONES[0] }, async tab => {
    const { catalog } = of;
    const collection = catalog.find(document => document.url === url).collection;
    const total = catalog.filter(document => document.collection === collection && !document.url.endsWith('index.html')).length;
    assert.match(await tab.locator('.position').innerText(), new RegExp(`^\\d+ of ${total.toLocaleString('en')}$`));
    for (const hash of await tab.locator('.permalink').evaluateAll(links => links.map(link => link.getAttribute('href')))) {
      await tab.evaluate(hash => (location.hash = hash ?? ''), hash);
      const [head, place] = await tab.evaluate(hash => {
        const top = document.querySelector('.running-head')?.getBoundingClientRect();
        return [top?.bottom ?? -1, document.querySelector(hash ?? '')?.getBoundingClientRect().top ?? -1];
      }, hash);
      assert.ok(place >= head, `${hash} begins at ${place}, and the head ends at ${head}.`);
      assert.ok(head > 20 && head < 60, `The head ends at ${head}.`);
    }
    await tab.locator('.running-head a[rel=next]').click();
    assert.notEqual(tab.url(), address(servers.get(of)?.base ?? '', url));
    await tab.locator('.running-head a[rel=prev]').click();
    assert.equal(tab.url(), address(servers.get(of)?.base ?? '', url));
  });
});

test('the outline is folded on a phone, and beside the text marks where one is', async () => {
  const { of, url } = find(html => html.includes('class="outline"') && html.length > 12_000);
  const open = (/** @type {Page} */ tab) => tab.locator('.outline').evaluate(outline => /** @type {HTMLDetailsElement} */ (outline).open);
  await visit(of, url, { viewport: PHONES[0] }, async tab => assert.equal(await open(tab), false));
  await visit(of, url, { viewport: WIDE }, async tab => {
    assert.equal(await open(tab), true);
    const [outline, text] = await Promise.all(['.outline', '.text'].map(part => tab.locator(part).boundingBox()));
    assert.ok(outline && text && outline.x + outline.width <= text.x, 'It is not beside the text.');
    const headings = await tab.locator('.text :is(h2, h3, h4, h5, h6)[id]').count();
    assert.ok(headings >= 3 && (await tab.locator('.outline a').count()) <= headings);
    await tab.locator('.outline a').last().click();
    await tab.locator('.outline a[aria-current]').waitFor();
    assert.equal(await tab.locator('.outline a[aria-current]').count(), 1);
  });
});

/** Where notes and their marks stand. */
function measured() {
  const notes = [...document.querySelectorAll('.notes > ol > li')].map(note => note.getBoundingClientRect());
  const marks = [...document.querySelectorAll('.notes > ol > li')].map(note => {
    const back = note.querySelector('[role=doc-backlink]')?.getAttribute('href')?.slice(1) ?? '';
    return document.getElementById(decodeURIComponent(back))?.getClientRects()[0]?.top ?? NaN;
  });
  return { notes: notes.map(({ top, bottom }) => ({ top, bottom })), marks };
}

test('notes stand beside their lines, in their order, and none over another', async t => {
  let seen = 0;
  const problems = /** @type {string[]} */ ([]);
  for (const of of all) {
    const base = servers.get(of)?.base ?? '';
    await openTab(browser, base, { viewport: WIDE }, async tab => {
      for (const url of spread(of, 400).filter(url => count(of.read(url), 'role="doc-noteref"') > 2).slice(0, 8)) {
        await tab.goto(address(base, url));
        await tab.evaluate(() => new Promise(requestAnimationFrame));
        if (!(await tab.locator('.apparatus.in-place').count())) continue;
        seen += 1;
        const { notes, marks } = await tab.evaluate(measured);
        notes.forEach(({ top }, place) => {
          if (place > 0 && top < notes[place - 1].bottom) problems.push(`${of.name}/${url}: note ${place + 1} lies over the one before`);
          // One that has the room stands at its line; the others follow the one before.
          const isFree = place > 0 && marks[place] - 24 > notes[place - 1].bottom;
          if (isFree && Math.abs(top - marks[place]) > 24) problems.push(`${of.name}/${url}: note ${place + 1} at ${top}, its mark at ${marks[place]}`);
        });
        const after = await tab.locator('.cite').evaluate(cite => cite.getBoundingClientRect().top);
        if (after < notes[notes.length - 1].bottom) problems.push(`${of.name}/${url}: a note lies over the citation`);
      }
    });
  }
  t.diagnostic(`${seen} documents with their notes beside`);
  assert.ok(seen > 0, 'No document has its notes beside its lines.');
  none(problems, 'notes out of their places');
});

test('a mark and its note lead to each other without moving what is in view', () => {
  const { of, url } = find(html => count(html, 'role="doc-noteref"') > 1 && count(html, 'role="doc-noteref"') < 8);
  return visit(of, url, { viewport: WIDE }, async tab => {
    assert.equal(await tab.locator('.apparatus.in-place').count(), 1);
    const before = await tab.evaluate(() => scrollY);
    await tab.locator('.text a[role=doc-noteref]').first().click();
    assert.match(tab.url(), /#fn/);
    assert.equal(await tab.evaluate(() => scrollY), before);
    assert.equal(await tab.locator('#preview:popover-open').count(), 0, 'What is seen is previewed.');
  });
});

test('thousands of notes do not stop a page, and their column follows the text', () => {
  const { of, url } = find(html => count(html, 'role="doc-noteref"') > 0);
  return visit(of, url, { viewport: WIDE }, async tab => {
    // The page is made longer before its scripts run anew, as one of a source with 8,000 notes is.
    const html = of.read(url);
    const text = Array.from({ length: 8000 }, (_, place) => `<p>Line.<sup class="note-mark"><a role="doc-noteref" id="r${place}" href="#n${place}">${place}</a></sup></p>`);
    const notes = Array.from({ length: 8000 }, (_, place) => `<li id="n${place}">Note. <a role="doc-backlink" href="#r${place}">↩</a></li>`);
    const long = html
      .replace(/(<div class="text"[^>]*>)/, `$1${text.join('\n')}`)
      .replace(/(<section class="notes"[\s\S]*?<ol[^>]*>)/, `$1${notes.join('\n')}`);
    await tab.route(new RegExp(url), route => route.fulfill({ body: long, contentType: 'text/html; charset=utf-8' }));
    await tab.reload();
    assert.equal(await tab.locator('.apparatus.in-place').count(), 0);
    const time = await tab.evaluate(
      () =>
        new Promise(done => {
          const start = performance.now();
          document.getElementById('r6000')?.scrollIntoView({ block: 'center' });
          requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
        }),
    );
    await tab.waitForTimeout(100);
    const { mark, note } = await tab.evaluate(() => {
      const marks = [...document.querySelectorAll('.text a[role=doc-noteref]')];
      const first = marks.find(mark => mark.getBoundingClientRect().bottom >= 48);
      const note = document.getElementById(first?.getAttribute('href')?.slice(1) ?? '');
      return { mark: first?.getBoundingClientRect().top ?? -1, note: note?.getBoundingClientRect().top ?? -1 };
    });
    assert.ok(note >= 0 && note < 900, `The note of the first mark in view is at ${note}, the mark at ${mark}.`);
    assert.ok(/** @type {number} */ (time) < 5000, `${time} ms`);
  });
});

test('a paragraph is cited with its number, and each form of citation is copied', () => {
  const { of, url } = find(html => html.includes('class="permalink"') && html.includes('class="citation"'));
  return visit(of, url, { permissions: ['clipboard-read', 'clipboard-write'] }, async tab => {
    const copied = () => tab.evaluate(() => navigator.clipboard.readText());
    await tab.locator('.permalink').nth(1).click({ force: true });
    await tab.locator('.told:not(:empty)').waitFor();
    assert.equal(await copied(), tab.url());
    const number = /#p(\d+)$/.exec(tab.url())?.[1] ?? '';
    await tab.locator('.copying:popover-open button').click();
    await tab.waitForFunction(before => navigator.clipboard.readText().then(text => text !== before), tab.url());
    const canonical = await tab.evaluate(() => document.querySelector('link[rel=canonical]')?.getAttribute('href') ?? '');
    const citation = (await tab.locator('.citation').first().innerText()).replace(/\s+/g, ' ').trim();
    const cited = await copied();
    assert.ok(cited.includes(number) && cited.startsWith(citation.slice(0, 20)), cited);
    if (canonical && citation.includes(canonical)) assert.ok(cited.includes(`${canonical}#p${number}`), cited);
    await tab.locator('.cite summary').click();
    const buttons = tab.locator('.cite .copy');
    assert.ok((await buttons.count()) >= 2);
    for (const button of await buttons.all()) {
      await button.click();
      const text = await copied();
      assert.ok(text.length > 20 && !/Copy/.test(text), text);
    }
  });
});

test('of the facts the most telling are shown, and the others unfold', () => {
  const { of, url } = find(html => html.includes('<details class="further">'));
  return visit(of, url, {}, async tab => {
    const shown = () => tab.locator('.facts dt:visible').count();
    const before = await shown();
    assert.ok(before > 0 && before <= 5, `${before} facts`);
    await tab.locator('.facts .further summary').click();
    assert.ok((await shown()) > before);
    await tab.emulateMedia({ media: 'print' });
    assert.equal(await tab.locator('.facts summary:visible').count(), 0);
  });
});
