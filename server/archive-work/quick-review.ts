/** 快速审核: every request that waits for this account, asks for 转回生源地 and names the receiver of the origin, approved in one go. */
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { mostInQuickReview } from '#contract/routes/archive-work.ts';
import { isRefused, type Refused, refuse, sentenceOf } from '#domain/refusals.ts';
import type { PartContent } from '#domain/reported/parts.ts';
import { type Level, levelOf, rolesOf } from '#domain/roles.ts';
import { isSameContent } from '#domain/transfers/content.ts';
import { backToOrigin, type TransferKind, transferDetails, transferKinds } from '#domain/transfers/kinds.ts';
import { type Archives, contentOfOffice, openContent, originOf, transferRequestKind } from '#server/archives/index.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { startDeskJob } from '#server/desk-jobs/index.ts';
import { type DeskTask, defineDeskJob, type Worked } from '#server/platform/jobs/desk-job.ts';
import { once } from '#server/platform/postgres/once.ts';
import type { Queryable } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { type SchoolScope, type Scope, schoolOf } from '#server/platform/scope/scope.ts';
import { type Asking, moveRequest } from '#server/requests/index.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import {
  type Candidate,
  type Chosen,
  chosenValues,
  countOutcomes,
  insertRequests,
  type RowToDo,
  selectCandidates,
  selectWaiting,
  writeRowOutcomes,
} from './quick-store.ts';

export const quickReviewJob = defineDeskJob(
  'archives.quick-review',
  'archives.review',
  z.object({ kind: z.enum(transferKinds), addressPrefix: z.string() }),
);

/** Read together; between two reads others have their turn. */
const perRead = 500;
const start = { submittedAt: new Date(0), id: 0 };

interface Looking {
  readonly kind: TransferKind;
  readonly scope: SchoolScope;
  readonly level: Level;
  /** What was handed in or changed later is not part of it: nobody approves what was not there to be counted. */
  readonly asOf: Date;
}
/** The requests that it would approve, the oldest first, one more than a review may have at most. */
export async function findQuick(archives: Archives, queryable: Queryable, { kind, scope, level, asOf }: Looking) {
  const { vault } = archives.platform;
  const receivers = new Map<string, PartContent | undefined>();
  const receiverOf = async ({ schoolId, originRegion }: Candidate) => {
    if (!receivers.has(originRegion)) {
      const office = await originOf(archives, queryable, { schoolId, originRegion });
      receivers.set(originRegion, office && { transferType: backToOrigin, ...contentOfOffice(office) });
    }
    return receivers.get(originRegion);
  };
  const found: Chosen[] = [];
  for (let last: Pick<Candidate, 'submittedAt' | 'id'> = start; ; ) {
    const after = [last.submittedAt, last.id, perRead];
    const rows = await queryable.query(...selectCandidates(scope, [kind, level, backToOrigin, ...after]));
    for (const row of rows) {
      if (row.updatedAt > asOf) continue;
      const receiver = await receiverOf(row);
      if (receiver && isSameContent(kind, openContent(vault, row.contentSealed), receiver)) found.push(row);
    }
    const end = rows.at(-1);
    if (!end || rows.length < perRead || found.length > mostInQuickReview) return found;
    last = end;
    await setImmediate();
  }
}

/** The level of an actor who may review quickly, or why not. */
export async function quickLevel(
  queryable: Queryable,
  kind: TransferKind,
  actor: Actor,
  { schoolId }: SchoolScope,
): Promise<Level | Refused> {
  const level = levelOf(rolesOf(actor));
  // Only what is filled in from the origin can equal it.
  if (!level || !transferDetails[kind].receiverRegionKey) return refuse('not-possible-here');
  return (await getSchoolSettings(queryable, schoolId)).batchReview ? level : refuse('batch-off');
}

export interface StartQuickReview extends Asking {
  readonly kind: TransferKind;
  readonly asOf: Date;
  readonly scope: Scope;
}
const started = z.object({ jobId: z.number() });

