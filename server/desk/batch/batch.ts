/** Batch review: many cases, each decided by the one command, under the rules and in the transaction of a single decision. */
import { z } from 'zod';
import type { DeskFilter } from '#contract/parts/desk-filter.ts';
import type { Received } from '#contract/parts/route.ts';
import { mostInBatch, type startBatch as startRoute } from '#contract/routes/batches.ts';
import { actions } from '#domain/actions/all.ts';
import { reasonsAnywhere } from '#domain/actions/reasons.ts';
import { flowNamed } from '#domain/flows/all.ts';
import { batchActions, batchOffers } from '#domain/flows/batch.ts';
import { reasonFormFor } from '#domain/forms/reason-form.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { parseRef } from '#server/cases/index.ts';
import { startDeskJob } from '#server/desk-jobs/index.ts';
import { fieldsOf, invalidFields } from '#server/platform/http/problems.ts';
import { defineDeskJob } from '#server/platform/jobs/desk-job.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import type { Queryable } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { type Scope, schoolOf } from '#server/platform/scope/scope.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import { readDeskPage } from '../lists/desk-filter.ts';
import { isWaitingFor } from '../lists/desk-lists.ts';
import { deskViewOf, wholeFilter } from '../lists/desk-view.ts';
import { type Chosen, keepChosen, touchedSince } from './store.ts';

export const batchJob = defineDeskJob(
  'cases.batch',
  'cases.batch',
  z.object({
    action: z.enum(batchActions),
    input: z.record(z.string(), z.unknown()),
    addressPrefix: z.string(),
    device: z.string(),
  }),
);
type Asked = Received<typeof startRoute, 'body'>;

export interface StartBatch {
  readonly asked: Asked;
  readonly actor: Actor;
  readonly scope: Scope;
  readonly key: string;
  readonly addressPrefix: string;
  readonly device: string;
}

const started = z.object({ jobId: z.number() });

/** Starts a batch, if the school allows it: the cases in their present states, or in the states that were seen. */
export async function startBatch(platform: Platform, command: StartBatch): Promise<{ jobId: number } | Refused> {
  const { database, clock, vault } = platform;
  const { asked, actor, scope, key, addressPrefix, device } = command;
  const given = { actor: actorKey(actor), key, content: ['batch', asked], now: clock.now() };
  return once(database, given, started.parse, async (tx): Promise<{ jobId: number } | Refused> => {
    const input = await readInput(tx, actor, scope, asked);
    if (isRefused(input)) return input;
    const chosen = await chosenCases(tx, actor, scope, asked);
    if (isRefused(chosen)) return chosen;
    const parameters = { action: asked.action, input, addressPrefix, device };
    const title = `批量${actions[asked.action].word} · ${flowNamed(asked.flow).title}`;
    const jobId = await startDeskJob(platform, tx, batchJob, { actor, title, parameters, total: chosen.length });
    if (isRefused(jobId)) return jobId;
    await keepChosen(tx, jobId, chosen);
    const event = {
      at: given.now,
      schoolId: actor.schoolId,
      actor: given.actor,
      action: 'batch-started',
      object: `desk-job:${jobId}`,
      addressPrefix,
      detail: { ...asked, count: chosen.length },
    } as const;
    await recordAuditEvent(tx, event, vault);
    return { jobId };
  });
}

/** What the action asks for, looked at once for all; the command itself looks again at each. */
async function readInput(
  tx: Queryable,
  actor: Actor,
  scope: Scope,
  { flow, action, input }: Asked,
): Promise<Record<string, unknown> | Refused> {
  const { level, scope: inside } = deskViewOf(actor, scope);
  const settings = await getSchoolSettings(tx, inside.schoolId);
  if (!settings.batchReview) return refuse('batch-off');
  const offer = level && batchOffers(flow, level).find(one => one.action === action);
  if (!offer) return refuse('not-possible-here');
  if (offer.asks !== 'reason') return {};
  const parsed = reasonFormFor(reasonsAnywhere(flow, action, settings.reasons)).safeParse(input);
  return parsed.success ? parsed.data : invalidFields(fieldsOf(parsed.error, 'input.'));
}

async function chosenCases(
  tx: Queryable,
  actor: Actor,
  scope: Scope,
  { selection }: Asked,
): Promise<readonly Chosen[] | Refused> {
  if ('cases' in selection)
    return selection.cases.map(({ ref, version }) => {
      const { schoolId, caseId } = parseRef(ref);
      return { schoolId, id: caseId, version };
    });
  const asOf = new Date(selection.asOf);
  const inside = schoolOf(scope);
  const { rows, over } = await waitingRows(tx, actor, scope, selection.filter);
  const touched = new Set((await tx.query(touchedSince, [inside.schoolId, rows.map(({ id }) => id), asOf])).map(({ id }) => id));
  const chosen = rows.filter(({ id, updatedAt }) => updatedAt <= asOf && !touched.has(id));
  if (over) return refuse('batch-too-large', { most: mostInBatch });
  return chosen.length > 0 ? chosen : refuse('batch-empty');
}

/** Of the rows that a filter means those that wait for this reviewer, the oldest first. */
export async function waitingRows(queryable: Queryable, actor: Actor, scope: Scope, filter: DeskFilter) {
  const view = deskViewOf(actor, scope);
  const waiting = filter.state === 'all' ? { ...filter, state: 'mine' } : filter;
  const { rows, next } = await readDeskPage(queryable, view, wholeFilter(waiting), { limit: mostInBatch });
  return { rows: rows.filter(row => isWaitingFor(row, view.level)), over: next !== null };
}
