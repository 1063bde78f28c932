/**
 * The long work of the desks with archives at a school of many graduates: quick review (time, what somebody else's list costs
 * meanwhile, stopped half-way), import (time, memory, refused rows), lists and statistics (time by HTTP, pages of the database).
 *
 *   node scripts/node.mjs bench/archives.ts [graduates, default 30000] [requests, default 5000]
 */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { transferRecordFilter, transferRequestFilter } from '#contract/routes/desk-archives.ts';
import { importColumns } from '#domain/transfers/import-sheet.ts';
import { createVault, freshKeyRing } from '#server/platform/base/crypto.ts';
import { documentHash } from '#server/platform/base/document-hash.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { scopedStatements } from '#server/platform/scope/within.ts';
import { writeRows } from '#server/platform/sheets/write.ts';
import { recordPage, requestPage } from '../server/archives/index.ts';
import { countTransfersAnew, transferCountersAgree } from '../server/archives/testing/counters.ts';
import '../server/archive-work/index.ts';
import { idNumberOf } from '../server/roster-import/testing/import.ts';
import { askOf, meanwhile, pagesOf, seatsOf, seedSchool, spread, thirtyTimes, watchMemory } from './harness/busy-desk.ts';
import { startBenchDatabase } from './harness/database.ts';
import { startBenchServer } from './harness/start-server.ts';
import { quantile, report } from './harness/tools.ts';

const many = Number(process.argv[2] ?? 30_000);
const requests = Number(process.argv[3] ?? 5_000);
const faulty = Math.round(many / 100);

const keys = freshKeyRing();
const vault = createVault(keys);
const database = await startBenchDatabase();
const { owner } = database;
const office = { name: '厦门市演示人才服务中心', region: '350203', address: '演示路 1 号' };

const numbered = unnamed(
  `update graduate g set document_hash = given.hash from unnest($1::bigint[], $2::bytea[]) as given (id, hash)
   where g.school_id = 1 and g.id = given.id`,
);
const insertOffice = unnamed(
  `insert into receiving_office (served_region_code, province_code, name, name_letters, name_initials, region_code, address, valid_from,
     created_at, updated_at) values ('350203', '350000', $1, 'x', 'x', $2, $3, '2020-01-01', now(), now())`,
);
/** Waiting for the school, each with the step that led there. */
const insertRequests = unnamed(
  `insert into transfer_request (school_id, graduate_id, kind, action, state, waits_at, levels, content_sealed, explanation_sealed,
     transfer_type, submitted_at, updated_at, cohort, department_id, graduate_name, graduate_pinyin, graduate_initials, student_number,
     exam_number, class_name, major_code, major_name, education_level)
   select 1, g.id, 'archive', 'register', 'reviewing.school', 'school', '{school}', $2, $3, '4', date_trunc('second', now()) - interval '1 day', date_trunc('second', now()) - interval '1 day',
     g.cohort, g.department_id, g.name, 'x', 'x', g.student_number, g.exam_number, g.class_name, g.major_code, g.major_name, g.education_level
   from graduate g where g.school_id = 1 and g.id <= $1`,
);
const insertSteps = unnamed(
  `insert into transfer_request_history (school_id, request_id, seq, at, action, by_role, levels, to_state)
   select 1, id, 1, submitted_at, 'register', 'graduate', levels, state from transfer_request`,
);
async function seed(): Promise<void> {
  await seedSchool(owner, keys, many);
  const ids = Array.from({ length: many }, (_, at) => at + 1);
  const hashes = ids.map(id => documentHash(vault, 'idCard', idNumberOf(id)));
  await owner.execute(numbered, [ids, hashes]);
  await owner.execute(insertOffice, Object.values(office));
  const content = {
    transferType: '4',
    receiverName: office.name,
    receiverRegionCode: office.region,
    receiverAddress: office.address,
  };
  await owner.execute(insertRequests, [requests, vault.sealJson(content), vault.seal('')]);
  await owner.execute(insertSteps);
  await owner.execute(unnamed(`update graduate set archive_state = 'reviewing' where id <= $1`), [requests]);
  await countTransfersAnew(owner);
  await owner.execute(unnamed('vacuum analyze'));
}

const readGraduates = unnamed<{ id: number; name: string; examNumber: string }>(
  'select id, name, exam_number from graduate where school_id = 1 order by id',
);
/** A sheet of every graduate; one row in a hundred has a wrong type. */
async function writeSheet(path: string): Promise<void> {
  const graduates = await owner.query(readGraduates);
  const headers = importColumns.archive.map(({ header }) => ({ header }));
  const rows = graduates.map(({ id, name, examNumber }) => [
    ...[
      examNumber,
      name,
      idNumberOf(id),
      id % 100 === 0 ? '邮寄' : '托管单位接收',
      '厦门市思明区人才服务中心',
      '350203',
      '湖滨南路 1 号',
    ],
    ...['361000', '', ''],
  ]);
  await writeRows('档案信息', headers, rows, path);
}

const jobShape = z.object({ id: z.number(), state: z.string(), done: z.number(), failures: z.number() });
const runShape = z.object({
  id: z.number(),
  state: z.string(),
  why: z.string().nullable(),
  rowsWritten: z.number(),
  counts: z.object({ added: z.number(), changed: z.number(), same: z.number(), faulty: z.number() }),
});
const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const base = '/api/archives/archive';

