/** Many agreements in one file. */
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Received } from '#contract/parts/route.ts';
import { mostAgreements, type startAgreements as startRoute } from '#contract/routes/exports.ts';
import { beijingDay } from '#domain/dates.ts';
import { isRefused, type Refused, refuse, sentenceOf } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { caseColumnsOf, parseRef } from '#server/cases/index.ts';
import { startDeskJob } from '#server/desk-jobs/index.ts';
import { type DeskTask, defineDeskJob, type Worked } from '#server/platform/jobs/desk-job.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { isInSchool, type Scope } from '#server/platform/scope/scope.ts';
import { scoped } from '#server/platform/scope/within.ts';
import { distinctNames, fileNamePart, writeZip } from '#server/platform/zip/write-zip.ts';
import { type Chosen, keepChosen, keepOutcomes } from '../batch/store.ts';
import { readDeskPage } from '../lists/desk-filter.ts';
import { deskViewOf, wholeFilter } from '../lists/desk-view.ts';

export const agreementsJob = defineDeskJob('cases.agreements', 'cases.agreements', z.object({ addressPrefix: z.string() }));
const started = z.object({ jobId: z.number() });

type Selection = Received<typeof startRoute, 'body'>['selection'];

interface Found {
  readonly row: number;
  readonly schoolName: string;
  readonly graduateName: string;
  readonly agreementNumber: string | null;
  readonly fileId: string | null;
  readonly signedAt: Date | null;
}
/** The last agreement of each case of a job that lies within a scope. */
const selectAgreements = scoped<Found>(
  'cases.job_agreements',
  caseColumnsOf,
  1,
  inside => `select k.row, s.name as school_name, c.graduate_name, c.agreement_number, o.file_id, o.signed_at
   from desk_job_case k
   join destination_case c on c.school_id = k.school_id and c.id = k.case_id
   join school s on s.id = c.school_id
   left join lateral (
     select o.file_id, o.signed_at from document o
     where o.school_id = c.school_id and o.case_id = c.id and o.kind = 'agreement' and o.state = 'ready'
     order by o.version desc limit 1
   ) o on true
   where k.job_id = $1 and ${inside}
   order by k.row`,
);

// destination_case_by_employer
const selectOfEmployer = statement<Chosen>(
  'cases.agreements_of_employer',
  `select school_id, id, version from destination_case
   where employer_id = $1 and flow = $2 and agreement_number is not null and ($3::text is null or state = $3)
   order by updated_at desc, school_id, id desc limit $4`,
);

async function choose(tx: Queryable, selection: Selection, actor: Actor, scope: Scope): Promise<readonly Chosen[]> {
  if ('refs' in selection)
    return [...new Set(selection.refs)].map(parseRef).map(({ schoolId, caseId }) => ({ schoolId, id: caseId, version: 0 }));
  const limit = mostAgreements + 1;
  if ('filter' in selection) {
    if (!isInSchool(scope)) return [];
    return (await readDeskPage(tx, deskViewOf(actor, scope), wholeFilter(selection.filter), { limit })).rows;
  }
  return scope.kind === 'employer'
    ? tx.query(selectOfEmployer, [scope.employerId, selection.flow, selection.state ?? null, limit])
    : [];
}

/** Starts it: which cases is settled now, within the reach of who asks. */
export async function startAgreements(
  platform: Platform,
  {
    selection,
    actor,
    scope,
    key,
    addressPrefix,
  }: { selection: Selection; actor: Actor; scope: Scope; key: string; addressPrefix: string },
): Promise<{ jobId: number } | Refused> {
  const { database, clock } = platform;
  const command = { actor: actorKey(actor), key, content: ['agreements', selection], now: clock.now() };
  return once(database, command, started.parse, async (tx): Promise<{ jobId: number } | Refused> => {
    const chosen = await choose(tx, selection, actor, scope);
    if (chosen.length === 0) return refuse('nothing-to-export');
    if (chosen.length > mostAgreements) return refuse('too-many-agreements', { most: mostAgreements });
    const job = { actor, title: '下载就业协议书', parameters: { addressPrefix }, total: chosen.length };
    const jobId = await startDeskJob(platform, tx, agreementsJob, job);
    if (isRefused(jobId)) return jobId;
    await keepChosen(tx, jobId, chosen);
    return { jobId };
  });
}

/** 学校-姓名-协议编号.pdf, one after the other. A case without an agreement is named in the outcome, not passed over. */
export async function runAgreements(
  platform: Platform,
  { addressPrefix }: z.output<typeof agreementsJob.parameters>,
  task: DeskTask,
): Promise<Worked> {
  const { database, files, clock, vault } = platform;
  const found = await database.query(...selectAgreements(task.scope, [task.id]));
  const distinct = distinctNames();
  const ready = found.flatMap(one => (one.fileId ? [{ ...one, fileId: one.fileId }] : []));
  const entries = ready.map(({ schoolName, graduateName, agreementNumber, fileId, signedAt }) => {
    const parts = [schoolName, graduateName, ...(agreementNumber ? [agreementNumber] : [])];
    return {
      name: distinct(parts.map(fileNamePart).join('-'), 'pdf'),
      at: signedAt ?? task.startedAt,
      open: () => files.get(fileId),
    };
  });
  const total = await noteMissing(platform, task.id, found);
  const refused = total - ready.length;
  if (entries.length === 0) return { done: total, total, refused };

  let packed = 0;
  const zip = writeZip(entries, begun => {
    packed = begun;
  });
  const watched = (async function* () {
    for await (const chunk of zip) {
      yield chunk;
      await task.progress({ done: refused + packed, total, refused });
    }
  })();
  const day = beijingDay(clock.now());
  const file = await task.keep(Readable.from(watched, { objectMode: false }), `就业协议书-${day}.zip`, 'application/zip');
  const event = {
    at: clock.now(),
    schoolId: task.actor.schoolId,
    actor: actorKey(task.actor),
    action: 'agreements-downloaded',
    object: `desk-job:${task.id}`,
    addressPrefix,
    detail: { count: ready.length },
  } as const;
  return { done: total, total, refused, file, finally: tx => recordAuditEvent(tx, event, vault) };
}

const selectRows = statement<{ row: number }>('cases.job_rows', 'select row from desk_job_case where job_id = $1 order by row');

/** What becomes of each case, written before the packing begins; answers how many there are. */
async function noteMissing({ database }: Platform, jobId: number, found: readonly Found[]): Promise<number> {
  const rows = await database.query(selectRows, [jobId]);
  const byRow = new Map(found.map(one => [one.row, one]));
  const outcomes = rows.map(({ row }) => {
    const one = byRow.get(row);
    if (!one) return { row, code: 'not-found', sentence: sentenceOf('not-found') };
    return one.fileId ? { row, code: null, sentence: null } : { row, code: 'no-agreement', sentence: sentenceOf('no-agreement') };
  });
  await keepOutcomes(database, jobId, outcomes);
  return rows.length;
}
