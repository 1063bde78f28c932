import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type TestContext, test } from 'node:test';
import { z } from 'zod';
import { type Someone, startCases } from '#server/cases/testing/cases.ts';
import { filledForm, startFlows } from '#server/cases/testing/flows.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { type Cell, readRows } from '#server/platform/sheets/sheets.ts';
import { openZip } from '#server/platform/zip/zip.ts';

const exported = z.object({ rows: z.number(), full: z.boolean() }).loose();

async function start(t: TestContext) {
  const cases = await startCases();
  t.after(cases.stop);
  const flows = await startFlows(cases);
  const folder = await mkdtemp(join(tmpdir(), 'quxiang-export-'));
  t.after(() => rm(folder, { recursive: true }));
  const { platform, database, send } = cases;
  const ask = (who: Someone, body: object) => send(who, 'POST', '/api/desk/exports', { what: 'current', ...body });
  const fetch = (who: Someone, query: string) => send(who, 'GET', `/api/desk/exports/file?${query}`);
  async function read(content: Buffer): Promise<Cell[][]> {
    const path = join(folder, 'sheet.xlsx');
    await writeFile(path, content);
    const rows: Cell[][] = [];
    for await (const { cells } of readRows(path)) rows.push(cells);
    return rows;
  }
  const texts = async (content: Buffer) => (await read(content)).map(row => row.map(({ text }) => text));
  const audited = async () =>
    (
      await database.query(
        unnamed<{ detailSealed: Buffer }>(`select detail_sealed from audit_event where action = 'cases-exported' order by id`),
      )
    ).map(({ detailSealed }) => exported.parse(platform.vault.openJson(detailSealed)));
  return { ...cases, flows, folder, ask, fetch, read, texts, audited, work: () => cases.drain() };
}
const renameEmployer = unnamed('update destination_case set employer_name = $2 where id = $1');

test('exactly the filtered rows with the chosen columns; text stays text, moments are Beijing’s', async t => {
  const desk = await start(t);
  const { flows } = desk;
  const employer = await desk.makeEmployer();
  const [first, second] = [await desk.graduate({ name: '𬭎·㛃' }), await desk.graduate()];
  const ref = await desk.invited(employer, first);
  await desk.act(first, ref, 'accept', desk.consent(first));
  await desk.invited(employer, second);
  await desk.database.execute(renameEmployer, [Number(ref.split('-')[1]), `=HYPERLINK("http://evil.example","点我")`]);

  const counted = (await desk.ask(flows.department, { flow: 'online-signing' })).json();
  assert.deepEqual([counted.rows, counted.over, counted.job], [1, false, null]);
  const columns = 'submittedAt,name,employer,cohort,state,jobCategory';
  const answer = await desk.fetch(flows.department, `what=current&flow=online-signing&columns=${columns}`);
  assert.equal(answer.statusCode, 200, answer.body);
  assert.match(decodeURIComponent(String(answer.headers['content-disposition'])), /线上签约-当前查询数据-2027-03-10\.xlsx/);
  const [head, row, ...more] = await desk.read(answer.rawPayload);
  assert.deepEqual(
    head?.map(({ text }) => text),
    ['姓名', '届别', '单位、院校或去向', '职位类别', '当前状态', '提交时间'],
  );
  assert.deepEqual(
    row?.map(({ kind, text }) => `${kind} ${text}`),
    [
      'text 𬭎·㛃',
      'number 2027',
      `text =HYPERLINK("http://evil.example","点我")`,
      'text 工程技术人员',
      'text 学生已同意签约，等待学院审核',
      'date 2027-03-10 10:00:00',
    ],
  );
  assert.equal(more.length, 0);
  const all = await desk.fetch(flows.department, 'what=current&flow=online-signing&state=all');
  assert.equal((await desk.read(all.rawPayload)).length, 3);
  const elsewhere = await desk.makeStaff('department', { departmentIds: [2] });
  assert.equal((await desk.ask(elsewhere, { flow: 'online-signing', state: 'all' })).json().code, 'nothing-to-export');
  assert.equal((await desk.read((await desk.fetch(elsewhere, 'what=current&state=all')).rawPayload)).length, 1);
});

