// The search of a built site without a browser: its scripts run by themselves, and files are read from the site's folder.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createContext, runInContext } from 'node:vm';

/**
 * @param {string} root the site's folder
 * @returns {{ fondsSearch: any, loaded: { name: string, size: number }[] }} the search, and the files that it loaded
 */
export function searchAlone(root) {
  const loaded = /** @type {{ name: string, size: number }[]} */ ([]);
  const base = 'file:///site/';
  /** Runs what a browser would load. @param {{ src: string, on: Record<string, () => void> }} script */
  const run = script => {
    const name = new URL(script.src).pathname.replace('/site/', '');
    try {
      const text = readFileSync(path.join(root, decodeURIComponent(name)), 'utf8');
      loaded.push({ name, size: Buffer.byteLength(text) });
      runInContext(text, context);
    } catch {
      return script.on.error();
    }
    script.on.load();
  };
  const document = {
    currentScript: { src: `${base}assets/search-index.js` },
    createElement: () => ({
      on: /** @type {Record<string, () => void>} */ ({}),
      addEventListener(/** @type {string} */ name, /** @type {() => void} */ done) {
        this.on[name] = done;
      },
      remove() {},
    }),
    head: { append: (/** @type {any} */ script) => setImmediate(run, script) },
  };
  const context = createContext({ document, URL, TextDecoder, TextEncoder });
  const text = readFileSync(path.join(root, 'assets/search-index.js'), 'utf8');
  return { fondsSearch: runInContext(`${text}\nfondsSearch;`, context), loaded };
}
