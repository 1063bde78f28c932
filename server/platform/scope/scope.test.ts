import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Everything, everything } from './everything.ts';
import { narrowedTo, type SchoolScope, type Scope, schoolOf } from './scope.ts';
import { type Columns, valueList, within } from './within.ts';

const server = fileURLToPath(new URL('../../', import.meta.url));
const sources = globSync('**/*.ts', { cwd: server }).map(file => ({ file, text: readFileSync(`${server}/${file}`, 'utf8') }));
const conditionOf = (scope: Scope | Everything, columns: Columns) => within(scope, columns, valueList().put);
const scopes: readonly Scope[] = [
  { kind: 'public' },
  { kind: 'account', accountId: 1 },
  { kind: 'graduate', schoolId: 1, graduateId: 1 },
  { kind: 'link', schoolId: 1, caseId: 1 },
  { kind: 'employer', employerId: 1 },
  { kind: 'department', schoolId: 1, departmentIds: [1] },
  { kind: 'school', schoolId: 1 },
  { kind: 'province', provinceCode: '35' },
  { kind: 'platform' },
];

test('a query that names no columns finds nothing in any scope, and neither does one that lacks some of them', () => {
  for (const scope of scopes) assert.equal(conditionOf(scope, {}), 'false', scope.kind);
  for (const kind of ['department', 'graduate', 'link'])
    for (const scope of scopes.filter(one => one.kind === kind)) assert.equal(conditionOf(scope, { school: 's' }), 'false', kind);
});

test('nobody makes everything but its own file', () => {
  assert.equal(conditionOf(everything, {}), 'true');
  // @ts-expect-error: it is no scope, so no request holds it.
  const held: Scope = everything;
  assert.equal(held.kind, 'everything');
  // @ts-expect-error: the mark is missing.
  const forged: Everything = { kind: 'everything' };
  assert.equal(conditionOf(forged, {}), 'false');
  assert.notDeepEqual(JSON.parse(JSON.stringify(everything)), everything);
});

test('no file that serves requests imports everything', () => {
  const importing = sources.filter(({ text }) => /from '[^']*\/everything\.ts'/.test(text)).map(({ file }) => file);
  assert.ok(importing.length > 3);
  assert.deepEqual(
    importing.filter(file => /(^|\/|-)routes\.ts$|^platform\/http\//.test(file)),
    [],
  );
});

test('no statement reads a missing value as all', () => {
  const idiom = /is null or [\w.]*\b(school_id|department_id|employer_id|graduate_id|province_code)\b/;
  const found = sources.filter(({ file, text }) => !file.endsWith('.test.ts') && idiom.test(text)).map(({ file }) => file);
  assert.deepEqual(found, []);
});

test('a filter narrows a scope and never widens it; who is in no school has none', () => {
  const [own, all]: readonly SchoolScope[] = [
    { kind: 'department', schoolId: 1, departmentIds: [1, 2] },
    { kind: 'school', schoolId: 1 },
  ];
  assert.ok(own && all);
  assert.deepEqual(narrowedTo(own, undefined), own);
  assert.deepEqual(narrowedTo(own, 2), { kind: 'department', schoolId: 1, departmentIds: [2] });
  assert.deepEqual(narrowedTo(own, 3), { kind: 'department', schoolId: 1, departmentIds: [] });
  assert.deepEqual(narrowedTo(all, 3), { kind: 'department', schoolId: 1, departmentIds: [3] });
  for (const scope of scopes) {
    if (scope.kind === 'school' || scope.kind === 'department') assert.equal(schoolOf(scope), scope);
    else assert.throws(() => schoolOf(scope), new RegExp(scope.kind));
  }
});