test('ID numbers and phones are masked, unless the school lets this account have them; the audit says which', async t => {
  const desk = await start(t);
  const graduate = await desk.graduate();
  await desk.flows.submitted(graduate, '10.02', []);
  const admin = await desk.makeStaff('schoolAdmin');
  const query = 'what=current&flow=offline-signing&state=all&columns=documentNumber,phone,contactMobile';
  const numbers = async (who: Someone) => (await desk.texts((await desk.fetch(who, query)).rawPayload))[1];
  const masked = [`350***********${graduate.idNumber.slice(-4)}`, `136****${graduate.phone.slice(-4)}`, '139****5678'];
  const full = [graduate.idNumber, graduate.phone, '13912345678'];
  const seen = async () => [await numbers(admin), await numbers(desk.flows.school), await numbers(desk.flows.department)];
  assert.deepEqual(await seen(), [full, masked, masked]);
  await desk.flows.set({ fullIdInExports: 'school' });
  assert.deepEqual(await seen(), [full, full, masked]);
  await desk.flows.set({ fullIdInExports: 'nobody' });
  assert.deepEqual(await seen(), [masked, masked, masked]);

  const kept = await desk.audited();
  assert.deepEqual(
    kept.map(({ full }) => full),
    [true, false, false, true, true, false, false, false, false],
  );
  assert.deepEqual(
    { ...kept[0], columns: [] },
    {
      ...{ what: 'current', flow: 'offline-signing', state: 'all', sort: 'updated', columns: [], rows: 1, full: true },
    },
  );
  assert.equal(desk.platform.logged().includes(graduate.idNumber), false);
});

test('who was sent back to modify, with reason, text, when and by whom; who has handed in again is not among them', async t => {
  const desk = await start(t);
  const { flows } = desk;
  const [one, two, three] = [await desk.graduate({ name: '䶮·买买提' }), await desk.graduate(), await desk.graduate()];
  const refs = [];
  for (const who of [one, two, three]) refs.push(await flows.submitted(who, '10.02', []));
  const [first = '', second = ''] = refs;
  const note = { reason: '单位信息有误', text: '=请核对单位名称' };
  for (const ref of [first, second]) flows.passed(await desk.act(flows.department, ref, 'return', note));
  flows.passed(await flows.submit(two, second, filledForm('10.02')));

  const answer = await desk.fetch(flows.school, 'what=returned&flow=offline-signing');
  const rows = await desk.texts(answer.rawPayload);
  assert.equal(rows.length, 2, JSON.stringify(rows));
  assert.deepEqual(rows[1]?.slice(0, 1), ['䶮·买买提']);
  assert.deepEqual(rows[1]?.slice(-4), ['2027-03-10 10:00:00', '学院（罗老师）', '单位信息有误', '=请核对单位名称']);
  assert.equal((await desk.ask(flows.school, { what: 'returned', flow: 'online-signing' })).json().code, 'nothing-to-export');
});

test('above 2,000 rows it is made in the background, of the rows as they were at one moment', async t => {
  const desk = await start(t);
  const employer = await desk.makeEmployer();
  const graduate = await desk.graduate();
  await desk.invited(employer, graduate);
  const columns = unnamed<{ names: string }>(
    `select string_agg(quote_ident(attname), ', ') as names from pg_attribute where attrelid = 'destination_case'::regclass
       and attnum > 0 and not attisdropped and attname not in ('id', 'due_at', 'employer_name')`,
  );
  const { names } = await desk.database.one(columns);
  await desk.database.execute(
    unnamed(`insert into destination_case (${names}, employer_name)
      select ${names}, '单位' || i from destination_case, generate_series(1, 2500) i`),
  );
  const filter = { flow: 'online-signing', state: 'invited' };
  const begun = (await desk.ask(desk.flows.school, filter)).json();
  assert.deepEqual([begun.over, begun.job.title, begun.job.state], [true, '下载当前查询数据 · 线上签约', 'waiting']);
  const atOnce = await desk.fetch(desk.flows.school, 'what=current&flow=online-signing&state=invited');
  assert.equal(atOnce.json().code, 'export-grew');
  assert.deepEqual(await desk.work(), []);
  const job = (await desk.send(desk.flows.school, 'GET', `/api/jobs/${begun.job.id}`)).json();
  assert.deepEqual(
    [job.state, job.done, job.total, job.result.name],
    ['done', 2501, 2501, '线上签约-当前查询数据-2027-03-10.xlsx'],
  );
  const result = await desk.send(desk.flows.school, 'GET', `/api/jobs/${begun.job.id}/result`);
  const rows = await desk.texts(result.rawPayload);
  const employers = new Set(rows.slice(1).map(row => row[rows[0]?.indexOf('单位、院校或去向') ?? -1]));
  assert.deepEqual([rows.length, employers.size], [2502, 2501]);
  assert.deepEqual(
    (await desk.audited()).map(({ rows }) => rows),
    [2501],
  );
});

