/**
 * 转递编号 at a school of many graduates: generated, and once more (time, memory, what somebody else's list costs meanwhile), the lists
 * (time by HTTP, pages of the database), the forms as one PDF and as a zip (time, memory, size, what one form costs meanwhile).
 *
 *   node scripts/node.mjs bench/transfer-codes.ts [graduates, default 30000] [forms, default 5000]
 */
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { createVault, freshKeyRing } from '#server/platform/base/crypto.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { codePage } from '../server/verification-desk/code-list.ts';
import { archive, destination } from '../server/verification-desk/testing/contents.ts';
import { askOf, meanwhile, pagesOf, seatsOf, seedSchool, spread, thirtyTimes, watchMemory } from './harness/busy-desk.ts';
import { startBenchDatabase } from './harness/database.ts';
import { startBenchServer } from './harness/start-server.ts';
import { milliseconds, quantile, report } from './harness/tools.ts';

const many = Number(process.argv[2] ?? 30_000);
const forms = Number(process.argv[3] ?? 5_000);

const keys = freshKeyRing();
const vault = createVault(keys);
const database = await startBenchDatabase();
const { owner } = database;

const insertRecords = unnamed(
  `insert into registry_record (school_id, graduate_id, part, source, content_sealed, reported_at)
   select 1, g.id, p.part, 'platform', case p.part when 'destination' then $1::bytea else $2::bytea end, now()
   from graduate g, unnest('{destination,archive}'::text[]) as p (part) where g.school_id = 1`,
);
async function seed(): Promise<void> {
  await seedSchool(owner, keys, many);
  await owner.execute(insertRecords, [vault.sealJson(destination), vault.sealJson(archive)]);
  await owner.execute(unnamed(`update graduate set confirmation = 'unconfirmed', class_name = '第 ' || 1 + id / $1 || ' 组'`), [
    forms,
  ]);
  await owner.execute(unnamed('vacuum (full, analyze) graduate'));
  await owner.execute(unnamed('vacuum analyze'));
}

const jobShape = z.object({
  ...{ id: z.number(), state: z.string(), why: z.string().nullable(), done: z.number(), failures: z.number() },
  result: z.object({ bytes: z.number() }).nullable(),
});
const generation = z.object({ counts: z.object({ added: z.number(), renewed: z.number(), kept: z.number() }) });
const base = '/api/verification/archive';

try {
  await seed();
  const server = await startBenchServer(database, keys, { workers: true });
  const { school, colleague } = await seatsOf(owner, keys);
  const ask = askOf(server);
  const read = async (path: string, cookie: string, body?: object): Promise<unknown> => (await ask(path, cookie, body)).json();
  const list = () => read('/api/archives/archive/records?cohort=2027', colleague);
  /** A job from its start to its end. */
  async function run(path: string, body: object, ...others: readonly (() => Promise<unknown>)[]) {
    const memory = watchMemory(server);
    const began = performance.now();
    const { id } = jobShape.parse(await read(path, school, body));
    let isOver = false;
    const ended = (async () => {
      for (;;) {
        const job = jobShape.parse(await read(`/api/jobs/${id}`, school));
        if (job.state === 'done') return job;
        if (job.state !== 'waiting' && job.state !== 'running') throw new Error(`${path} ended: ${job.state} ${job.why}`);
        await pause(100);
      }
    })().finally(() => {
      isOver = true;
    });
    const times = await Promise.all(others.map(other => meanwhile(() => isOver, other)));
    const job = await ended;
    const took = performance.now() - began;
    return { job, times, figure: `${(took / 1000).toFixed(1)} s, ${memory()}` };
  }

  const quiet = performance.now() + 3_000;
  report("somebody else's list, calm", spread(await meanwhile(() => performance.now() > quiet, list)));
  const counting = performance.now();
  await read(`${base}/generations/preview`, school);
  report(`counting ${many}`, milliseconds(performance.now() - counting));
  const countsOf = async (id: number) => generation.parse(await read(`${base}/generations/${id}`, school)).counts;
  const codes = unnamed<{ count: number; last: number }>('select count(*)::int as count, max(id) as last from verification_code');
  const first = await run(`${base}/generations`, {}, list);
  report(`${many} codes`, first.figure, { met: (await countsOf(first.job.id)).added === many, text: `${many} new` });
  const [during = []] = first.times;
  report("somebody else's list, during it", spread(during), { met: quantile(during, 0.95) < 100, text: 'p95 < 100 ms' });
  const before = await owner.one(codes);
  const again = await run(`${base}/generations`, {}, list);
  const after = await owner.one(codes);
  const isSame = before.count === after.count && before.last === after.last && (await countsOf(again.job.id)).kept === many;
  report('the same once more', again.figure, { met: isSame, text: 'nothing changes' });

  await owner.execute(unnamed('vacuum analyze'));
  const scenes: Readonly<Record<string, string>> = {
    'transfer codes, first page': 'transfer-codes?cohort=2027',
    'transfer codes, out of date': 'transfer-codes?cohort=2027&outdated=yes',
    'transfer codes, one major': 'transfer-codes?cohort=2027&major=080901&generated=yes',
    'authorizations, first page': 'authorizations?cohort=2027',
    'authorizations, none in force': 'authorizations?cohort=2027&state=live',
  };
  for (const [name, path] of Object.entries(scenes))
    report(name, spread(await thirtyTimes(() => read(`${base}/${path}`, school))));
  const inside = { kind: 'school', schoolId: 1 } as const;
  for (const purpose of ['transfer', 'authorization'] as const) {
    const view = {
      purpose,
      kind: 'archive',
      filter: {},
      states: ['live', 'none', 'over'],
      cohort: 2027,
      inside,
      now: new Date(),
    } as const;
    const page = codePage(view, { after: undefined, limit: 21 });
    if (page) report(`pages of the database of a list (${purpose})`, String(await pagesOf(owner, page.statement, page.values)));
  }

  const [one] = z
    .object({ rows: z.array(z.object({ graduateId: z.number() })) })
    .parse(await read(`${base}/transfer-codes?class=${encodeURIComponent('第 2 组')}`, school)).rows;
  // Set, signed and kept anew each time: as an agreement is.
  const paper = async () => {
    await owner.execute(unnamed('delete from verification_form where graduate_id = $1'), [one?.graduateId]);
    await (await ask(`${base}/transfer-codes/${one?.graduateId}/form`, school)).arrayBuffer();
  };
  const calmly = performance.now() + 3_000;
  report('one form, calm', spread(await meanwhile(() => performance.now() > calmly, paper)));
  for (const as of ['pdf', 'zip', 'zip'] as const) {
    const made = await run(`${base}/form-files`, { class: '第 1 组', as }, paper, list);
    const [papers = [], lists = []] = made.times;
    const size = `${((made.job.result?.bytes ?? 0) / 2 ** 20).toFixed(0)} MB`;
    report(`${made.job.done} forms as ${as === 'pdf' ? 'one PDF' : 'a zip'}`, `${made.figure}, ${size}`);
    report("somebody else's list meanwhile", spread(lists));
    const slowest = Math.max(...papers);
    report('one form meanwhile', `${spread(papers)}, at most ${milliseconds(slowest)}`, {
      met: slowest < 1000,
      text: 'at most 1 s',
    });
  }
  await server.stop();
} finally {
  await database.stop();
}
