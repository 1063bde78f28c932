/** Sends the invitations of a sheet, one command per row with its own key: killed anywhere, it continues where it stopped. */
import { z } from 'zod';
import { readInvitationRow, type SheetContext } from '#domain/forms/invitation-sheet.ts';
import { isRefused, type Refused, refuse, sentenceOf } from '#domain/refusals.ts';
import { parseRef } from '#server/cases/index.ts';
import { type Invited, inviteGraduate } from '#server/invitations/index.ts';
import { hasFields, invalidFields } from '#server/platform/http/problems.ts';
import { addJob, defineJob } from '#server/platform/jobs/jobs.ts';
import { handle, type JobHandler } from '#server/platform/jobs/worker.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { sheetContext } from './check-sheet.ts';
import {
  type BatchPlace,
  beginSending,
  endSending,
  findBatch,
  headersOf,
  markRefused,
  markSent,
  nextReady,
  openCells,
} from './store.ts';

export const sendInvitationsJob = defineJob(
  'cases.send-invitations',
  z.object({ employerId: z.number(), batchId: z.number(), addressPrefix: z.string() }),
  { title: '批量签约邀请' },
);

/** Says that a sheet may go out; said again, it changes nothing. */
export async function sendBatch(
  { database, clock }: Platform,
  place: BatchPlace,
  addressPrefix: string,
): Promise<Refused | undefined> {
  const { employerId, batchId } = place;
  return database.transaction(async tx => {
    const begun = await tx.execute(beginSending, [employerId, batchId, clock.now()]);
    if (begun === 0) return (await tx.first(findBatch, [employerId, batchId])) ? undefined : refuse('not-found');
    // One sheet of an employer at a time: what one has sent, the other is refused for.
    const options = { key: `${employerId}-${batchId}`, queue: `invitations-${employerId}` };
    await addJob(tx, sendInvitationsJob, { ...place, addressPrefix }, options);
    return undefined;
  });
}

export const sendInvitationsHandler = (platform: Platform): JobHandler =>
  handle(sendInvitationsJob, async ({ addressPrefix, ...place }, { signal }) => {
    const { database, clock } = platform;
    const { employerId, batchId } = place;
    const batch = await database.first(findBatch, [employerId, batchId]);
    if (batch?.state !== 'sending') return;
    const context = await sheetContext(platform, employerId);
    const columns = new Set(headersOf(batch).flatMap(({ key }) => key ?? []));
    for (;;) {
      signal.throwIfAborted();
      const ready = await database.first(nextReady, [employerId, batchId]);
      if (!ready) break;
      const actor: Actor | undefined = ready.kind
        ? {
            kind: ready.kind,
            sessionId: '',
            name: ready.accountName ?? '',
            accountId: batch.accountId,
            departmentIds: [],
            employerId,
          }
        : undefined;
      const answer = !actor
        ? refuse('not-allowed')
        : isRefused(context)
          ? context
          : await sendRow(platform, { ready, place, actor, addressPrefix, context: { ...context, columns } });
      await noteOutcome(platform, place, ready.row, answer);
    }
    await database.execute(endSending, [employerId, batchId, clock.now()]);
  });

interface Sending {
  readonly ready: { readonly row: number; readonly cellsSealed: Buffer };
  readonly place: BatchPlace;
  readonly actor: Actor;
  readonly addressPrefix: string;
  readonly context: SheetContext;
}

async function sendRow(platform: Platform, { ready, place, actor, addressPrefix, context }: Sending): Promise<Invited | Refused> {
  const { employerId, batchId } = place;
  // Good when it was checked; the employer's data may have changed since.
  const read = readInvitationRow(openCells(platform.vault, ready), context);
  if ('faults' in read) return invalidFields(Object.fromEntries(read.faults.map(({ key, message }) => [key, message])));
  const key = `invitations-${batchId}-${ready.row}`;
  return inviteGraduate(platform, { form: read.form, actor, employerId, key, addressPrefix });
}

/** Faults at fields are said one after the other: the sheet has no other place for them. */
const sentenceFor = (refusal: Refused): string =>
  hasFields(refusal)
    ? [...new Set(Object.values(refusal.fields))].join('；')
    : sentenceOf(refusal.refused.code, refusal.refused.about);

async function noteOutcome(
  { database }: Platform,
  { employerId, batchId }: BatchPlace,
  row: number,
  answer: Invited | Refused,
): Promise<void> {
  const line = [employerId, batchId, row];
  if (isRefused(answer)) {
    await database.execute(markRefused, [...line, sentenceFor(answer)]);
    return;
  }
  const { schoolId, caseId } = parseRef(answer.ref);
  await database.execute(markSent, [...line, schoolId, caseId, answer.respondBy]);
}