const addDocument = unnamed(
  `insert into document (school_id, case_id, kind, version, state, file_id, bytes, sha256, requested_at)
   values (1, $1, 'agreement', $2, 'ready', $3, 5, decode($3, 'hex'), now())`,
);

test('agreements in one file: the last of each, named so that one finds them; what has none is told', async t => {
  const desk = await start(t);
  const { flows, platform } = desk;
  const employer = await desk.makeEmployer();
  const other = await desk.makeEmployer();
  const refs: string[] = [];
  for (const name of ['𬭎·㛃', '王/小明', '王/小明'])
    refs.push(await flows.signedOnline(employer, await desk.graduate({ name })));
  const foreign = await flows.signedOnline(other, await desk.graduate());
  const keep = async (ref: string, version: number, content: string) => {
    const stored = await platform.files.put(Readable.from([Buffer.from(content)]), { maxBytes: 100 });
    assert.ok('id' in stored);
    await desk.database.execute(addDocument, [Number(ref.split('-')[1]), version, stored.id]);
  };
  const [first = '', second = '', third = ''] = refs;
  await desk.database.execute(unnamed('delete from document'));
  await keep(first, 1, 'old');
  await keep(first, 2, 'first');
  await keep(second, 1, 'second');
  await keep(foreign, 1, 'foreign');

  const begun = await desk.send(employer, 'POST', '/api/agreement-files', {
    selection: { refs: [first, second, third, foreign] },
  });
  assert.equal(begun.statusCode, 200, begun.body);
  const { id } = begun.json();
  assert.deepEqual(await desk.work(), []);
  const job = (await desk.send(employer, 'GET', `/api/jobs/${id}`)).json();
  assert.deepEqual([job.state, job.done, job.failures, job.result.name], ['done', 4, 2, '就业协议书-2027-03-10.zip']);
  const { rows } = (await desk.send(employer, 'GET', `/api/jobs/${id}/cases?outcome=refused`)).json();
  assert.deepEqual(
    rows.map(({ ref, sentence }: { ref: string; sentence: string }) => [ref, sentence.slice(0, 11)]),
    [
      [third, '没有可下载的就业协议书'],
      [foreign, '未找到，或不在您的权限'],
    ],
  );
  const path = join(desk.folder, 'all.zip');
  await writeFile(path, (await desk.send(employer, 'GET', `/api/jobs/${id}/result`)).rawPayload);
  const zip = await openZip(path, { entries: 10, entryBytes: 1000, totalBytes: 10_000, ratio: 10 });
  assert.ok(!('refused' in zip));
  t.after(() => zip.close());
  const number = async (ref: string) => (await desk.row(ref)).agreementNumber;
  const name = `东海大学-𬭎·㛃-${await number(first)}.pdf`;
  assert.deepEqual([...zip.names], [name, `东海大学-王_小明-${await number(second)}.pdf`]);
  assert.equal((await zip.read(name, 100)).toString(), 'first');

  const all = await desk.send(employer, 'POST', '/api/agreement-files', { selection: { flow: 'online-signing' } });
  assert.equal(all.json().total, 3);
  const list = { filter: { flow: 'online-signing', state: 'effective' } };
  assert.equal((await desk.send(flows.school, 'POST', '/api/agreement-files', { selection: list })).json().total, 4);
  const refused = await desk.send(employer, 'POST', '/api/agreement-files', { selection: list });
  assert.equal(refused.json().code, 'nothing-to-export');
});
