import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { idNumberOf, type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { importRoster } from './import-roster.ts';
import { goodRow, type RowTexts, readStored, storeRoster } from './testing/import.ts';

const allow = unnamed('update school set settings = $1 where id = 1');
const refusedFile = unnamed<{ id: string }>('select refused_file_id as id from import_run where school_id = 1 and id = $1');
const lapse = unnamed('update graduate set lapsed_at = now() where school_id = 1 and id = $1');

const [mine, foreign] = ['信息学院', '人文与新闻传播学院'];

describe('a department uploads its own graduates', () => {
  let on: TestCases;
  let admin: Someone;
  let department: Someone;
  let colleague: Someone;
  before(async () => {
    on = await startCases();
    admin = await on.makeStaff('schoolAdmin');
    department = await on.makeStaff('department', { departmentIds: [1] });
    colleague = await on.makeStaff('department', { departmentIds: [1] });
  });
  after(() => on.stop());

  const permit = (rosterUploadByDepartments: boolean) =>
    on.database.execute(allow, [JSON.stringify({ rosterUploadByDepartments })]);
  const can = async (who: Someone): Promise<readonly string[]> => (await on.send(who, 'GET', '/api/me')).json().can;
  const row = (place: number, more: RowTexts = {}) =>
    goodRow(place, { department: mine, idNumber: idNumberOf(901 + 2 * place), ...more });

  const upload = async (who: Someone, rows: readonly RowTexts[]) => {
    const { platform } = on;
    const stored = await storeRoster(platform.files, rows);
    const payload = await platform.files.withPath(stored, async path => readFile(path));
    const headers = { 'content-type': 'application/octet-stream', 'file-name': encodeURIComponent('本院名单.xlsx') };
    return on.send(who, 'POST', '/api/roster/files', payload, { headers });
  };
  const start = (who: Someone, fileId: string) =>
    on.send(who, 'POST', '/api/roster/imports', { fileId, fileName: '本院名单.xlsx', cohort: 2027, mode: 'valid-rows' });
  const imported = async (who: Someone, rows: readonly RowTexts[]) => {
    const { fileId } = (await upload(who, rows)).json();
    const run = (await start(who, fileId)).json();
    const { database, clock, vault, files } = on.platform;
    await importRoster(
      { vault, files },
      { schoolId: 1, runId: run.id },
      { database, clock, signal: new AbortController().signal },
    );
    return (await on.send(who, 'GET', `/api/roster/imports/${run.id}`)).json();
  };
  const faultsOf = async (runId: number) => {
    const { id } = await on.database.one(refusedFile, [runId]);
    return (await readStored(on.platform.files, id)).slice(1).map(cells => cells[0]?.text);
  };

  test('a file that cannot be read as a sheet does not stay in the store', async () => {
    const kept = async () => {
      const ids: string[] = [];
      for await (const { id } of on.platform.files.list()) ids.push(id);
      return ids.sort();
    };
    const before = await kept();
    const headers = { 'content-type': 'application/octet-stream', 'file-name': encodeURIComponent('名单.xlsx') };
    for (const content of [Buffer.from('这不是表格'), Buffer.from('504b0506', 'hex'), Buffer.alloc(0)]) {
      const answer = await on.send(admin, 'POST', '/api/roster/files', content, { headers });
      assert.equal(answer.json().code, 'sheet-refused');
    }
    assert.deepEqual(await kept(), before);
  });

  test('where the school does not let them, nothing of it is there', async () => {
    await permit(false);
    assert.ok(!(await can(department)).includes('roster.upload'));
    assert.ok((await can(admin)).includes('roster.upload'));
    for (const path of ['template', 'imports', 'imports/1', 'imports/1/refused-rows'])
      assert.equal((await on.send(department, 'GET', `/api/roster/${path}`)).statusCode, 403, path);
    assert.equal((await upload(department, [row(1)])).statusCode, 403);
    const { fileId } = (await upload(admin, [row(1)])).json();
    assert.equal((await start(department, fileId)).statusCode, 403);
  });

  test('takes in its own rows; what is of another department comes back with the reason, and nothing else is told', async () => {
    await permit(true);
    assert.ok((await can(department)).includes('roster.upload'));
    assert.equal((await on.send(department, 'GET', '/api/roster/template')).statusCode, 200);
    const elsewhere = await imported(admin, [row(10, { department: foreign }), row(11), row(12)]);
    assert.equal(elsewhere.counts.added, 3);
    const lapsed = await on.database.one(
      unnamed<{ id: number }>(`select id from graduate where school_id = 1 and exam_number = $1`),
      [row(12).examNumber],
    );
    await on.database.execute(lapse, [lapsed.id]);

    const run = await imported(department, [
      row(20),
      row(21, { department: foreign }),
      row(10, { className: '抢来的班' }),
      row(10, { examNumber: row(22).examNumber ?? '' }),
      row(11, { department: foreign }),
      row(12),
      { examNumber: row(11).examNumber ?? '', className: '计算机2399' },
    ]);
    const { added, changed, restored, faulty } = run.counts;
    assert.deepEqual([added, changed, restored, faulty], [1, 0, 0, 6]);
    const faults = await faultsOf(run.id);
    assert.match(faults[0] ?? '', /^院系：您只能上传本院系的毕业生/);
    assert.match(faults[1] ?? '', /^考生号：此考生号的毕业生不在您的院系/);
    assert.match(faults[2] ?? '', /证件号码：/);
    assert.match(faults[3] ?? '', /^院系：您只能上传本院系的毕业生/);
    assert.match(faults[4] ?? '', /^考生号：此毕业生已从名单中删除/);

    const again = await imported(department, [
      { examNumber: row(11).examNumber ?? '', className: '计算机2399' },
      row(23, { idNumber: idNumberOf(901 + 2 * 10) }),
    ]);
    assert.deepEqual([again.counts.changed, again.counts.faulty], [1, 1]);
    const [taken] = await faultsOf(again.id);
    assert.match(taken ?? '', /本校其他院系的毕业生已使用此证件号码/);
    assert.ok(!taken?.includes(row(10).examNumber ?? '?'), 'who it is in the other department is not said');
  });

  test('sees its own imports alone', async () => {
    await permit(true);
    const run = await imported(department, [row(30), row(31, { department: foreign })]);
    const list = async (who: Someone) => (await on.send(who, 'GET', '/api/roster/imports')).json();
    const ids = async (who: Someone) => (await list(who)).runs.map(({ id }: { id: number }) => id);
    assert.ok((await ids(department)).includes(run.id) && (await ids(admin)).includes(run.id));
    assert.deepEqual(await ids(colleague), []);
    for (const path of [`imports/${run.id}`, `imports/${run.id}/refused-rows`]) {
      assert.equal((await on.send(department, 'GET', `/api/roster/${path}`)).statusCode, 200, path);
      assert.equal((await on.send(colleague, 'GET', `/api/roster/${path}`)).statusCode, 404, path);
    }
    const same = await imported(colleague, [row(30), row(31, { department: foreign })]);
    assert.deepEqual([same.counts.same, same.counts.faulty], [1, 1], 'the same file, by somebody else');
    const [{ count: own }, { count: all }] = [(await list(department)).graduates[0], (await list(admin)).graduates[0]];
    assert.ok(own < all, `${own} of ${all}`);
  });
});
