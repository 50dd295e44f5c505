// What continuous integration reads: the diagnostics as SARIF, against the schema of the format, which a package
// of its makers holds.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';

const require = createRequire(import.meta.url);
const program = process.env.FONDS_PROGRAM ?? fileURLToPath(new URL('../../target/release/fonds', import.meta.url));

/** What `fonds check --format sarif` writes for an archive with these documents. */
function check(/** @type {Record<string, string>} */ documents) {
  const folder = mkdtempSync(path.join(tmpdir(), 'fonds-'));
  try {
    mkdirSync(path.join(folder, 'content'));
    for (const [name, text] of Object.entries(documents)) writeFileSync(path.join(folder, 'content', name), text);
    return JSON.parse(execFileSync(program, ['check', '--quiet', '--format', 'sarif'], { cwd: folder, encoding: 'utf8' }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The schema is written in an older draft, which the validator has to be told of. */
function validator() {
  const schema = JSON.parse(readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'));
  const ajv = new Ajv({ schemaId: 'auto', allErrors: true });
  ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'));
  return ajv.compile(schema);
}

const flawed = {
  'd1.txt': '1. Letter to Orn1\n\nSee Document 9, and ask “Føhn” what he thinks.2 It is said so.\n\n  1. See footnote 7.\n',
  'd2 ü.md': '# A page\n\n[gone](gone.md), [[nobody]]\n',
  'd3.txt': '',
};

test('SARIF holds what its schema asks for', () => {
  const validate = validator();
  /** @type {[what: string, documents: Record<string, string>, least: number][]} */
  const archives = [
    ['an archive with flaws', flawed, 5],
    ['one without', { 'd1.txt': '1. Letter to Orn\n\nThe lamp was lit.\n' }, 0],
  ];
  for (const [what, documents, least] of archives) {
    const log = check(documents);
    assert.ok(log.runs[0].results.length >= least, `${what}: ${log.runs[0].results.length} results`);
    assert.ok(validate(log), `${what}: ${JSON.stringify(validate.errors, null, 1)}`);
  }
});

test('the schema refuses what is no part of the format', () => {
  const log = check(flawed);
  log.runs[0].results[0].locations[0].physicalLocation.region = { startline: 1 };
  assert.ok(!validator()(log));
});
