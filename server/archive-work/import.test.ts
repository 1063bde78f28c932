import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type TransferKind, transferKinds } from '#domain/transfers/kinds.ts';
import { countAgain } from '#server/archives/index.ts';
import { transferCountersAgree } from '#server/archives/testing/counters.ts';
import { type Graduate, type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { makeOffice, office, type SheetTexts, sheetTools } from './testing/sheets.ts';

let on: TestCases;
let tools: Awaited<ReturnType<typeof sheetTools>>;
let department: Someone;
let school: Someone;
before(async () => {
  on = await startCases();
  tools = await sheetTools(on);
  await makeOffice(on);
  department = await on.makeStaff('department');
  school = await on.makeStaff('school');
});
after(async () => {
  await transferCountersAgree(on.database);
  await tools.remove();
  await on.stop();
});

async function started(who: Someone, kind: TransferKind, rows: readonly SheetTexts[]): Promise<number> {
  const file = await tools.upload(who, kind, rows);
  assert.equal(file.statusCode, 200, file.body);
  const { fileId, fileName } = file.json();
  const begun = await on.send(who, 'POST', `/api/archives/${kind}/imports`, { fileId, fileName });
  assert.equal(begun.statusCode, 200, begun.body);
  return begun.json().id;
}
const run = async (who: Someone, kind: TransferKind, id: number) =>
  (await on.send(who, 'GET', `/api/archives/${kind}/imports/${id}`)).json();
async function imported(who: Someone, kind: TransferKind, rows: readonly SheetTexts[]) {
  const id = await started(who, kind, rows);
  assert.deepEqual(await on.drain(), []);
  return run(who, kind, id);
}
const record = async (kind: TransferKind, { graduateId }: Graduate) =>
  (await on.send(school, 'GET', `/api/archives/${kind}/records/${graduateId}`)).json();
const told = unnamed<{ title: string; channels: string[] }>(
  `select m.title, array_agg(d.channel) as channels from message m join delivery d on d.message_id = m.id
   where m.person_id = $1 group by m.id order by m.id`,
);
const makeGraduate = (more: object = {}) => on.graduate({ hukouTransferred: true, ...more });

for (const kind of transferKinds)
  test(`${kind}: good rows count at once, are told and reported; the same file again changes nothing`, async () => {
    const [one, two] = [await makeGraduate(), await makeGraduate({ departmentId: 2 })];
    await on.database.execute(unnamed(`update graduate set confirmation = 'right' where id = $1`), [one.graduateId]);
    const rows = [await tools.rowOf(kind, one), {}, {}, await tools.rowOf(kind, two)];
    const done = await imported(school, kind, rows);
    assert.deepEqual([done.state, done.why, done.rowsRead, done.rowsWritten], ['done', null, 2, 2]);
    assert.deepEqual(done.counts, { added: 2, changed: 0, same: 0, faulty: 0 });
    const page = await record(kind, two);
    assert.deepEqual([page.record.label, page.record.source, page.record.version], ['已登记', '批量导入', 1]);
    assert.equal(page.history.length, 1);
    assert.equal(
      (await on.registry.read(one)).some(({ part }) => part === kind),
      true,
    );
    const title = kind === 'archive' ? '学校登记了您的档案信息' : '学校登记了您的户口信息';
    assert.deepEqual(await on.database.query(told, [one.personId]), [{ title, channels: ['sms'] }]);
    const read = unnamed<{ confirmation: string }>('select confirmation from graduate where id = $1');
    assert.equal((await on.database.one(read, [one.graduateId])).confirmation, 'unconfirmed');

    const again = await imported(school, kind, rows);
    assert.deepEqual(again.counts, { added: 0, changed: 0, same: 2, faulty: 0 });
    assert.equal((await record(kind, two)).record.version, 1);
    assert.equal((await on.database.query(told, [two.personId])).length, 1);
  });

test('nothing of a faulty row is taken in; it is listed and given back with its reasons, and mended it is taken', async () => {
  const [good, name, number, elsewhere, lapsed, formula, twice] = await Promise.all(
    Array.from({ length: 7 }, (_, place) => makeGraduate({ departmentId: place === 3 ? 2 : 1 })),
  );
  assert.ok(good && name && number && elsewhere && lapsed && formula && twice);
  await on.database.transaction(async tx => {
    await countAgain(tx, 1, [lapsed.graduateId]);
    await tx.execute(unnamed('update graduate set lapsed_at = now() where id = $1'), [lapsed.graduateId]);
  });
  const row = (who: Graduate, more: SheetTexts = {}) => tools.rowOf('archive', who, more);
  const rows = [
    await row(good),
    await row(name, { 姓名: '王芳' }),
    await row(number, { 身份证号: good.idNumber }),
    await row(elsewhere),
    await row(lapsed),
    await row(formula, { 档案转递单位邮编: '36', 档案转递类型: '邮寄' }),
    await row(twice),
    await row(twice),
  ];
  const done = await imported(department, 'archive', rows);
  assert.deepEqual(done.counts, { added: 0, changed: 0, same: 0, faulty: 8 });
  assert.equal(done.hasRefusedRows, true);
  const lines = (await on.send(department, 'GET', `/api/archives/archive/imports/${done.id}/rows?outcome=faulty`)).json().rows;
  const said = lines.map(({ row, faults }: { row: number; faults: { column: string; message: string }[] }) => [
    row,
    ...faults.map(({ column, message }) => `${column}：${message}`),
  ]);
  const twiceIs = (first: number) => [
    `考生号：与第 ${first} 行重复，请只保留正确的一行`,
    `身份证号：与第 ${first} 行重复，请只保留正确的一行`,
  ];
  assert.deepEqual(said, [
    [2, '身份证号：与第 4 行重复，请只保留正确的一行'],
    [3, '姓名：与学生名单中此考生号的姓名不符'],
    [4, '身份证号：与学生名单中此考生号的身份证号不符', '身份证号：与第 2 行重复，请只保留正确的一行'],
    [5, '考生号：学生名单中没有此考生号，或不在您管理的院系、届别之内'],
    [6, '考生号：该毕业生已从学生名单中删除'],
    [
      7,
      '档案转递类型：「邮寄」不在下拉列表中，请填写：签约单位接收、托管单位接收、上级主管单位接收、转回生源地',
      '档案转递单位邮编：档案转递单位邮编应为 6 位数字，请核对',
    ],
    [8, ...twiceIs(9)],
    [9, ...twiceIs(8)],
  ]);
  assert.equal((await record('archive', good)).record.label, '未登记');
  const refusedPath = `/api/archives/archive/imports/${done.id}/refused-rows`;
  const sheet = await tools.read((await on.send(department, 'GET', refusedPath)).rawPayload);
  assert.equal(sheet.length, 9);
  assert.deepEqual(sheet[0]?.slice(0, 3), ['错误原因', '原行号', '考生号']);
  assert.deepEqual(sheet[2]?.slice(0, 2), ['姓名：与学生名单中此考生号的姓名不符', '3']);
  // Also as the result of its job, and to nobody else.
  assert.equal((await on.send(department, 'GET', `/api/jobs/${done.jobId}/result`)).statusCode, 200);
  assert.equal((await on.send(school, 'GET', refusedPath)).statusCode, 404);
  const mended = await imported(department, 'archive', [await row(name), await row(twice)]);
  assert.deepEqual(mended.counts, { added: 2, changed: 0, same: 0, faulty: 0 });
});

test('a record that is there is changed, with its history; a request that waits becomes a modification', async () => {
  const who = await makeGraduate();
  const form = { archiveType: '4', ...office };
  await on.send(who, 'POST', '/api/graduate/archives/archive/requests', { action: 'register', form });
  await imported(school, 'archive', [await tools.rowOf('archive', who)]);
  const first = await record('archive', who);
  assert.deepEqual([first.record.label, first.record.tags, first.requests[0].action], ['已登记', ['修改审核中'], 'modify']);
  const changed = await imported(school, 'archive', [await tools.rowOf('archive', who, { 档案转递联系人: '林老师' })]);
  assert.deepEqual(changed.counts, { added: 0, changed: 1, same: 0, faulty: 0 });
  const second = await record('archive', who);
  assert.deepEqual([second.record.version, second.history.length], [2, 2]);
  assert.match(JSON.stringify(second.history[0]), /林老师/);
});

test('a file that is no table, lacks columns or is empty is refused whole; hukou takes nobody whose hukou is elsewhere', async () => {
  const sent = { 'content-type': 'application/octet-stream', 'file-name': 'a.xlsx' };
  const plain = await on.send(school, 'POST', '/api/archives/archive/import-files', Buffer.from('考生号'), { headers: sent });
  assert.equal(plain.json().code, 'sheet-refused');
  const template = await on.send(school, 'GET', '/api/archives/hukou/import-template');
  assert.equal((await tools.read(template.rawPayload))[0]?.[0], '考生号*');
  const other = await on.send(school, 'POST', '/api/archives/archive/import-files', template.rawPayload, { headers: sent });
  assert.match(other.json().detail ?? other.body, /档案转递类型/);
  const own = await on.send(school, 'POST', '/api/archives/hukou/import-files', template.rawPayload, { headers: sent });
  assert.deepEqual(own.json().absent, []);
  const empty = await imported(school, 'hukou', []);
  assert.deepEqual([empty.state, empty.why], ['refused', '表中只有表头，没有数据。']);
  const who = await on.graduate({ hukouTransferred: false });
  const refused = await imported(school, 'hukou', [await tools.rowOf('hukou', who)]);
  assert.equal(refused.counts.faulty, 1);
  const codes = await tools.read((await on.send(school, 'GET', '/api/archives/archive/region-codes')).rawPayload);
  assert.deepEqual(codes[1], ['350203', '福建省', '厦门市', '思明区', '福建省厦门市思明区']);
});

test('an attempt that was killed leaves nothing behind for the next; what is stopped has written nothing more', async () => {
  const people = await Promise.all(Array.from({ length: 3 }, () => makeGraduate()));
  const rows = await Promise.all(people.map(who => tools.rowOf('archive', who)));
  const killed = await started(school, 'archive', rows);
  const half = unnamed(
    `insert into transfer_import_row (school_id, import_id, row, outcome, exam_number, name, faults_sealed) values (1, $1, 2, 'faulty', '', '', 'x')`,
  );
  await on.database.execute(half, [killed]);
  await on.database.execute(unnamed(`update transfer_import set phase = 'reading', rows_read = 1 where id = $1`), [killed]);
  await on.drain();
  const done = await run(school, 'archive', killed);
  assert.deepEqual([done.state, done.counts.added, done.counts.faulty], ['done', 3, 0]);

  const id = await started(school, 'archive', [await tools.rowOf('archive', await makeGraduate())]);
  const { jobId } = await run(school, 'archive', id);
  await on.send(school, 'POST', `/api/jobs/${jobId}/stop`);
  await on.drain();
  const stopped = await run(school, 'archive', id);
  assert.deepEqual([stopped.state, stopped.stateLabel, stopped.rowsWritten], ['stopped', '已停止', 0]);
});