export function startQuickReview(archives: Archives, command: StartQuickReview): Promise<{ jobId: number } | Refused> {
  const { database, clock, vault } = archives.platform;
  const { kind, asOf, actor, key, addressPrefix } = command;
  const scope = schoolOf(command.scope);
  const now = clock.now();
  const sent = { actor: actorKey(actor), key, content: ['quick-review', kind, asOf], now };
  return once(database, sent, started.parse, async (tx): Promise<{ jobId: number } | Refused> => {
    const level = await quickLevel(tx, kind, actor, scope);
    if (isRefused(level)) return level;
    const chosen = (await findQuick(archives, tx, { kind, scope, level, asOf })).slice(0, mostInQuickReview);
    if (chosen.length === 0) return refuse('batch-empty');
    const { title } = transferDetails[kind];
    const job = { actor, title: `快速审核 · ${title}`, parameters: { kind, addressPrefix }, total: chosen.length };
    const jobId = await startDeskJob(archives.platform, tx, quickReviewJob, job);
    if (isRefused(jobId)) return jobId;
    await tx.execute(insertRequests, chosenValues(jobId, chosen));
    const event = { at: now, schoolId: scope.schoolId, actor: sent.actor, object: `desk-job:${jobId}`, addressPrefix };
    const detail = { kind: title, count: chosen.length };
    await recordAuditEvent(tx, { ...event, action: 'transfer-quick-review-started', detail }, vault);
    return { jobId };
  });
}

/** Written down together, so at most so many are asked for again after a kill; each answers again what it answered then. */
const together = 20;
/** After so long another job gets the worker. */
const sliceMilliseconds = 2_000;

type Parameters = z.output<typeof quickReviewJob.parameters>;

export async function runQuickReview(archives: Archives, parameters: Parameters, task: DeskTask): Promise<Worked> {
  const { database } = archives.platform;
  const requests = transferRequestKind(archives, parameters.kind);
  const end = performance.now() + sliceMilliseconds;
  let { passed, refused, waiting } = await database.one(countOutcomes, [task.id]);
  const total = passed + refused + waiting;
  while (waiting > 0) {
    const rows = await database.query(selectWaiting, [task.id, together]);
    const outcomes: (Refused | undefined)[] = [];
    for (const row of rows) outcomes.push(await approve(archives, requests, parameters, task, row));
    const codes = outcomes.map(outcome => outcome?.refused.code ?? null);
    const sentences = outcomes.map(outcome => (outcome ? sentenceOf(outcome.refused.code, outcome.refused.about) : null));
    await database.execute(writeRowOutcomes, [task.id, rows.map(({ row }) => row), codes, sentences]);
    const failed = codes.filter(code => code !== null).length;
    refused += failed;
    passed += rows.length - failed;
    waiting -= rows.length;
    await task.progress({ done: passed + refused, total, refused });
    if (waiting > 0 && performance.now() > end) return { more: true };
  }
  return { done: total, total, refused };
}

/** The same decision as a single one, under a key of its own: what was approved before a kill is not approved twice. */
async function approve(
  { platform }: Archives,
  requests: ReturnType<typeof transferRequestKind>,
  { addressPrefix }: Parameters,
  { id, actor, scope, signal }: DeskTask,
  { row, version, ...ref }: RowToDo,
): Promise<Refused | undefined> {
  signal.throwIfAborted();
  const asking = { actor, scope, key: `quick-review-${id}-${row}`, addressPrefix };
  const command = { ref, action: 'approve', version, given: {}, ...asking } as const;
  try {
    const moved = await moveRequest(platform, requests, command);
    return isRefused(moved) ? moved : undefined;
  } catch (error) {
    // A fault of this request, not of the others.
    const name = error instanceof Error ? error.name : typeof error;
    platform.log.error({ error: name, job: id, row }, 'a request of a quick review failed');
    const again = await moveRequest(platform, requests, command).catch(() => refuse('internal'));
    return isRefused(again) ? again : undefined;
  }
}
