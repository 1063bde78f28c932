import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { after, before, describe, test } from 'node:test';
import { type Employer, type Graduate, idNumberOf, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { readRows } from '#server/platform/sheets/sheets.ts';
import { type SheetValue, writeRows } from '#server/platform/sheets/write.ts';
import { cookieOf } from '#server/testing/platform.ts';

let on: TestCases;
before(async () => {
  on = await startCases();
});
after(() => on.stop());

const headers = [
  '毕业生姓名*',
  '毕业生身份证号',
  '签约码',
  '应约有效期（天）',
  '职位类别',
  '岗位名称',
  '联系人手机',
  '报到期限',
  '档案转递类型',
];
const place = [
  '档案转递单位名称',
  '档案转递单位地址（省市区）',
  '档案转递单位地址（详细地址）',
  '户口迁移类型',
  '户口迁移地址（省市区）',
  '户口迁移地址（详细地址）',
];
const all = [...headers, ...place];
const terms = ['工程技术人员', '海图数据工程师', '13900990077', '2027/7/5', '签约单位接收'];
const placed = ['厦门市演示人才服务中心', '福建省厦门市思明区', '演示路 1 号', '签约单位接收', '350203', '演示路 7 号'];
const lineFor = (someone: { name: string; idNumber: string }, ...more: SheetValue[]): SheetValue[] => [
  someone.name,
  someone.idNumber,
  null,
  '5',
  ...terms,
  ...placed,
  ...more,
];

async function sheetOf(rows: readonly SheetValue[][], columns: readonly string[] = all): Promise<Buffer> {
  const to = new PassThrough();
  const chunks: Buffer[] = [];
  to.on('data', chunk => chunks.push(chunk));
  await writeRows(
    '签约邀请',
    columns.map(header => ({ header, type: 'general' })),
    rows,
    to,
  );
  return Buffer.concat(chunks);
}
const base = '/api/employer/invitation-batches';
async function upload(employer: Employer, content: Buffer, name = '新员工.xlsx') {
  const cookie = await cookieOf(on.platform, employer.owner);
  const header = { cookie, 'content-type': 'application/octet-stream', 'file-name': encodeURIComponent(name) };
  return on.app.inject({ method: 'POST', url: base, headers: header, payload: content });
}
async function uploaded(employer: Employer, rows: readonly SheetValue[][], columns?: readonly string[]) {
  const answer = await upload(employer, await sheetOf(rows, columns));
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json();
}
const rowsOf = async (employer: Employer, id: number, query = '') => {
  const answer = await on.send(employer, 'GET', `${base}/${id}/rows?limit=200${query}`);
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json().rows;
};
const sendIt = (employer: Employer, id: number) => on.send(employer, 'POST', `${base}/${id}/sending`);
const batchOf = async (employer: Employer, id: number) => (await on.send(employer, 'GET', `${base}/${id}`)).json();
async function readBack(content: Buffer): Promise<string[][]> {
  const path = join(tmpdir(), `${randomUUID()}.xlsx`);
  await writeFile(path, content);
  const rows: string[][] = [];
  for await (const { cells } of readRows(path)) rows.push(cells.map(({ text }) => text));
  await rm(path);
  return rows;
}
const people = (count: number, more: object = {}): Promise<Graduate[]> =>
  Promise.all(Array.from({ length: count }, () => on.graduate(more)));

describe('a sheet of invitations', () => {
  test('is checked row by row; nothing is sent before somebody says so', async () => {
    const employer = await on.makeEmployer();
    const [one, other, third] = await people(3);
    assert.ok(one && other && third);
    const batch = await uploaded(employer, [
      lineFor(one),
      lineFor({ ...other, idNumber: '35020320041102001X' }),
      [null, null, null, null, ...terms, ...placed],
      lineFor(third).with(4, '航天员').with(9, '').with(10, '厦门'),
      lineFor(one),
      [null, null, null, null, ...terms, ...placed],
      [null, null, null, null, ...terms, ...placed],
    ]);
    assert.deepEqual([batch.state, batch.counts], ['checked', { ready: 1, faulty: 4, sent: 0, refused: 0 }]);
    const rows = await rowsOf(employer, batch.id);
    assert.deepEqual(
      rows.map(({ row, outcome, faults }: { row: number; outcome: string; faults: { column: string }[] }) => [
        row,
        outcome,
        faults.map(({ column }) => column),
      ]),
      [
        [2, 'ready', []],
        [3, 'faulty', ['毕业生身份证号']],
        [4, 'faulty', ['毕业生姓名', '毕业生身份证号']],
        [5, 'faulty', ['职位类别', '档案转递单位地址（省市区）', '档案转递单位名称']],
        [6, 'faulty', ['毕业生身份证号']],
      ],
    );
    assert.equal(rows[4].faults[0].message, '与第 2 行是同一位毕业生，请删除一行');
    for (const { faults } of rows) for (const { message } of faults) assert.match(message, /\p{Script=Han}/u);
    const { count } = await on.database.one(
      unnamed<{ count: number }>('select count(*)::int as count from destination_case where employer_id = $1'),
      [employer.employerId],
    );
    assert.equal(count, 0);
    assert.equal((await on.send(employer, 'DELETE', `${base}/${batch.id}`)).statusCode, 200);
    assert.equal((await on.send(employer, 'GET', `${base}/${batch.id}`)).statusCode, 404);
  });

  test('is sent row by row: sent, refused with the sentence, and the rest to be mended and uploaded again', async () => {
    const employer = await on.makeEmployer();
    const [fine, invited, directed] = [
      await on.graduate({ name: '龚𬭎' }),
      await on.graduate(),
      await on.graduate({ trainingMode: '21' }),
    ];
    const batch = await uploaded(employer, [
      lineFor(fine),
      lineFor(invited),
      lineFor({ name: '查无此人', idNumber: idNumberOf(990) }),
      lineFor(directed),
      lineFor({ name: '木合塔尔·艾山', idNumber: '123' }),
    ]);
    // Between check and sending a colleague has been quicker.
    await on.invited(employer, invited);
    assert.equal((await sendIt(employer, batch.id)).json().state, 'sending');
    await on.drain();
    const after = await batchOf(employer, batch.id);
    assert.deepEqual([after.state, after.counts], ['done', { ready: 0, faulty: 1, sent: 1, refused: 3 }]);
    const rows = await rowsOf(employer, batch.id);
    assert.deepEqual(
      rows.map(({ sentence }: { sentence: string }) => sentence?.slice(0, 12) ?? null),
      [null, '贵单位对该毕业生的签约邀', '未找到姓名与身份证号都匹', '培养方式为定向/委培（不', null],
    );
    const kase = await on.row(rows[0].ref);
    assert.deepEqual([kase.employerName, kase.dueAt?.toISOString()], [employer.name, rows[0].respondBy]);
    const form = on.vault.openJson(kase.formSealed);
    assert.ok(typeof form === 'object' && form !== null && 'reportDeadline' in form && 'archiveRegionCode' in form);
    assert.deepEqual([form.reportDeadline, form.archiveRegionCode], ['2027-07-05', '350203']);

    const file = await on.send(employer, 'GET', `${base}/${batch.id}/unsent-rows`);
    const [head, ...lines] = await readBack(file.rawPayload);
    assert.deepEqual(head?.slice(0, 4), ['错误原因', '原行号', '毕业生姓名', '毕业生身份证号']);
    assert.deepEqual(
      lines.map(cells => cells[1]),
      ['3', '4', '5', '6'],
    );
    assert.match(lines[3]?.[0] ?? '', /^毕业生身份证号：/);
    const again = await upload(employer, file.rawPayload, '改正后.xlsx');
    assert.deepEqual(again.json().counts, { ready: 2, faulty: 2, sent: 0, refused: 0 });
  });

  test('says at the check who is invited already, of the own invitations alone, and forgets those that came to nothing', async () => {
    const [employer, other] = [await on.makeEmployer(), await on.makeEmployer()];
    const [waiting, accepted, declined] = await people(3);
    assert.ok(waiting && accepted && declined);
    await on.invited(employer, waiting);
    await on.act(accepted, await on.invited(employer, accepted), 'accept', on.consent(accepted));
    await on.act(declined, await on.invited(employer, declined), 'decline');
    const sheet = [lineFor(waiting), lineFor(accepted), lineFor(declined)];
    const rows = await rowsOf(employer, (await uploaded(employer, sheet)).id);
    assert.deepEqual(
      rows.map(
        ({ faults: [fault] }: { faults: { column: string; message: string }[] }) => fault && [fault.column, fault.message],
      ),
      [
        ['毕业生身份证号', '已邀请过该毕业生（单位发起邀请，等待应约），不必再次邀请，请删除此行'],
        ['毕业生身份证号', '已邀请过该毕业生（学生已同意签约，等待学院审核），不必再次邀请，请删除此行'],
        undefined,
      ],
    );
    assert.equal((await uploaded(other, sheet)).counts.faulty, 0, 'of other employers it tells nothing');
  });

  test('the same file twice invites nobody twice, nor does pressing send five times', async () => {
    const employer = await on.makeEmployer();
    const rows = (await people(4)).map(someone => lineFor(someone));
    const [first, second] = [await uploaded(employer, rows), await uploaded(employer, rows)];
    await Promise.all([1, 2, 3, 4, 5].map(() => sendIt(employer, first.id)));
    await sendIt(employer, second.id);
    await on.drain();
    assert.equal((await batchOf(employer, first.id)).counts.sent + (await batchOf(employer, second.id)).counts.sent, 4);
    const late = await rowsOf(employer, second.id, '&outcome=refused');
    const { count } = await on.database.one(
      unnamed<{ count: number }>('select count(*)::int as count from destination_case where employer_id = $1'),
      [employer.employerId],
    );
    assert.deepEqual([count, late.length + (await rowsOf(employer, first.id, '&outcome=refused')).length], [4, 4]);
  });

  test('killed after an invitation and before its outcome, it continues and gives the same outcome', async () => {
    const employer = await on.makeEmployer();
    const batch = await uploaded(
      employer,
      (await people(3)).map(someone => lineFor(someone)),
    );
    await sendIt(employer, batch.id);
    await on.drain();
    const sent = await rowsOf(employer, batch.id);
    await on.database.execute(
      unnamed(`update invitation_batch_row set outcome = 'ready', school_id = null, case_id = null, respond_by = null
        where employer_id = $1 and batch_id = $2 and row > 2`),
      [employer.employerId, batch.id],
    );
    await on.database.execute(
      unnamed(`update invitation_batch set state = 'checked', finished_at = null where employer_id = $1 and id = $2`),
      [employer.employerId, batch.id],
    );
    await sendIt(employer, batch.id);
    await on.drain();
    assert.deepEqual(await rowsOf(employer, batch.id), sent);
  });

  test('a graduate may be named by a code, and columns that are not there take the terms', async () => {
    const [employer, someone, other] = [await on.makeEmployer(), await on.graduate(), await on.graduate()];
    const live = (await on.send(someone, 'POST', '/api/graduate/invitation-code')).json().live.code;
    const first = await uploaded(employer, [lineFor(other)]);
    await sendIt(employer, first.id);
    await on.drain();
    const batch = await uploaded(employer, [['智慧渔场数据工程师', live]], ['岗位名称', '签约码']);
    assert.deepEqual(batch.counts, { ready: 1, faulty: 0, sent: 0, refused: 0 });
    assert.ok((await batchOf(employer, batch.id)).absent.includes('档案转递类型'));
    await sendIt(employer, batch.id);
    await on.drain();
    const [row] = await rowsOf(employer, batch.id);
    assert.equal(row.outcome, 'sent', row.sentence);
    assert.ok(!row.idNumber.includes(live.slice(4)));
  });

  test('a member who is disabled meanwhile sends nothing more', async () => {
    const employer = await on.makeEmployer();
    const batch = await uploaded(
      employer,
      (await people(2)).map(someone => lineFor(someone)),
    );
    await sendIt(employer, batch.id);
    await on.database.execute(unnamed('update account set disabled_at = $2 where id = $1'), [employer.accountId, on.clock.now()]);
    await on.drain();
    await on.database.execute(unnamed('update account set disabled_at = null where id = $1'), [employer.accountId]);
    assert.deepEqual((await batchOf(employer, batch.id)).counts, { ready: 0, faulty: 0, sent: 0, refused: 2 });
  });

  test('is refused as a whole when it is none, and a long number is not an ID number', async () => {
    const employer = await on.makeEmployer();
    const why = async (content: Buffer) => (await upload(employer, content)).json().title;
    assert.match(await why(Buffer.from('姓名,身份证号')), /不是 xlsx 表格/);
    assert.match(await why(await sheetOf([['甲']], ['员工', '工号'])), /缺少必填列：毕业生姓名、毕业生身份证号/);
    assert.match(await why(await sheetOf([])), /没有数据/);
    assert.match(await why(await sheetOf([['甲', '1', '乙']], ['姓名', '身份证号', '毕业生姓名'])), /表头重复：姓名、毕业生姓名/);
    const many = Array.from({ length: 1001 }, (_, at) => [`甲${at}`, String(at)]);
    assert.match(await why(await sheetOf(many, ['姓名', '身份证号'])), /超过 1,000 行/);
    const { id } = await uploaded(employer, [['龚𬭎', 350203200411020000]], ['姓名', '身份证号']);
    const [row] = await rowsOf(employer, id);
    assert.match(row.faults.find(({ column }: { column: string }) => column === '毕业生身份证号').message, /以数字存储/);
  });

  test("is its employer's alone, and no ID number in it lies open", async () => {
    const [employer, other] = [await on.makeEmployer(), await on.makeEmployer()];
    const someone = await on.graduate();
    const { id } = await uploaded(employer, [lineFor(someone)]);
    for (const path of [`${base}/${id}`, `${base}/${id}/rows`, `${base}/${id}/unsent-rows`])
      assert.equal((await on.send(other, 'GET', path)).statusCode, 404);
    assert.equal((await sendIt(other, id)).statusCode, 404);
    const [row] = await rowsOf(employer, id);
    assert.equal(row.idNumber, `350***********${someone.idNumber.slice(-4)}`);
    const kept = await on.database.query(unnamed<{ text: string }>('select t::text as text from invitation_batch_row t'));
    assert.ok(kept.length > 0 && kept.every(({ text }) => !text.includes(someone.idNumber)));
  });
});

describe('the template', () => {
  test('is filled in with the terms, and uploaded as it came it is a sheet without rows', async () => {
    const employer = await on.makeEmployer();
    const answer = await on.send(employer, 'GET', '/api/employer/invitation-template');
    assert.equal(answer.statusCode, 200, answer.body);
    const [head, row] = await readBack(answer.rawPayload);
    const cell = (header: string) => row?.[head?.indexOf(header) ?? -1];
    assert.deepEqual([cell('单位联系人*'), cell('应约有效期（天）')], ['吴经理', '3']);
    assert.match((await upload(employer, answer.rawPayload)).json().title, /没有数据/);
    const unqualified = await on.makeEmployer({ qualified: false });
    assert.equal((await on.send(unqualified, 'GET', '/api/employer/invitation-template')).json().code, 'employer-not-qualified');
  });
});
