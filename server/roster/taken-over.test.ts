import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { idNumberOf, type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { importRoster, startRosterImport } from '#server/roster-import/import-roster.ts';
import { goodRow, type RowTexts, readStored, storeRoster } from '#server/roster-import/testing/import.ts';

const reason = { reason: '退学、转学或取消学籍', text: '转入其他学校。' };
const outcomeOf = unnamed<{ faulty: number; added: number; changed: number; refusedFileId: string | null }>(
  'select rows_faulty as faulty, rows_new as added, rows_changed as changed, refused_file_id from import_run where school_id = $1 and id = $2',
);
const idOf = unnamed<{ id: number }>('select id from graduate where school_id = $1 and exam_number = $2');

describe('a lapsed row claims nobody', () => {
  let on: TestCases;
  const admins = new Map<number, Someone & { readonly accountId: number }>();
  before(async () => {
    on = await startCases();
    for (const schoolId of [1, 2]) admins.set(schoolId, await on.makeStaff('schoolAdmin', { schoolId }));
  });
  after(() => on.stop());

  const adminOf = (schoolId: number) => {
    const admin = admins.get(schoolId);
    assert.ok(admin);
    return admin;
  };
  const student = (place: number, more: RowTexts = {}) =>
    goodRow(place, { department: '信息学院', idNumber: idNumberOf(901 + 2 * place), ...more });

  /** What became of an upload, and the reasons of the rows that were refused. */
  async function uploaded(schoolId: number, rows: readonly RowTexts[]) {
    const { platform, database, clock, vault } = on;
    const { files } = platform;
    const run = { accountId: adminOf(schoolId).accountId, cohort: 2027, mode: 'valid-rows', fileName: '名单.xlsx' } as const;
    const fileId = await storeRoster(files, rows);
    const runId = await database.transaction(tx => startRosterImport(tx, vault, { ...run, schoolId, fileId, now: clock.now() }));
    await importRoster({ vault, files }, { schoolId, runId }, { database, clock, signal: new AbortController().signal });
    const { refusedFileId, ...counts } = await database.one(outcomeOf, [schoolId, runId]);
    const refused = refusedFileId ? await readStored(files, refusedFileId) : [];
    return { counts, faults: refused.slice(1).map(cells => cells[0]?.text ?? '') };
  }
  const graduateOf = async (schoolId: number, { examNumber }: RowTexts) =>
    (await on.database.one(idOf, [schoolId, examNumber])).id;
  const remove = (schoolId: number, id: number) =>
    on.send(adminOf(schoolId), 'POST', '/api/graduates/deletions', { reason, chosen: { ids: [id] }, count: 1 });
  const restore = (schoolId: number, id: number) =>
    on.send(adminOf(schoolId), 'POST', '/api/graduates/restorations', { ids: [id] });
  const added = { faulty: 0, added: 1, changed: 0 };

  test('A deletes with 退学、转学 and B uploads: B has them, A can neither restore nor upload, and reads by whom they were taken over', async () => {
    const row = student(1);
    assert.deepEqual((await uploaded(1, [row])).counts, added);
    assert.deepEqual((await uploaded(2, [row])).counts, { faulty: 1, added: 0, changed: 0 });
    const id = await graduateOf(1, row);
    assert.equal((await remove(1, id)).statusCode, 200);
    assert.deepEqual((await uploaded(2, [row])).counts, added);

    const refused = await restore(1, id);
    assert.deepEqual([refused.statusCode, refused.json().code], [409, 'taken-over']);
    assert.match(refused.body, /西岭师范大学/);
    const again = await uploaded(1, [row]);
    assert.deepEqual(again.counts, { faulty: 1, added: 0, changed: 0 });
    assert.match(again.faults[0] ?? '', /失效期间.*西岭师范大学/);
    const list = (await on.send(adminOf(1), 'GET', '/api/graduates/lapsed')).json();
    assert.equal(list.rows.find((one: { id: number }) => one.id === id).takenOverBy, '西岭师范大学');
    const page = (await on.send(adminOf(1), 'GET', `/api/graduates/${id}`)).json();
    assert.equal(page.lapsed.takenOverBy, '西岭师范大学');
    assert.equal(page.may.restore, false);
  });

  test('who was not taken over comes back with their claims, by 恢复 and by an upload', async () => {
    const row = student(2);
    await uploaded(1, [row]);
    const id = await graduateOf(1, row);
    await remove(1, id);
    assert.equal((await restore(1, id)).statusCode, 200);
    assert.match((await uploaded(2, [row])).faults[0] ?? '', /^考生号：已在其他学校/);
    await remove(1, id);
    assert.deepEqual((await uploaded(1, [row])).counts, { faulty: 0, added: 0, changed: 1 });
    assert.match((await uploaded(2, [row])).faults[0] ?? '', /^考生号：已在其他学校/);
  });

  test('the exam number alone is enough to be taken over', async () => {
    const row = student(3);
    await uploaded(1, [row]);
    const id = await graduateOf(1, row);
    await remove(1, id);
    assert.deepEqual((await uploaded(2, [student(4, { examNumber: row.examNumber ?? '' })])).counts, added);
    assert.equal((await restore(1, id)).json().code, 'taken-over');
  });

  test('when B lets them go in turn, A may have them again', async () => {
    const row = student(5);
    await uploaded(1, [row]);
    const [here, there] = [await graduateOf(1, row), await uploaded(2, [row]).then(() => undefined)];
    assert.equal(there, undefined);
    await remove(1, here);
    await uploaded(2, [row]);
    const atB = await graduateOf(2, row);
    await remove(2, atB);
    assert.equal((await restore(1, here)).statusCode, 200);
    assert.equal((await restore(2, atB)).json().code, 'taken-over');
  });

  test('an edit may name who is free; a row that is taken back gives the claim to whom it was taken from', async () => {
    const [mine, gone] = [student(6), student(7)];
    await uploaded(1, [mine, gone]);
    const lapsed = await graduateOf(1, gone);
    await remove(1, lapsed);
    // The second row names the same person, so neither is taken in.
    const twice = await uploaded(2, [gone, student(8, { idNumber: gone.idNumber ?? '' })]);
    assert.equal(twice.counts.added, 0);
    assert.equal((await restore(1, lapsed)).statusCode, 200);
    await remove(1, lapsed);
    const theirs = student(9);
    await uploaded(2, [theirs]);
    const id = await graduateOf(2, theirs);
    const edited = await on.send(adminOf(2), 'PUT', `/api/graduates/${id}`, {
      version: 1,
      fields: { idNumber: gone.idNumber ?? '', examNumber: gone.examNumber ?? '' },
    });
    assert.equal(edited.statusCode, 200, edited.body);
    assert.equal((await restore(1, lapsed)).json().code, 'taken-over');
  });
});
