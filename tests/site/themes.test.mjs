// What people need who change how an archive looks: the style sheet's names are documented, and the specimen shows all that
// there is to style.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { none, parse, sites } from './site.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (/** @type {string[]} */ ...parts) => readFileSync(path.join(ROOT, ...parts), 'utf8');
const css = (/** @type {string} */ file) => read('static/assets', file).replace(/\/\*[^]*?\*\//g, '');
const guide = read('docs/themes.md');

describe('the guide to themes', () => {
  test('names every custom property at the head of the style sheet, and no other', () => {
    const head = css('fonds.css').split('@media')[0];
    const [defined, named] = [head.matchAll(/^\s*(--[\w-]+):/gm), guide.matchAll(/^\|.*$/gm)];
    const inGuide = [...named].flatMap(([row]) => [...row.matchAll(/`(--[\w-]+)`/g)].map(([, name]) => name));
    assert.deepEqual([...defined].map(([, name]) => name).sort(), inGuide.sort());
  });

  test('names every template, and every value that the built-in templates use', () => {
    const missing = [];
    for (const file of readdirSync(path.join(ROOT, 'templates')).filter(file => file.endsWith('.html'))) {
      if (!guide.includes(`\`${file}\``)) missing.push(file);
      const text = read('templates', file);
      // Components and loops give names of their own to what they are given.
      const own = new Set(
        [...text.matchAll(/component \w+\(([^)]*)\)|for (\w+) in/g)].flatMap(([, names, name]) =>
          (names ?? name).split(/,\s*/),
        ),
      );
      for (const [, value, rest] of text
        .replace(/\{% extends.*/, '')
        .matchAll(/\{[{%][^}%]*?\b([a-z_]+)((?:\.[a-z_]+)+)/g)) {
        for (const name of [...(own.has(value) ? [] : [value]), ...(value === 'words' ? [] : rest.slice(1).split('.'))])
          if (!new RegExp(`\`${name}\``).test(guide) && !['loop', 'first', 'last', 'index', 'tag'].includes(name))
            missing.push(`${file}: ${value}${rest}: ${name}`);
      }
    }
    none([...new Set(missing)], 'names that are not in docs/themes.md');
  });
});

describe('the specimen', () => {
  const site = /** @type {Site} */ (sites().find(site => site.name === 'specimen'));
  const classes = (/** @type {string[]} */ pages) => {
    const found = new Set();
    for (const page of pages)
      parse(site.read(page), (tag, { class: names = '' }) => names.split(/\s+/).forEach(name => found.add(name)));
    return found;
  };
  const styled = (/** @type {string} */ file) => new Set([...css(file).matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name));
  // The parts of code are many, and follow from the language; collections have their colours in turn.
  const isCode = (/** @type {string} */ name) => name.startsWith('hl-');
  const scripts = ['fonds.js', 'document.js', 'lists.js', 'timeline.js', 'timeline-chart.js'].map(file => read('static/assets', file)).join('\n');
  const isByScript = (/** @type {string} */ name) => /^c\d$/.test(name) || new RegExp(`["' \`]${name}["' \`]`).test(scripts);

  test('shows on one page whatever can stand in a text', () => {
    const text = [...styled('fonds.css')];
    const onPage = classes(['styles/specimen.html']);
    const onLists = classes(site.pages.filter(page => site.kind(page) !== 'document'));
    // What only lists, charts and other pages have is on those.
    none(
      text.filter(name => !isCode(name) && !isByScript(name) && !onPage.has(name) && !onLists.has(name)),
      'classes of the style sheet that no page of the specimen shows',
    );
    const used = classes(site.pages.filter(page => site.kind(page) === 'document'));
    const missing = [...used].filter(name => name && !isCode(name) && !onPage.has(name));
    none(missing, 'classes that documents of the specimen have and its chief page has not');
    assert.ok([...onPage].filter(isCode).length > 5, 'The page shows no code in colours.');
  });

  test('shows the timeline and a graph', () => {
    const shown = classes(site.pages);
    none(
      [...styled('timeline.css')].filter(name => !isByScript(name) && !shown.has(name)),
      'classes of the style sheet that no page of the specimen shows',
    );
  });
});
