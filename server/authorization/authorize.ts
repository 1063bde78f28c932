/** Issues codes to a graduate, or renews them: those of the same kind that live are ended. */
import { z } from 'zod';
import type { Received } from '#contract/parts/route.ts';
import type { authorize as contract } from '#contract/routes/authorization.ts';
import { daysToChoose } from '#domain/authorization/authorize.ts';
import { formatBeijing } from '#domain/dates.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import type { RecordedPart } from '#domain/reported/record-in-words.ts';
import { formWords } from '#domain/verification/form.ts';
import { expiryOf } from '#domain/verification/purposes.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { compareWithRegistry, isAsConfirmed } from '#server/confirmation/index.ts';
import { postMessage } from '#server/messages/index.ts';
import { invalidFields } from '#server/platform/http/problems.ts';
import { addJob } from '#server/platform/jobs/jobs.ts';
import { once } from '#server/platform/postgres/once.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import { contentsOf, endCodes, type FormGraduate, issueCodes, lockFormGraduates } from '#server/verification/index.ts';
import { makeFormJob } from './make-form.ts';
import { type Authorizing, type Own, obstacleOf } from './own.ts';
import { identityRefusal } from './prove-identity.ts';
import { findOwn, requestForms } from './store.ts';

type Wanted = Received<typeof contract, 'body'>;
interface Asking {
  readonly actor: Actor;
  readonly key: string;
  readonly addressPrefix: string;
}
interface Work extends Omit<Asking, 'key'> {
  readonly wanted: Wanted;
  readonly recorded: readonly RecordedPart[];
  readonly now: Date;
}

/**
 * The registry is read before the transaction. Inside, what was read must be what the graduate confirmed; where it is not, nothing is
 * issued, the confirmation falls back, and the graduate is led there.
 */
export async function authorize(
  authorizing: Authorizing,
  { schoolId, graduateId }: Own,
  wanted: Wanted,
  { actor, key, addressPrefix }: Asking,
): Promise<{ ids: number[] } | Refused> {
  const { platform, registry } = authorizing;
  const unproven = await identityRefusal(platform, actor);
  if (unproven) return unproven;
  const recorded = await registry.read({ schoolId, graduateId });
  const now = platform.clock.now();
  const command = { actor: actorKey(actor), key, content: ['authorize', schoolId, graduateId, wanted], now };
  const issued = await once(platform.database, command, z.object({ ids: z.array(z.number()) }).parse, async tx => {
    const [graduate] = await tx.query(lockFormGraduates, [schoolId, [graduateId]]);
    if (!graduate) return refuse('not-found');
    return issue(authorizing, tx, graduate, { wanted, recorded, actor, addressPrefix, now });
  });
  if (isRefused(issued) && issued.refused.code === 'confirmed-otherwise')
    await compareWithRegistry(platform, registry, { schoolId, graduateId });
  return issued;
}

async function issue(
  { platform: { vault } }: Authorizing,
  tx: Transaction,
  graduate: FormGraduate,
  { wanted, recorded, actor, addressPrefix, now }: Work,
): Promise<{ ids: number[] } | Refused> {
  const { schoolId, graduateId, personId, graduatesIn } = graduate;
  const own = await tx.one(findOwn, [schoolId, graduateId]);
  const obstacle = obstacleOf(graduate, own, await getSchoolSettings(tx, schoolId), now);
  if (obstacle) return refuse(obstacle);
  if (!(await isAsConfirmed(tx, vault, graduate, recorded))) return refuse('confirmed-otherwise');
  const { first, last } = daysToChoose(graduatesIn, now);
  if (wanted.lastDay < first || wanted.lastDay > last) return invalidFields({ lastDay: '有效期不在可选范围内，请重新选择' });
  const contents = contentsOf(graduate, recorded).filter(({ kind }) => wanted.kinds.includes(kind));
  if (contents.length !== new Set(wanted.kinds).size)
    return invalidFields({ kinds: '您的户口未转入学校，没有户口登记信息表，请重新选择' });

  const kinds = contents.map(({ kind }) => kind);
  const expiresAt = expiryOf(wanted.lastDay, graduatesIn);
  await endCodes(tx, { schoolId, graduateIds: [graduateId], reason: 'renewed', now, purpose: 'authorization', kinds });
  const issues = contents.map(({ kind, content }) => ({ graduateId, kind, content, expiresAt }));
  const issued = await issueCodes(tx, vault, { schoolId, purpose: 'authorization', issues, accountId: null, now });
  const ids = issued.map(({ id }) => id);
  await tx.execute(requestForms, [schoolId, ids, graduateId, now]);
  // One by one: nobody waits for a form at a counter behind the reports of 30,000 records.
  for (const codeId of ids) await addJob(tx, makeFormJob, { schoolId, codeId }, { key: `${schoolId}-${codeId}` });
  await postMessage(
    tx,
    { vault, now },
    {
      eventKey: `authorized-${schoolId}-${ids.join('-')}`,
      to: { personId },
      title: '已开通核验授权',
      text: `您已授权核验${kinds.map(kind => formWords[kind].form).join('、')}，有效期至${formatBeijing(new Date(expiresAt.getTime() - 1), 'day')}。如非本人操作，请立即结束授权。`,
      ...{ about: `authorization:${graduate.cohort}`, push: 'wechat' },
    },
  );
  const event = { at: now, schoolId, actor: actorKey(actor), action: 'codes-authorized', object: `graduate:${graduateId}` };
  await recordAuditEvent(tx, { ...event, addressPrefix, detail: { kinds, lastDay: wanted.lastDay } }, vault);
  await tx.notify('desk', String(schoolId));
  return { ids };
}
