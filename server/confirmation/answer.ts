/** 信息无误，确认登记去向; or 信息有误. */
import { z } from 'zod';
import type { Received } from '#contract/parts/route.ts';
import type { answerConfirmation } from '#contract/routes/confirmation.ts';
import { obstacleOf, wrongPartWords } from '#domain/confirmation/answer.ts';
import { asksForWork, type ConfirmationAnswer } from '#domain/confirmation/states.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import type { RecordedPart } from '#domain/reported/record-in-words.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { postMessage } from '#server/messages/index.ts';
import { invalidFields } from '#server/platform/http/problems.ts';
import { once } from '#server/platform/postgres/once.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import { endCodes, type FormGraduate, lockFormGraduates } from '#server/verification/index.ts';
import { hashOfConfirmed, scheduleCompare } from './compare-with-registry.ts';
import { partsOfPage, wrongPartsOf } from './describe.ts';
import { type Confirming, factsOf, type Own, seenOf } from './read-own.ts';
import { findOwn, keepAnswer, writeAnswer } from './store.ts';

type Answer = Received<typeof answerConfirmation, 'body'>;
export interface Asking {
  readonly actor: Actor;
  readonly key: string;
  readonly addressPrefix: string;
}
const told: Readonly<Record<ConfirmationAnswer, { readonly title: string; readonly text: (parts: string) => string }>> = {
  right: { title: '已确认登记去向', text: () => '您已确认登记去向无误。信息有变更时，请重新核对确认。' },
  wrong: {
    title: '已收到您反映的问题',
    text: parts => `您反映${parts}有误，学校将核对处理。您也可按页面提示申请更正；更正后，请重新确认。`,
  },
};

/**
 * The registry is read before the transaction. What changes there meanwhile is found by the comparison that follows the commit, and the
 * answer falls back.
 */
export async function answer(
  confirming: Confirming,
  { schoolId, graduateId }: Own,
  given: Answer,
  { actor, key, addressPrefix }: Asking,
): Promise<{ done: true } | Refused> {
  const { platform, registry } = confirming;
  const { database, clock } = platform;
  const recorded = await registry.read({ schoolId, graduateId });
  const command = { actor: actorKey(actor), key, content: ['confirmation', schoolId, graduateId, given], now: clock.now() };
  return once(database, command, z.object({ done: z.literal(true) }).parse, async tx => {
    const graduate = await locked(confirming, tx, { schoolId, graduateId }, { recorded, seen: given.seen, now: command.now });
    if (isRefused(graduate)) return graduate;
    const may = wrongPartsOf(partsOfPage(graduate.hukouTransferred, recorded));
    if (given.parts.some(part => !may.includes(part))) return invalidFields({ parts: '所选的部分与页面不符，请刷新后重新选择' });
    await write(confirming, tx, graduate, { given, recorded, actor, addressPrefix, now: command.now });
    return { done: true };
  });
}

/** The graduate's row, locked; or why nothing can be said of it. */
async function locked(
  { platform: { vault } }: Confirming,
  tx: Transaction,
  { schoolId, graduateId }: { readonly schoolId: number; readonly graduateId: number },
  { recorded, seen, now }: { readonly recorded: readonly RecordedPart[]; readonly seen: string; readonly now: Date },
): Promise<FormGraduate | Refused> {
  const [graduate] = await tx.query(lockFormGraduates, [schoolId, [graduateId]]);
  const row = await tx.first(findOwn, [schoolId, graduateId]);
  if (!graduate || !row) return refuse('not-found');
  const code = obstacleOf(factsOf(graduate, row, { settings: await getSchoolSettings(tx, schoolId), recorded, now }));
  if (code) return refuse(code);
  const shown = seenOf(vault, graduate, vault.open(row.documentNumberSealed), recorded);
  return shown === seen ? graduate : refuse('record-changed');
}

interface Writing extends Omit<Asking, 'key'> {
  readonly given: Answer;
  readonly recorded: readonly RecordedPart[];
  readonly now: Date;
}
async function write(
  { platform: { vault } }: Confirming,
  tx: Transaction,
  graduate: FormGraduate,
  { given: { answer, parts, text }, recorded, actor, addressPrefix, now }: Writing,
): Promise<void> {
  const { schoolId, graduateId, personId } = graduate;
  await tx.execute(writeAnswer, [schoolId, graduateId, answer, now]);
  const isWrong = asksForWork(answer);
  const said = isWrong ? [parts, vault.seal(text)] : [null, null];
  const hash = hashOfConfirmed(vault, graduate, recorded);
  const { id } = await tx.one(keepAnswer, [schoolId, graduateId, now, answer, ...said, hash]);
  if (isWrong) await endCodes(tx, { schoolId, graduateIds: [graduateId], reason: 'wrong', purpose: 'authorization', now });
  const { title, text: words } = told[answer];
  await postMessage(
    tx,
    { vault, now },
    {
      eventKey: `confirmation-answer-${schoolId}-${id}`,
      to: { personId },
      title,
      text: words(parts.map(part => wrongPartWords[part]).join('、')),
      ...{ about: `confirmation:${graduate.cohort}`, push: 'none' },
    },
  );
  await scheduleCompare(tx, { schoolId, graduateId }, id);
  const event = { at: now, schoolId, actor: actorKey(actor), action: 'confirmation-answered', object: `graduate:${graduateId}` };
  await recordAuditEvent(tx, { ...event, addressPrefix, detail: { answer, parts } }, vault);
  await tx.notify('desk', String(schoolId));
}
