/**
 * What a browser loads before a page shows: KB of script and style, gzipped, of the phone pages, the portal, the public check and the desk; and the scores
 * of Lighthouse, where it is installed (it is no dependency): LIGHTHOUSE=…/lighthouse/cli/index.js CHROME_PATH=/usr/bin/chromium.
 *
 *   npm run bench -- phone
 *   node scripts/node.mjs bench/phone.ts /check/     only Lighthouse's pages that are called so
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { transferKinds } from '#domain/transfers/kinds.ts';
import { checkPages } from '#domain/verification/check-words.ts';
import { systemClock } from '#server/platform/base/clock.ts';
import { createVault, freshKeyRing } from '#server/platform/base/crypto.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { cookieOf, makeAccount, makeSchool } from '#server/testing/platform.ts';
import { buildWebIfNeeded } from '../scripts/build-web.ts';
import { cohort, seedCases, seedCounters, seedEmployers, seedGraduates } from '../server/cases/testing/many.ts';
import { type BenchDatabase, startBenchDatabase } from './harness/database.ts';
import { startBenchServer } from './harness/start-server.ts';
import { report, run } from './harness/tools.ts';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const linked = /<(?:script|link)[^>]*(?:src|href)="(\/[^"]+\.(?:js|css))"/g;

/** The scripts and styles that a page names, gzipped, in KB of 1000 bytes. */
function firstLoad(page: string): number {
  const files = [...readFileSync(join(dist, page), 'utf8').matchAll(linked)].map(([, path = '']) =>
    path.startsWith('/desk/') ? join(dist, path) : join(dist, 'phone', path),
  );
  if (files.length === 0) throw new Error(`${page} names no script`);
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0) / 1000;
}

const keys = freshKeyRing();
const vault = createVault(keys);

/** A school of 200 cases; the first one is an invitation that waits for its graduate. */
async function seed({ owner }: BenchDatabase): Promise<{ graduate: string; department: string }> {
  const platform = { database: owner, vault, clock: systemClock, publicUrl: 'http://127.0.0.1' };
  await makeSchool(owner);
  await seedEmployers(owner, vault, 10);
  const range = { schoolId: 1, from: 1, to: 200, departments: 1 };
  await seedGraduates(owner, vault, range);
  await seedCases(owner, vault, { ...range, state: `'reviewing.department'`, employers: 10, snapshot: null });
  await owner.execute(unnamed('delete from case_history where case_id = 1 and seq = 2'));
  await owner.execute(
    unnamed(
      `update destination_case set state = 'invited', holds = false, due_at = now() + interval '5 days', history_seq = 1 where id = 1`,
    ),
  );
  await owner.execute(unnamed(`select setval(pg_get_serial_sequence('destination_case', 'id'), 1000)`));
  await seedCounters(owner);
  const { id: personId } = await owner.one(unnamed<{ id: number }>('select person_id as id from graduate where id = 1'));
  await owner.execute(unnamed('insert into person_cohort (person_id, cohort, school_id) values ($1, $2, 1)'), [personId, cohort]);
  const accountId = await makeAccount(platform, { kind: 'department', login: 'dept', schoolId: 1, departmentIds: [1] });
  return {
    graduate: await cookieOf(platform, { kind: 'graduate', personId, cohort }),
    department: await cookieOf(platform, { kind: 'department', accountId }),
  };
}

const score = z.object({ score: z.number().nullable() });
const scores = z.object({
  finalUrl: z.string().optional(),
  finalDisplayedUrl: z.string().optional(),
  categories: z.record(z.string(), score),
  audits: z.record(
    z.string(),
    score.extend({ title: z.string(), scoreDisplayMode: z.string(), details: z.unknown().optional() }),
  ),
});