try {
  await seed();
  const server = await startBenchServer(database, keys, { workers: true });
  const { school, colleague } = await seatsOf(owner, keys);
  const ask = askOf(server);
  const read = async (path: string, cookie: string, body?: object): Promise<unknown> => (await ask(path, cookie, body)).json();
  const list = () => read(`${base}/records?cohort=2027`, colleague);

  const quiet = performance.now() + 3_000;
  const calm = await meanwhile(() => performance.now() > quiet, list);
  const counting = performance.now();
  const preview = z.object({ count: z.number(), asOf: z.string() }).parse(await read(`${base}/quick-reviews/preview`, school));
  report(`quick review: counting ${preview.count}`, seconds(counting));
  const start = async () => jobShape.parse(await read(`${base}/quick-reviews`, school, { asOf: preview.asOf }));
  const jobOf = async (id: number) => jobShape.parse(await read(`/api/jobs/${id}`, school));

  const stopped = await start();
  while ((await jobOf(stopped.id)).done < requests / 10) await pause(100);
  await ask(`/api/jobs/${stopped.id}/stop`, school, {});
  await pause(2_000);
  const approved = unnamed<{ count: number }>(`select count(*)::int as count from transfer_request where state = 'approved'`);
  const atStop = (await owner.one(approved)).count;
  await pause(1_000);
  const still = (await owner.one(approved)).count;
  report('quick review stopped', `${atStop} of ${requests} approved, ${still - atStop} after that`);

  const reviewing = performance.now();
  const job = await start();
  let isOver = false;
  const finished = (async () => {
    for (;;) {
      const now = await jobOf(job.id);
      if (now.state === 'done') return now;
      if (now.state === 'failed') throw new Error('the quick review failed');
      await pause(200);
    }
  })().finally(() => {
    isOver = true;
  });
  const busy = await meanwhile(() => isOver, list);
  const ended = await finished;
  const took = performance.now() - reviewing;
  report(
    `quick review of ${ended.done}`,
    `${(took / 1000).toFixed(1)} s, ${Math.round((ended.done * 1000) / took)}/s, ${ended.failures} refused`,
  );
  report("somebody else's list, calm", spread(calm));
  report("somebody else's list, during a quick review", spread(busy), { met: quantile(busy, 0.95) < 100, text: 'p95 < 100 ms' });

  const sheet = join(database.folder, 'bench-import.xlsx');
  await writeSheet(sheet);
  async function imported() {
    const sent = { 'content-type': 'application/octet-stream', 'file-name': 'bench.xlsx', cookie: school };
    const headers = { ...sent, 'idempotency-key': crypto.randomUUID() };
    const upload = await fetch(`${server.url}${base}/import-files`, { method: 'POST', headers, body: await readFile(sheet) });
    const { fileId } = z.object({ fileId: z.string() }).parse(await upload.json());
    const memory = watchMemory(server);
    const began = performance.now();
    const { id } = runShape.parse(await read(`${base}/imports`, school, { fileId, fileName: 'bench.xlsx' }));
    for (;;) {
      const run = runShape.parse(await read(`${base}/imports/${id}`, school));
      if (['failed', 'refused', 'stopped'].includes(run.state)) throw new Error(`the import ended: ${run.state} ${run.why}`);
      if (run.state === 'done') {
        const { added, changed, same, faulty } = run.counts;
        const counts = `${added} new, ${changed} changed, ${same} same, ${faulty} refused`;
        return { id, figure: `${seconds(began)}, ${counts}, ${memory()}`, faulty: run.counts.faulty, same };
      }
      await pause(100);
    }
  }
  const first = await imported();
  report(`import of ${many}`, first.figure, { met: first.faulty === faulty, text: `${faulty} refused` });
  const giving = performance.now();
  const back = await (await ask(`${base}/imports/${first.id}/refused-rows`, school)).arrayBuffer();
  report('refused rows given back', `${seconds(giving)}, ${Math.round(back.byteLength / 1024)} KB`);
  const again = await imported();
  report('the same file again', again.figure, { met: again.same === many - faulty, text: 'nothing changes' });
  await rm(sheet);

  await owner.execute(unnamed('vacuum analyze'));
  const scenes: Readonly<Record<string, string>> = {
    'records, first page': 'records?cohort=2027',
    'records, one state': 'records?cohort=2027&state=registered',
    'requests, all': 'requests?state=all',
    'home counts': 'home?cohort=2027',
    'statistics by department': 'statistics?cohort=2027&by=department',
    'statistics by major': 'statistics?cohort=2027&by=major',
  };
  for (const [name, path] of Object.entries(scenes))
    report(name, spread(await thirtyTimes(() => read(`${base}/${path}`, school))));
  const inside = { kind: 'school', schoolId: 1 } as const;
  const [cursor, limit] = [undefined, 21];
  const records = recordPage('archive', { filter: transferRecordFilter.parse({}), cohort: 2027, inside }, { cursor, limit });
  const filter = transferRequestFilter.parse({ state: 'all' });
  const asked = requestPage({ kind: 'archive', inside, level: 'school', filter }, { cursor, limit });
  const counted = scopedStatements.get('archives.counted')?.(inside, ['archive', 2027]);
  if (records) report('pages of a list of records', String(await pagesOf(owner, records.statement, records.values)));
  if (asked) report('pages of a list of requests', String(await pagesOf(owner, asked.statement, asked.values)));
  if (counted) {
    const pages = await pagesOf(owner, ...counted);
    report('pages of statistics', String(pages), { met: pages <= 40, text: '≤ 40' });
  }
  await transferCountersAgree(owner);
  await server.stop();
} finally {
  await database.stop();
}
