/** 批量生成/重新生成转递编号: a job that issues some hundred codes in one transaction after the other, and changes nothing the second time. */
import { z } from 'zod';
import { type GenerationCounts, type TransferCodeFilter, transferCodeFilter } from '#contract/routes/verification-desk.ts';
import { dayInWords } from '#domain/dates.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { type TransferKind, transferDetails, transferKinds } from '#domain/transfers/kinds.ts';
import { type CodeState, codeStateAt, firstYearOfTransfer } from '#domain/verification/code-states.ts';
import { lastDayOfService } from '#domain/verification/purposes.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { startDeskJob } from '#server/desk-jobs/index.ts';
import { type DeskTask, defineDeskJob, type Worked } from '#server/platform/jobs/desk-job.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { type Scope, schoolOf } from '#server/platform/scope/scope.ts';
import type { EmploymentRegistry } from '#server/registry/index.ts';
import { issueTransferCodes } from '#server/verification/index.ts';
import { type CodeView, codePage, countCodes, tallyCodes } from './code-list.ts';
import { transferView } from './code-view.ts';
import { advanceGeneration, findGeneration, type GenerationRow, insertGeneration } from './generation-store.ts';
import { settleCodes } from './settle-codes.ts';

export const generationJob = defineDeskJob(
  'verification.generate-codes',
  'verification.issue',
  z.object({ kind: z.enum(transferKinds), filter: transferCodeFilter, addressPrefix: z.string() }),
);
type Parameters = z.output<typeof generationJob.parameters>;

/** Graduates that are locked together, and read from the registry together: some tens of milliseconds. */
const together = 250;
/** After so long the worker goes to whoever waits. */
const sliceMilliseconds = 2_000;

/** The last day of a cohort's codes; the cohort is the year of graduation. */
export const lastDayOf = (cohort: number): string => lastDayOfService('transfer', `${cohort}06`);
export const serviceOver = (cohort: number, now: Date): Refused | undefined =>
  cohort < firstYearOfTransfer(now) ? refuse('transfer-service-over', { cohort, day: dayInWords(lastDayOf(cohort)) }) : undefined;

const becomes: Readonly<Record<CodeState, keyof GenerationCounts>> = { none: 'added', live: 'kept', over: 'renewed' };
export async function countGeneration({ database }: Pick<Platform, 'database'>, view: CodeView): Promise<GenerationCounts> {
  const tally = await tallyCodes(database, view, firstYearOfTransfer(view.now));
  const kindOf = ({ isEarlier, isReported, isPast, kept }: (typeof tally)[number]): keyof GenerationCounts => {
    if (isEarlier) return 'over';
    return isReported ? becomes[codeStateAt('transfer', { kept, until: isPast ? view.now : null }, view.now)] : 'without';
  };
  const counts = { added: 0, renewed: 0, kept: 0, without: 0, over: 0 };
  for (const row of tally) counts[kindOf(row)] += row.count;
  return counts;
}

interface Starting {
  readonly kind: TransferKind;
  readonly filter: TransferCodeFilter;
  readonly actor: Actor;
  readonly scope: Scope;
  readonly key: string;
  readonly addressPrefix: string;
}
const started = z.object({ jobId: z.number() });

export async function startGeneration(platform: Platform, asked: Starting): Promise<{ jobId: number } | Refused> {
  const { kind, actor, scope, key, addressPrefix } = asked;
  const view = await transferView(platform, asked);
  const closed = serviceOver(view.cohort, view.now);
  if (closed) return closed;
  const { total } = await countCodes(platform.database, view);
  if (total === 0) return refuse('nothing-to-export');
  // As settled now: a job that ends after midnight is of the same cohort.
  const filter = { ...asked.filter, cohort: view.cohort };
  const { schoolId } = schoolOf(scope);
  const command = { actor: actorKey(actor), key, content: ['generate-codes', kind, filter], now: view.now };
  return once(platform.database, command, started.parse, async (tx): Promise<{ jobId: number } | Refused> => {
    const title = `批量生成/重新生成转递编号 · ${transferDetails[kind].title}`;
    const jobId = await startDeskJob(platform, tx, generationJob, {
      actor,
      title,
      parameters: { kind, filter, addressPrefix },
      total,
    });
    if (isRefused(jobId)) return jobId;
    await tx.execute(insertGeneration, [schoolId, jobId, kind, view.cohort, view.now]);
    const event = { at: view.now, schoolId, actor: actorKey(actor), object: `desk-job:${jobId}`, addressPrefix };
    const detail = { kind: transferDetails[kind].title, ...filter, graduates: total };
    await recordAuditEvent(tx, { ...event, action: 'transfer-codes-started', detail }, platform.vault);
    return { jobId };
  });
}

const doneOf = ({ added, renewed, kept, without, over }: GenerationRow): number => added + renewed + kept + without + over;
export const countsOf = ({ added, renewed, kept, without, over }: GenerationRow): GenerationCounts => ({
  ...{ added, renewed, kept, without, over },
});

interface Desk {
  readonly platform: Platform;
  readonly registry: EmploymentRegistry;
}
export async function runGeneration({ platform, registry }: Desk, asked: Parameters, task: DeskTask): Promise<Worked> {
  const { database, vault, clock } = platform;
  const { kind, addressPrefix } = asked;
  const { schoolId } = schoolOf(task.scope);
  const view = { ...(await transferView(platform, { ...asked, scope: task.scope })), now: task.startedAt };
  const end = performance.now() + sliceMilliseconds;
  for (;;) {
    const at = await database.one(findGeneration, [schoolId, task.id, kind]);
    const after =
      at.departmentId === null || at.examNumber === null
        ? undefined
        : { departmentId: at.departmentId, examNumber: at.examNumber };
    const page = codePage(view, { after, limit: together });
    const rows = page ? await database.query(page.statement, page.values) : [];
    const last = rows.at(-1);
    if (!last) {
      const detail = { kind: transferDetails[kind].title, ...asked.filter, ...countsOf(at) };
      const event = { at: clock.now(), schoolId, actor: actorKey(task.actor), object: `desk-job:${task.id}`, addressPrefix };
      return {
        ...{ done: doneOf(at), total: doneOf(at) },
        finally: async tx => {
          await recordAuditEvent(tx, { ...event, action: 'transfer-codes-generated', detail }, vault);
          await tx.notify('desk', String(schoolId));
        },
      };
    }
    // In the order in which rows are locked.
    const graduateIds = rows.map(({ graduateId }) => graduateId).sort((a, b) => a - b);
    const recorded = await registry.readMany(schoolId, graduateIds);
    await database.transaction(async tx => {
      const issuing = { schoolId, kind, graduateIds, recorded, accountId: task.actor.accountId ?? null, now: clock.now() };
      const outcomes = await issueTransferCodes(tx, vault, issuing);
      await settleCodes(tx, { schoolId, jobId: task.id, kind, outcomes });
      await tx.execute(...advanceGeneration({ schoolId, jobId: task.id }, last, [...outcomes.values()]));
    });
    await task.progress({ done: doneOf(at) + rows.length });
    if (performance.now() > end) return { more: true };
  }
}
