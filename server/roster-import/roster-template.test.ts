import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { rosterColumn, rosterColumns } from '#domain/forms/roster-row.ts';
import { previewTable } from '#server/platform/sheets/open-table.ts';
import { namePinyin } from '#server/roster/name-pinyin.ts';
import { listDepartments } from '#server/roster/roster-context.ts';
import { rosterTable } from './roster-table.ts';
import { makeRosterTemplate } from './roster-template.ts';
import { createRosterWorld, type RosterWorld, storeSheet } from './testing/import.ts';

let world: RosterWorld;
before(async () => {
  world = await createRosterWorld();
});
after(() => world.end());

test('the template is a file that the upload understands whole', async () => {
  const template = await makeRosterTemplate(await listDepartments(world.database, world.schoolId));
  const stored = await world.files.put(Readable.from([template]), { maxBytes: 1e8 });
  assert.ok(!('refused' in stored));
  const mapping = await world.files.withPath(stored.id, path => previewTable(path, rosterTable));
  assert.ok(!('refused' in mapping));
  assert.deepEqual(
    mapping.headers.map(({ key }) => key),
    rosterColumns.map(column => column.key),
  );
  assert.deepEqual(mapping.absent, []);
});

test('a preview says what each header means, which are unknown and which are absent', async () => {
  const required = rosterColumns.filter(column => column.required).map(column => column.header);
  const id = await storeSheet(world.files, ['错误原因', ...required.map(header => ` ${header} *`), '辅导员'], []);
  const mapping = await world.files.withPath(id, path => previewTable(path, rosterTable));
  assert.ok(!('refused' in mapping));
  assert.deepEqual(mapping.headers.at(-1), { header: '辅导员', index: required.length + 1, key: undefined });
  assert.equal(mapping.headers.length, required.length + 1);
  assert.ok(mapping.absent.some(header => header === rosterColumn('email').header));
});

test('names are sorted by how surnames are read', () => {
  const names = ['单雄', '欧阳修', '吕绿', '阿依古丽·买买提', '王𬭎', 'Anna Li'];
  assert.deepEqual(names.map(namePinyin), [
    'shan xiong',
    'ou yang xiu',
    'lv lv',
    'a yi gu li mai mai ti',
    'wang hong',
    'anna li',
  ]);
});
