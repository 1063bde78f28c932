import { isRefused, type Refused, refuse, sentenceOf } from '#domain/refusals.ts';
import { actOnCase } from '#server/case-acts/index.ts';
import type { Written } from '#server/cases/index.ts';
import { hasFields } from '#server/platform/http/problems.ts';
import type { DeskTask, Worked } from '#server/platform/jobs/desk-job.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { batchJob } from './batch.ts';
import { type ChosenRow, countOutcomes, keepOutcomes, type RowOutcome, selectWaitingCases } from './store.ts';

/** Written down together, so at most so many are asked for again after a kill; each answers again what it answered then. */
const together = 20;
/** After so long the worker is given to the next job that waits. */
const sliceMilliseconds = 2_000;

type Decision = ReturnType<typeof batchJob.parameters.parse>;

/** Decides one case after the other. Each has its key: what was decided before a kill is not decided twice. */
export async function runBatch(platform: Platform, decision: Decision, task: DeskTask): Promise<Worked> {
  const { database } = platform;
  const end = performance.now() + sliceMilliseconds;
  let { passed, refused, waiting } = await database.one(countOutcomes, [task.id]);
  const total = passed + refused + waiting;
  while (waiting > 0) {
    const rows = await database.query(selectWaitingCases, [task.id, together]);
    const outcomes: RowOutcome[] = [];
    for (const row of rows) outcomes.push(outcomeOf(row, await decide(platform, decision, task, row)));
    await keepOutcomes(database, task.id, outcomes);
    const failed = outcomes.filter(({ code }) => code !== null).length;
    refused += failed;
    passed += outcomes.length - failed;
    waiting -= outcomes.length;
    await task.progress({ done: passed + refused, total, refused });
    if (waiting > 0 && performance.now() > end) return { more: true };
  }
  return { done: total, total, refused };
}

async function decide(platform: Platform, decision: Decision, task: DeskTask, row: ChosenRow): Promise<Written | Refused> {
  const { id, actor, scope, signal } = task;
  const { action, input, addressPrefix, device } = decision;
  const ref = { schoolId: row.schoolId, caseId: row.id };
  const command = {
    ref,
    action,
    version: row.version,
    input,
    actor,
    scope,
    key: `batch-${id}-${row.row}`,
    addressPrefix,
    device,
  };
  signal.throwIfAborted();
  try {
    return await actOnCase(platform, command);
  } catch (error) {
    // A commit whose answer was lost has had its effect: the same key tells. What fails twice is a fault of this case, not of the batch.
    platform.log.error(
      { error: error instanceof Error ? error.name : typeof error, job: id, row: row.row },
      'a case of a batch failed',
    );
    return actOnCase(platform, command).catch(() => refuse('internal'));
  }
}

function outcomeOf({ row }: ChosenRow, answer: Written | Refused): RowOutcome {
  if (!isRefused(answer)) return { row, code: null, sentence: null };
  const { code, about } = answer.refused;
  const sentence = hasFields(answer) ? Object.values(answer.fields).join('；') : sentenceOf(code, about);
  return { row, code, sentence };
}
