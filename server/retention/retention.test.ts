import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { after, before, beforeEach, describe, test } from 'node:test';
import { type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { refused, startFlows, type TestFlows } from '#server/cases/testing/flows.ts';
import { referenced } from '#server/platform/files/references.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { cookieOf, createTestApp, makeAccount } from '#server/testing/platform.ts';
import { cutoffOf, deleteEvidence } from './delete-evidence.ts';
import { retentionRoutes } from './routes.ts';
import { sweepFiles } from './sweep-files.ts';

let on: TestCases;
let flow: TestFlows;
before(async () => {
  on = await startCases();
  flow = await startFlows(on);
});
after(() => on.stop());
const morning = '2027-03-10T02:00:00Z';
beforeEach(() => on.clock.set(morning));
/** 1 July 2030, 02:37 in Beijing: the graduates of June 2027 have had their three years. */
const theNight = '2030-06-30T18:37:00Z';

const setGraduation = unnamed('update graduate set graduates_on = $2 where id = $1');
const selectFile = unnamed<{ evidenceFileId: string | null; shownFileId: string | null; deletedAt: Date | null }>(
  'select evidence_file_id, shown_file_id, deleted_at from case_file where id = $1',
);
const fileRow = (id: number) => on.database.one(selectFile, [id]);

/** A registered destination with a picture of its own. */
async function registered(graduatesOn: string) {
  const who = await on.graduate();
  await on.database.execute(setGraduation, [who.graduateId, graduatesOn]);
  const ref = await flow.begun(who, '70.01');
  return { who, ref, id: await enclosed(ref, `picture of ${randomUUID()}`) };
}
const insertFile = unnamed<{ id: number }>(
  `insert into case_file (school_id, case_id, purpose, item, name_sealed, media_type, pages, bytes, evidence_file_id, shown_file_id,
     received_sha256, uploaded_by, created_at, submitted_seq, removed_at)
   values ($1, $2, 'evidence', 0, $3, 'image/jpeg', 1, 1000, $4, $4, $3, 'test', $5, $6, $7) returning id`,
);
async function put(content: string): Promise<string> {
  const stored = await on.platform.files.put(Readable.from([Buffer.from(content)]), { maxBytes: 1000 });
  assert.ok(!('refused' in stored));
  return stored.id;
}
async function enclosed(
  ref: string,
  content: string,
  { submitted = 1, removedAt = null }: { readonly submitted?: number; readonly removedAt?: Date | null } = {},
): Promise<number> {
  const [schoolId, caseId] = ref.split('-').map(Number);
  const values = [schoolId, caseId, on.vault.seal('a.jpg'), await put(content), on.clock.now()];
  return (await on.database.one(insertFile, [...values, submitted || null, removedAt])).id;
}

const insertTransferFile = unnamed(
  `insert into transfer_file (school_id, id, graduate_id, kind, request_id, name_sealed, media_type, pages, bytes, evidence_file_id,
     shown_file_id, created_at)
   values (1, $1, $2, 'archive', $3, $4, 'image/jpeg', 1, 1000, $5, $5, $6)`,
);
async function transferFile(graduateId: number, request: number | null) {
  const [id, content] = [randomUUID(), await put(`picture of ${randomUUID()}`)];
  const name = on.vault.seal('情况说明.jpg');
  await on.database.execute(insertTransferFile, [id, graduateId, request, name, content, on.clock.now()]);
  return { id, content };
}
/** An archive that was registered with a picture enclosed. */
async function requested(graduatesOn: string) {
  const who = await on.graduate();
  await on.database.execute(setGraduation, [who.graduateId, graduatesOn]);
  const form = {
    archiveType: '2',
    archiveReceiverName: '厦门市演示人才服务中心',
    archiveRegionCode: '350203',
    archiveAddress: '演示路 1 号',
    archivePostcode: '361000',
  };
  const asked = await on.send(who, 'POST', '/api/graduate/archives/archive/requests', { action: 'register', form });
  const { id } = flow.passed(asked).json();
  const file = await transferFile(who.graduateId, id);
  const decide = (by: Someone, version: number) =>
    on.send(by, 'POST', `/api/archives/archive/requests/${id}/approve`, { version });
  flow.passed(await decide(flow.department, 1));
  flow.passed(await decide(flow.school, 2));
  return { who, id, file };
}

const insertModeRequest = unnamed<{ id: number }>(
  `insert into training_mode_request (school_id, graduate_id, state, is_open, from_mode, to_mode, text_sealed, account_id, created_at,
     updated_at)
   values (1, $1, 'discarded', false, '1', '21', $2, $3, $4, $4) returning id`,
);
const insertModeFile = unnamed(
  `insert into training_mode_file (school_id, id, request_id, account_id, name_sealed, media_type, pages, bytes, evidence_file_id,
     shown_file_id, created_at)
   values (1, $1, $2, $3, $4, 'image/jpeg', 1, 1000, $5, $5, $6)`,
);
async function modeRequest(graduatesOn: string) {
  const who = await on.graduate();
  await on.database.execute(setGraduation, [who.graduateId, graduatesOn]);
  const [{ accountId }, now] = [flow.department, on.clock.now()];
  const { id: request } = await on.database.one(insertModeRequest, [who.graduateId, on.vault.seal('有误'), accountId, now]);
  const [name, content] = [on.vault.seal('定向协议.jpg'), await put(`agreement ${randomUUID()}`)];
  await on.database.execute(insertModeFile, [randomUUID(), request, accountId, name, content, now]);
  return { request, content };
}

describe('evidence', () => {
  test('is deleted when its years are over, by the month of graduation and the setting of the school', () => {
    const month = (now: string, years: number) => cutoffOf(new Date(now), years).month;
    assert.equal(month(theNight, 3), '202707', 'June 2027 is before it');
    assert.equal(month('2030-06-30T15:59:59Z', 3), '202706', 'in Beijing it is still June');
    assert.equal(month(theNight, 5), '202507');
    assert.equal(cutoffOf(new Date(theNight), 3).date, '2027-07-01');
  });

  test('of those whose time is over is deleted, with its report; the record and the others stay', async () => {
    const old = await registered('202706');
    const young = await registered('202707');
    const { evidenceFileId: content } = await fileRow(old.id);
    on.clock.set('2030-06-30T15:59:00Z');
    assert.equal(await deleteEvidence(on.platform), 0);
    on.clock.set(theNight);
    assert.equal(await deleteEvidence(on.platform), 1);
    const gone = await fileRow(old.id);
    assert.deepEqual([gone.evidenceFileId, gone.shownFileId, gone.deletedAt], [null, null, new Date(theNight)]);
    assert.equal(await on.platform.files.has(content ?? ''), false);
    assert.equal(await on.platform.files.has((await fileRow(young.id)).evidenceFileId ?? ''), true);
    assert.equal(await deleteEvidence(on.platform), 0, 'once');

    const readers: readonly Someone[] = [old.who, flow.school];
    for (const reader of readers) {
      const page = await on.page(reader, old.ref);
      if (page.statusCode !== 200) continue;
      assert.deepEqual(
        page.json().files.map(({ deleted }: { deleted: boolean }) => deleted),
        [true],
      );
      refused(await on.send(reader, 'GET', `/api/cases/${old.ref}/files/${old.id}/shown`), 'file-deleted');
    }
    const [run] = await on.database.query(unnamed('select * from retention_run where school_id = 1'));
    assert.deepEqual(
      [Object(run).files, Object(run).cases, Object(run).bytes],
      [1, 1, 1000],
      'how many files, of how many cases, how much',
    );
    const [event] = await on.database.query(
      unnamed<{ actor: string; schoolId: number; detailSealed: Buffer }>(
        `select actor, school_id, detail_sealed from audit_event where action = 'evidence-deleted'`,
      ),
    );
    assert.deepEqual([event?.actor, event?.schoolId], ['platform', 1]);
    const detail = on.vault.openJson(event?.detailSealed ?? Buffer.alloc(0));
    assert.deepEqual(detail, { graduatedBefore: '2027-07-01', files: 1, bytes: 1000, cases: 1 });
  });

  test('of a request about archive or hukou is deleted too; that it was enclosed stays known', async () => {
    const [old, young] = [await requested('202706'), await requested('202707')];
    const draft = await transferFile(old.who.graduateId, null);
    on.clock.set(theNight);
    assert.equal(await deleteEvidence(on.platform), 1);
    assert.equal(await on.platform.files.has(old.file.content), false);
    for (const { content } of [young.file, draft]) assert.equal(await on.platform.files.has(content), true);
    const readers: readonly (readonly [Someone, string])[] = [
      [old.who, `/api/graduate/archives/archive/requests/${old.id}`],
      [flow.school, `/api/archives/archive/requests/${old.id}`],
    ];
    for (const [reader, page] of readers) {
      const { files, label } = flow.passed(await on.send(reader, 'GET', page)).json();
      assert.deepEqual([label, files.length, files[0].name, files[0].deleted], ['审核通过', 1, '情况说明.jpg', true]);
      const place = `/api/archives/archive/files/${old.who.graduateId}/${old.file.id}`;
      refused(await on.send(reader, 'GET', `${place}/shown`), 'file-deleted');
    }
    const [run] = await on.database.query(
      unnamed<{ files: number; cases: number; bytes: number }>(
        `select files, cases, bytes from retention_run order by day desc, at desc limit 1`,
      ),
    );
    assert.ok(run && run.files >= 1 && run.cases >= 1);
    assert.equal(await deleteEvidence(on.platform), 0, 'once');
  });

  test('of a request for another training mode is deleted too', async () => {
    const [old, young] = [await modeRequest('202706'), await modeRequest('202707')];
    on.clock.set(theNight);
    assert.equal(await deleteEvidence(on.platform), 1);
    assert.deepEqual([await on.platform.files.has(old.content), await on.platform.files.has(young.content)], [false, true]);
    const page = `/api/training-mode-requests/1-${old.request}`;
    const { files } = flow.passed(await on.send(flow.school, 'GET', page)).json();
    assert.deepEqual([files[0].name, files[0].deleted], ['定向协议.jpg', true]);
    refused(await on.send(flow.school, 'GET', `${page}/files/${files[0].id}`), 'file-deleted');
    assert.equal(await deleteEvidence(on.platform), 0, 'once');
  });

  test('content that another row refers to stays until that row’s time is over too', async () => {
    const [old, young] = [await registered('202706'), await registered('202807')];
    const shared = 'one picture, used twice';
    const [first, second] = [await enclosed(old.ref, shared), await enclosed(young.ref, shared)];
    const { evidenceFileId: content } = await fileRow(first);
    on.clock.set(theNight);
    await deleteEvidence(on.platform);
    assert.equal((await fileRow(first)).evidenceFileId, null);
    assert.equal((await fileRow(second)).evidenceFileId, content);
    assert.equal(await on.platform.files.has(content ?? ''), true);
    on.clock.set('2031-08-01T02:00:00Z');
    await deleteEvidence(on.platform);
    assert.equal(await on.platform.files.has(content ?? ''), false);
  });

  test('a stamped scan is the agreement itself, and stays', async () => {
    const old = await registered('202706');
    await on.database.execute(unnamed(`update case_file set purpose = 'scan' where id = $1`), [old.id]);
    await on.database.execute(unnamed(`update destination_case set flow = 'offline-signing' where school_id = 1 and id = $1`), [
      Number(old.ref.split('-')[1]),
    ]);
    on.clock.set(theNight);
    assert.equal(await deleteEvidence(on.platform), 0);
    await on.database.execute(unnamed(`update destination_case set flow = 'other-destination' where school_id = 1 and id = $1`), [
      Number(old.ref.split('-')[1]),
    ]);
    await on.database.execute(unnamed(`update case_file set purpose = 'evidence' where id = $1`), [old.id]);
    assert.equal(await deleteEvidence(on.platform), 1);
  });

  test('is kept longer where the school says so', async () => {
    const { id } = await registered('202706');
    await flow.set({ evidenceYears: 4 });
    on.clock.set(theNight);
    assert.equal(await deleteEvidence(on.platform), 0);
    on.clock.set('2031-06-30T18:37:00Z');
    assert.equal(await deleteEvidence(on.platform), 1);
    assert.notEqual((await fileRow(id)).deletedAt, null);
    await flow.set({});
  });

  test('more than one batch in one night is one report', async () => {
    const { ref } = await registered('202605');
    const [schoolId, caseId] = ref.split('-').map(Number);
    await on.database.execute(
      unnamed(
        `insert into case_file (school_id, case_id, purpose, name_sealed, media_type, pages, bytes, evidence_file_id, shown_file_id,
           received_sha256, uploaded_by, created_at)
         select $1, $2, 'evidence', $3, 'image/jpeg', 1, 10, 'none', 'none', $3, 'test', $4 from generate_series(1, 1100)`,
      ),
      [schoolId, caseId, Buffer.from('x'), on.clock.now()],
    );
    on.clock.set('2029-06-10T18:37:00Z');
    assert.equal(await deleteEvidence(on.platform), 1101);
    const [run] = await on.database.query(
      unnamed<{ files: number; bytes: number }>(`select files, bytes from retention_run where day = '2029-06-11'`),
    );
    assert.deepEqual([run?.files, run?.bytes], [1101, 12_000]);
  });
});

describe('the sweep', () => {
  test('knows every column that refers to stored content', async () => {
    const { evidenceFileId: used = '' } = await fileRow((await registered('203001')).id);
    const free = 'f'.repeat(64);
    assert.deepEqual([...(await referenced(on.database, [used ?? '', free]))], [used]);
    const [{ columns } = { columns: [] }] = await on.database.query(
      unnamed<{ columns: string[] }>(
        `select array_agg(table_name || '.' || column_name) as columns from information_schema.columns
         where table_schema = 'public' and data_type = 'text' and (column_name = 'file_id' or column_name like '%\\_file\\_id')`,
      ),
    );
    for (const known of [
      'case_file.shown_file_id',
      'document.file_id',
      'import_run.refused_file_id',
      'employer.submitted_licence_file_id',
    ])
      assert.ok(columns.includes(known), `${known} is found by its name`);
  });

  test('removes what nothing refers to once it is a week old, and what was taken back before it was handed in', async () => {
    const { ref, id } = await registered('203001');
    const orphan = await put('a file whose row was never written');
    const back = await enclosed(ref, 'taken back', { submitted: 0, removedAt: on.clock.now() });
    const replaced = await enclosed(ref, 'handed in, then replaced', { removedAt: on.clock.now() });
    const contents = await Promise.all([back, replaced, id].map(fileRow));
    const [ofBack = '', ofReplaced = '', ofOther = ''] = contents.map(({ evidenceFileId }) => evidenceFileId ?? '');
    const has = (content: string) => on.platform.files.has(content);

    // The store's own clock is the machine's; a week from there is a week for all of them.
    on.clock.set(new Date(Date.now() + 6 * 86_400_000).toISOString());
    await sweepFiles(on.platform, on.modules);
    assert.ok(await has(orphan), 'six days are not enough');
    on.clock.set('2027-03-18T02:00:01Z');
    const swept = await sweepFiles(on.platform, on.modules);
    assert.ok(swept.removed >= 2 && swept.lookedAt > swept.removed && swept.bytes > 0);
    assert.deepEqual(
      [await has(orphan), await has(ofBack), await has(ofReplaced), await has(ofOther)],
      [false, false, true, true],
    );
    assert.notEqual((await fileRow(back)).deletedAt, null);
    assert.equal((await fileRow(replaced)).deletedAt, null, 'what was handed in once is evidence');
    assert.equal((await sweepFiles(on.platform, on.modules)).removed, 0);
  });
});

test('a school sees its own report, the operator all of them and the sweeps, nobody else any', async () => {
  const app = createTestApp(on.platform, retentionRoutes(on.platform));
  const other = await registered('202706');
  on.clock.set(theNight);
  await deleteEvidence(on.platform);
  await sweepFiles(on.platform, on.modules);
  assert.ok(other.id > 0);
  const ask = async (kind: 'schoolAdmin' | 'school' | 'operator' | 'department', schoolId?: number) => {
    const accountId = await makeAccount(on.platform, {
      ...{ kind, login: randomUUID() },
      ...(schoolId && { schoolId }),
      ...(kind === 'department' && { departmentIds: [1] }),
    });
    return app.inject({ url: '/api/retention', headers: { cookie: await cookieOf(on.platform, { kind, accountId }) } });
  };
  const own = (await ask('schoolAdmin', 1)).json();
  assert.equal(own.evidenceYears, 3);
  assert.ok(own.runs.length > 0);
  assert.deepEqual(own.sweeps, []);
  assert.deepEqual((await ask('schoolAdmin', 2)).json().runs, []);
  const all = (await ask('operator')).json();
  assert.deepEqual([all.evidenceYears, all.runs.length >= own.runs.length, all.sweeps.length > 0], [null, true, true]);
  for (const kind of ['school', 'department'] as const) assert.equal((await ask(kind, 1)).statusCode, 403);
  await app.close();
});
