/**
 * Takes a roster of 100,000 rows in and compares that with parsing the same file alone: by hucre's streaming reader, an
 * independent one, and by the product's own. Prints ratios and peak memory; target: at most 3 times the parse.
 *
 *   node scripts/node.mjs bench/roster.ts [rows] [rounds]
 *
 * Rounds are interleaved; each measurement has a process of its own, so that its peak memory is its own. The database is the
 * tests' (no fsync) and shares the machine's cores with the import.
 */
import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { streamXlsxRows } from 'hucre/xlsx';
import { z } from 'zod';
import { createFolderStore } from '#server/platform/files/files.ts';
import { type Database, statement } from '#server/platform/postgres/postgres.ts';
import { readRows } from '#server/platform/sheets/sheets.ts';
import { findImportRun } from '../server/roster-import/queries.ts';
import { createRosterWorld, goodRow, runImport, startImport, storeRoster } from '../server/roster-import/testing/import.ts';

const measurement = z.object({
  seconds: z.number(),
  cpuSeconds: z.number(),
  databaseCpuSeconds: z.number(),
  peakMegabytes: z.number(),
});
type Measurement = z.output<typeof measurement>;
type Timed = Omit<Measurement, 'peakMegabytes'>;

/** Wall clock, and user + system CPU of this process and of its database sessions: on a busy machine these say more. */
async function timed(work: () => Promise<void>, databaseCpu: () => Promise<number> = async () => 0): Promise<Timed> {
  const [start, cpu, before] = [performance.now(), process.cpuUsage(), await databaseCpu()];
  await work();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { seconds, cpuSeconds: (user + system) / 1e6, databaseCpuSeconds: (await databaseCpu()) - before };
}

const sessions = statement<{ pid: number }>(
  'bench.sessions',
  'select pid from pg_stat_activity where datname = current_database()',
);

/** CPU seconds so far of the sessions that are open, from Linux's /proc (proc(5): fields 14 and 15, in hundredths). */
async function sessionsCpu(database: Database): Promise<number> {
  const stats = (await database.query(sessions)).map(({ pid }) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''));
  const ticks = (await Promise.all(stats)).flatMap(stat =>
    stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13),
  );
  return ticks.reduce((sum, each) => sum + Number(each), 0) / 100;
}

async function drain(rows: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of rows) {
    // the reading itself is what is measured
  }
}

const measured: Record<string, (path: string) => Promise<Timed>> = {
  hucre: async path => {
    const bytes = await readFile(path);
    return timed(() => drain(streamXlsxRows(bytes)));
  },
  reader: path => timed(() => drain(readRows(path))),
  first: path => timedImport(path, 1),
  again: path => timedImport(path, 2),
};

async function timedImport(path: string, times: number): Promise<Timed> {
  const world = await createRosterWorld();
  try {
    const stored = await world.files.put(createReadStream(path), { maxBytes: 1e9 });
    if ('refused' in stored) throw new Error(stored.refused);
    const started = { fileId: stored.id };
    let last: Timed | undefined;
    for (let time = 0; time < times; time++) {
      const runId = await startImport(world, started);
      last = await timed(
        () => runImport(world, started, runId),
        () => sessionsCpu(world.database),
      );
      const run = await findImportRun(world, world.schoolId, runId, { kind: 'school', schoolId: world.schoolId });
      if (run?.state !== 'done' || run.counts.faulty > 0) throw new Error(`the import ended otherwise: ${JSON.stringify(run)}`);
    }
    if (!last) throw new Error('nothing was measured');
    return last;
  } finally {
    await world.end();
  }
}

async function inOwnProcess(what: string, path: string): Promise<Measurement> {
  const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(import.meta.url), '--only', what, path]);
  return measurement.parse(JSON.parse(stdout));
}

async function makeFile(rows: number, folder: string): Promise<string> {
  const files = createFolderStore(join(folder, 'store'));
  const texts = Array.from({ length: rows }, (_, place) => place)
    .values()
    .map(place => goodRow(place));
  const path = join(folder, 'roster.xlsx');
  await files.withPath(await storeRoster(files, texts), stored => copyFile(stored, path));
  return path;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function compare(rows: number, rounds: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-roster-'));
  try {
    const path = await makeFile(rows, folder);
    const found = new Map<string, Measurement[]>(Object.keys(measured).map(what => [what, []]));
    for (let round = 0; round < rounds; round++) {
      for (const [what, list] of found) list.push(await inOwnProcess(what, path));
    }
    const of = (what: string, key: keyof Measurement) => median((found.get(what) ?? []).map(each => each[key]));
    console.log(`roster of ${rows} rows, median of ${rounds}, load ${loadavg()[0]?.toFixed(1)}`);
    for (const what of found.keys()) {
      const ratio = (key: 'seconds' | 'cpuSeconds', base: string) => (of(what, key) / of(base, key)).toFixed(2);
      console.log(
        `${what.padEnd(7)} ${of(what, 'seconds').toFixed(2)} s (CPU ${of(what, 'cpuSeconds').toFixed(2)} s, database ${of(what, 'databaseCpuSeconds').toFixed(2)} s, peak ${of(what, 'peakMegabytes').toFixed(0)} MB)` +
          `  × hucre: ${ratio('seconds', 'hucre')} (CPU ${ratio('cpuSeconds', 'hucre')})  × reader: ${ratio('seconds', 'reader')} (CPU ${ratio('cpuSeconds', 'reader')})`,
      );
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

const [first, what = '', path = ''] = process.argv.slice(2);
const only = measured[what];
if (first === '--only' && only) {
  const result = await only(path);
  console.log(JSON.stringify({ ...result, peakMegabytes: process.resourceUsage().maxRSS / 1024 }));
} else {
  await compare(Number(first ?? 100_000), Number(what || 3));
}
