import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { startCases, type TestCases } from '#server/cases/testing/cases.ts';
import type { AuditObject } from '#server/platform/module.ts';
import { commonObjects } from './audit-object.ts';

let on: TestCases;
let objects: readonly AuditObject[];
before(async () => {
  on = await startCases();
  objects = [...commonObjects, ...on.modules.flatMap(({ auditObjects = [] }) => auditObjects)];
});
after(() => on.stop());

/** `object: \`kind:…\`` and `object = \`kind:…\``, with a condition before it or not. */
const written = /\bobject\b\s*[:=][^\n]*/g;

test('the log has a word for each kind of object that the program writes down', () => {
  const known = new Set(objects.map(({ kind }) => kind));
  const found = new Set<string>();
  for (const file of globSync('server/**/*.ts')) {
    if (/\.test\.ts$|testing/.test(file)) continue;
    for (const [line] of readFileSync(file, 'utf8').matchAll(written))
      for (const [, kind] of line.matchAll(/`([a-z][a-z-]*):\$\{/g)) if (kind) found.add(kind);
  }
  assert.ok(found.size > 10, [...found].join());
  assert.deepEqual(
    [...found].filter(kind => !known.has(kind)),
    [],
  );
});

test('no kind has two words', () => {
  const kinds = objects.map(({ kind }) => kind);
  assert.equal(new Set(kinds).size, kinds.length);
});