const only = process.argv[2] ?? '';
async function judge(program: string, what: string, url: string, least: number, more: readonly string[]): Promise<void> {
  if (!what.includes(only)) return;
  const flags = ['--quiet', '--output=json', '--chrome-flags=--headless=new --no-sandbox --disable-gpu', ...more];
  const output = await run(process.execPath, [program, url, ...flags]);
  const found = scores.parse(JSON.parse(output));
  const shown = found.finalDisplayedUrl ?? found.finalUrl ?? url;
  const all = Object.entries(found.categories).map(([name, { score }]) => ({ name, points: Math.round((score ?? 0) * 100) }));
  const met = all.every(({ points }) => points >= least);
  const text = all.map(({ name, points }) => `${name} ${points}`).join(', ');
  report(`Lighthouse ${what}`, text, { met, text: `≥ ${least}` });
  if (new URL(shown).pathname !== new URL(url).pathname) console.log(`  led to ${new URL(shown).pathname}`);
  for (const [id, { score, title, scoreDisplayMode, details }] of Object.entries(found.audits))
    if (score !== null && score < 0.9 && ['binary', 'numeric'].includes(scoreDisplayMode))
      console.log(`  ${id} ${score}: ${title}${id === 'inspector-issues' ? ` ${JSON.stringify(details)}` : ''}`);
}

await buildWebIfNeeded();
const phone = firstLoad('phone/phone/index.html');
report('phone /m/, script and style, gzipped', `${phone.toFixed(1)} KB`, { met: phone <= 90, text: '≤ 90 KB' });
report('portal /, script and style, gzipped', `${firstLoad('phone/public/index.html').toFixed(1)} KB`);
const check = firstLoad('phone/public/check/check.html');
report('public check /check/…, script and style, gzipped', `${check.toFixed(1)} KB`, { met: check <= 40, text: '≤ 40 KB' });
report('desk /desk/, script and style of the shell, gzipped', `${firstLoad('desk/index.html').toFixed(1)} KB`);

const program = process.env.LIGHTHOUSE ?? '';
if (!existsSync(program)) {
  console.log('SKIPPED: Lighthouse: LIGHTHOUSE does not name its cli/index.js (npm install lighthouse, in a folder of its own)');
} else {
  const database = await startBenchDatabase();
  try {
    const cookies = await seed(database);
    const server = await startBenchServer(database, keys, { pages: true });
    const as = (cookie: string) => ['--disable-storage-reset', `--extra-headers=${JSON.stringify({ cookie })}`];
    try {
      for (const kind of transferKinds) {
        await judge(program, `mobile, ${checkPages[kind].path}`, server.url + checkPages[kind].path, 98, []);
        await judge(program, `desktop, ${checkPages[kind].path}`, server.url + checkPages[kind].path, 98, ['--preset=desktop']);
      }
      await judge(program, 'mobile, sign-in', `${server.url}/m/sign-in`, 98, []);
      await judge(program, 'mobile, invitation', `${server.url}/m/cases/1-1`, 98, as(cookies.graduate));
      const begin = async (destinationType: string): Promise<string> => {
        const answer = await fetch(`${server.url}/api/graduate/cases`, {
          method: 'POST',
          headers: { cookie: cookies.graduate, 'content-type': 'application/json' },
          body: JSON.stringify({ destinationType }),
        });
        return (await answer.json()).ref;
      };
      for (const [what, path] of [
        ['form of a labour contract', `/m/cases/${await begin('11.01')}/fill`],
        ['offline signing', `/m/cases/${await begin('10.02')}`],
        ['登记记录', '/m/destinations'],
      ] as const)
        await judge(program, `mobile, ${what}`, server.url + path, 98, as(cookies.graduate));
      await judge(program, 'desktop, list of the desk', `${server.url}/desk/cases`, 95, [
        // No search engine is let in, on purpose: the fourth score would say so.
        '--only-categories=performance,accessibility,best-practices',
        '--preset=desktop',
        ...as(cookies.department),
      ]);
    } finally {
      await server.stop();
    }
  } finally {
    await database.stop();
  }
}
