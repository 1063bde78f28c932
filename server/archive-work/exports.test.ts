import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { countTransfersAnew } from '#server/archives/testing/counters.ts';
import { type Graduate, type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { makeOffice, office, sheetTools } from './testing/sheets.ts';

let on: TestCases;
let tools: Awaited<ReturnType<typeof sheetTools>>;
let department: Someone;
let admin: Someone;
let one: Graduate;
let two: Graduate;
const back = { archiveType: '4', ...office };
const path = '/api/archives/archive';

before(async () => {
  on = await startCases();
  tools = await sheetTools(on);
  await makeOffice(on);
  department = await on.makeStaff('department');
  admin = await on.makeStaff('schoolAdmin');
  one = await on.graduate({ hukouTransferred: true });
  two = await on.graduate({ departmentId: 2, hukouTransferred: false });
  const written = await on.send(admin, 'PUT', `${path}/records/${one.graduateId}`, { version: 0, form: back });
  assert.equal(written.statusCode, 200, written.body);
  for (const [who, action] of [
    [one, 'modify'],
    [two, 'register'],
  ] as const) {
    const form = { ...back, archiveAddress: '演示路 2 号', explanation: '写错了' };
    const asked = await on.send(who, 'POST', `/api/graduate/archives/archive/requests`, { action, form });
    assert.equal(asked.statusCode, 200, asked.body);
  }
});
after(async () => {
  await tools.remove();
  await on.stop();
});
const sheet = async (who: Someone, list: string) => tools.read((await on.send(who, 'GET', `${path}/${list}`)).rawPayload);

test('records as they are listed: numbers in full by the school’s permission alone, content in words, written to the log', async () => {
  const [headers = [], ...rows] = await sheet(admin, 'record-exports/file?cohort=2027');
  assert.deepEqual(headers.slice(0, 4), ['姓名', '学号', '考生号', '身份证号']);
  assert.equal(rows.length, 2);
  const [first = [], second = []] = rows;
  assert.equal(first[3], one.idNumber);
  assert.deepEqual(first.slice(9, 13), ['已登记，修改审核中', '转回生源地', office.archiveReceiverName, '福建省厦门市思明区']);
  assert.equal(second[9], '审核中');
  const own = await sheet(department, 'record-exports/file?state=registered');
  assert.deepEqual([own.length, own[1]?.[3]?.slice(0, 6)], [2, '350***']);
  assert.equal((await sheet(admin, 'record-exports/file?department=2')).length, 2);
  const log = unnamed<{ count: number }>(`select count(*)::int as count from audit_event where action = 'transfers-exported'`);
  assert.equal((await on.database.one(log)).count, 3);
});

test('requests as they are listed: what waits for me when nothing else is asked for', async () => {
  const rows = await sheet(department, 'request-exports/file');
  assert.deepEqual(rows[1]?.slice(9, 11), ['修改', '待审核（等待学院审核）']);
  assert.equal(rows.length, 2);
  assert.equal((await sheet(admin, 'request-exports/file?state=all')).length, 3);
  const empty = await on.send(admin, 'POST', `${path}/request-exports`, { state: 'rejected' });
  assert.equal(empty.json().code, 'nothing-to-export');
  const few = (await on.send(admin, 'POST', `${path}/request-exports`, { state: 'all' })).json();
  assert.deepEqual([few.rows, few.over, few.job], [2, false, null]);
});

const clone = unnamed(
  `insert into graduate (school_id, cohort, exam_number, person_id, name, name_pinyin, document_type, document_number_sealed, document_hash,
     gender, ethnicity, political_status, education_level, major_code, major_name, department_id, student_number, study_years, enrolled_on,
     graduates_on, training_mode, origin_region, created_at, updated_at)
   select school_id, 2028, '9' || lpad(i::text, 13, '0'), 1000000 + i, name, name_pinyin, document_type, document_number_sealed,
     sha256(i::text::bytea), gender, ethnicity, political_status, education_level, major_code, major_name, department_id, student_number,
     study_years, enrolled_on, graduates_on, training_mode, origin_region, created_at, updated_at
   from graduate, generate_series(1, 2300) i where id = $1`,
);
test('a long list is made in the background', async () => {
  await on.database.execute(clone, [one.graduateId]);
  await countTransfersAnew(on.database);
  const filter = { cohort: 2028 };
  assert.equal((await on.send(admin, 'GET', `${path}/record-exports/file?cohort=2028`)).json().code, 'export-grew');
  const { over, job } = (await on.send(admin, 'POST', `${path}/record-exports`, filter)).json();
  assert.equal(over, true);
  assert.deepEqual(await on.drain(), []);
  const result = await on.send(admin, 'GET', `/api/jobs/${job.id}/result`);
  assert.equal((await tools.read(result.rawPayload)).length, 2301);
});

test('statistics add up to the lists, by department, major and level, with types and provinces', async () => {
  const read = async (who: Someone, query: string, kind = 'archive') =>
    (await on.send(who, 'GET', `/api/archives/${kind}/statistics?cohort=2027&${query}`)).json();
  const all = await read(admin, 'by=department');
  assert.deepEqual(all.total, {
    graduates: 2,
    registered: 1,
    modifying: 1,
    reviewing: 1,
    unregistered: 0,
    lapsed: 0,
    types: { '4': 1 },
    provinces: { '350000': 1 },
  });
  assert.deepEqual([all.types, all.provinces], [[{ code: '4', name: '转回生源地' }], [{ code: '350000', name: '福建省' }]]);
  assert.deepEqual(
    all.groups.map(({ name, figures }: { name: string; figures: { registered: number } }) => [name, figures.registered]),
    [
      ['信息学院', 1],
      ['人文与新闻传播学院', 0],
    ],
  );
  assert.equal((await read(department, 'by=major')).groups[0].name, '计算机科学与技术（080901）');
  assert.equal((await read(department, 'by=educationLevel')).total.graduates, 1);
  assert.equal((await read(admin, 'by=department', 'hukou')).total.graduates, 1);
});
