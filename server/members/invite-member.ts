/** An administrator invites a second person: who registers with this phone and names the organisation is a member at once. */
import { z } from 'zod';
import { dayLength } from '#domain/dates.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { phoneHash } from '#server/accounts/index.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { findPhoneAccount, getQualifiedEmployer } from '#server/employers/index.ts';
import { addJob, defineJob } from '#server/platform/jobs/jobs.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { violatedConstraint } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { countJoinsSince, insertInvited, markSms, markSmsSending } from './store.ts';

export const tellInvitedJob = defineJob('employers.tell-invited', z.object({ employerId: z.number(), joinId: z.number() }), {
  title: '发送成员邀请短信',
});

/** Each costs an SMS to somebody who did not ask for it. */
const perDay = 30;

export interface InviteMember {
  readonly employerId: number;
  readonly name: string;
  readonly phone: string;
  readonly actor: Actor;
  readonly key: string;
  readonly addressPrefix: string;
}
const invited = z.object({ joinId: z.number() });

export async function inviteMember(platform: Platform, command: InviteMember): Promise<{ readonly joinId: number } | Refused> {
  const { database, vault, clock } = platform;
  const { employerId, name, phone, actor, key, addressPrefix } = command;
  const now = clock.now();
  const hash = phoneHash(vault, phone);
  const content = ['invite-member', employerId, name, hash.toString('hex')];
  try {
    return await once(database, { actor: actorKey(actor), key, content, now }, invited.parse, async tx => {
      if (!(await getQualifiedEmployer(tx, vault, employerId))) return refuse('members-need-qualification');
      if (await tx.first(findPhoneAccount, [hash])) return refuse('member-phone-taken');
      const { count } = await tx.one(countJoinsSince, [employerId, new Date(now.getTime() - dayLength)]);
      if (count >= perDay) return refuse('try-later', { wait: '24 小时' });
      const { id: joinId } = await tx.one(insertInvited, [employerId, name, hash, vault.seal(phone), actor.accountId, now]);
      await addJob(tx, tellInvitedJob, { employerId, joinId }, { key: `${employerId}-${joinId}` });
      const object = `employer:${employerId}`;
      await recordAuditEvent(tx, { at: now, actor: actorKey(actor), action: 'member-invited', object, addressPrefix }, vault);
      return { joinId };
    });
  } catch (error) {
    if (violatedConstraint(error) === 'employer_join_open') return refuse('member-waits');
    throw error;
  }
}

const template = 'SMS_QX_MEMBER';
/** Longest name that a template's blank takes. */
const longestName = 40;

/** By SMS, at most once after its mark: the way in, with the organisation's code in the fragment. */
export async function tellInvited(
  { database, vault, outside, publicUrl }: Platform,
  { employerId, joinId }: { readonly employerId: number; readonly joinId: number },
): Promise<void> {
  const row = await database.first(markSmsSending, [employerId, joinId]);
  if (!row) return;
  const { employerName, uscc } = row;
  const employer = employerName.length > longestName ? `${employerName.slice(0, longestName - 1)}…` : employerName;
  const sent = await outside.sms.send({
    phone: vault.open(row.phoneSealed),
    templateCode: template,
    params: { employer, url: `${publicUrl}/desk/employer/join#${uscc}` },
    outId: `qx-join-${joinId}`,
  });
  const state = sent.outcome === 'sent' ? 'sent' : sent.fateUnknown ? 'unknown' : 'failed';
  await database.execute(markSms, [employerId, joinId, state]);
}
