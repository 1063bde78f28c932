/**
 * An employer invites a graduate, found by a 签约码, by an invitation of its own that came to nothing, or by name and ID number (the answer
 * never tells which of the two was wrong).
 */
import { z } from 'zod';
import { beijingDay } from '#domain/dates.ts';
import { type AgreementForm, agreementFormFor } from '#domain/forms/agreement-form.ts';
import { respondBy } from '#domain/forms/respond-by.ts';
import { checkIdCard, normalizeDocumentNumber } from '#domain/identifiers/id-card.ts';
import { normalizePersonName } from '#domain/identifiers/person-name.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { cohortsOpenOn } from '#domain/rules/cohort-window.ts';
import { actorKey } from '#server/audit/index.ts';
import { expireInside } from '#server/case-effects/index.ts';
import {
  type CaseForm,
  type CaseRef,
  findInvitee,
  findInviteeByCode,
  findInviteeOfCase,
  gatherFacts,
  type InviteeRow,
  lockGraduate,
  openCase,
  refOf,
  selectOverdueOf,
  snapshotOf,
} from '#server/cases/index.ts';
import { getQualifiedEmployer } from '#server/employers/index.ts';
import { fieldsOf, invalidFields } from '#server/platform/http/problems.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { sqlState, type Transaction, violatedConstraint } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { documentHash } from '#server/roster/index.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import { invitationCodeHash } from './invitation-codes.ts';
import { refuseTooMany } from './invited-lately.ts';
import { lookUp } from './look-ups.ts';

/** The graduate, found in one of three ways; the validity; the agreement, which is looked at before it is sent. */
type Form = (
  | { readonly graduateName: string; readonly idNumber: string }
  | { readonly code: string }
  | { readonly again: CaseRef }
) & {
  readonly validityDays: number;
  readonly agreement: AgreementForm | CaseForm;
};
export interface InviteGraduate {
  readonly form: Form;
  readonly actor: Actor;
  readonly employerId: number;
  readonly key: string;
  readonly addressPrefix: string;
}
export interface Invited {
  readonly ref: string;
  readonly respondBy: Date;
}
const invited = z.object({ ref: z.string(), respondBy: z.coerce.date() });

/** 与用人单位线上签约. */
const onlineType = '10.01';

export const inviteGraduate = (platform: Platform, command: InviteGraduate): Promise<Invited | Refused> =>
  lookUp(platform, command.employerId, () => inviteOnce(platform, command));

async function inviteOnce(platform: Platform, command: InviteGraduate): Promise<Invited | Refused> {
  const { actor, form, key } = command;
  const now = platform.clock.now();
  try {
    return await once(platform.database, { actor: actorKey(actor), key, content: form, now }, invited.parse, tx =>
      invite(platform, tx, command, now),
    );
  } catch (error) {
    // Two at once: the second learns of the first as if it had come later; the same one sent twice gets the same answer.
    if (sqlState(error) === '23505' && violatedConstraint(error) === 'destination_case_one_invitation')
      return inviteOnce(platform, command);
    throw error;
  }
}

async function findMatching(
  platform: Platform,
  tx: Transaction,
  { form, employerId }: InviteGraduate,
  now: Date,
): Promise<InviteeRow | Refused> {
  if ('code' in form) {
    const row = await tx.first(findInviteeByCode, [invitationCodeHash(platform.vault, form.code), employerId, now]);
    return row ?? refuse('invitation-code-unknown');
  }
  if ('again' in form) {
    const { schoolId, caseId } = form.again;
    return (await tx.first(findInviteeOfCase, [schoolId, employerId, now, caseId])) ?? refuse('graduate-not-matched');
  }
  const number = normalizeDocumentNumber(form.idNumber);
  const types = checkIdCard(number) === undefined ? ['idCard'] : ['passport', 'hmtPermit'];
  for (const type of types) {
    const row = await tx.first(findInvitee, [
      documentHash(platform.vault, type, number),
      employerId,
      now,
      cohortsOpenOn(beijingDay(now)),
    ]);
    if (row && row.name === normalizePersonName(form.graduateName)) return row;
  }
  return refuse('graduate-not-matched');
}

async function invite(platform: Platform, tx: Transaction, command: InviteGraduate, now: Date): Promise<Invited | Refused> {
  const { vault, database } = platform;
  const { form, actor, employerId } = command;
  const employer = await getQualifiedEmployer(tx, vault, employerId);
  if (!employer) return refuse('employer-not-qualified');
  const found = await findMatching(platform, tx, command, now);
  if (isRefused(found)) return found;
  // Found a second time, under the lock: until the commit nobody changes this graduate's row or cases.
  const { schoolId, graduateId } = found;
  await tx.execute(lockGraduate, [schoolId, graduateId]);
  const row = await findMatching(platform, tx, command, now);
  if (isRefused(row)) return row;

  const often = 'again' in form ? await refuseTooMany(tx, { schoolId, graduateId, employerId }, now) : undefined;
  if (often) return often;

  // Who is invited decides whether the hukou is asked for; name and code of the employer are the certified ones, whatever was sent.
  const asked = { ...form.agreement, employerName: employer.name, uscc: employer.uscc };
  const agreement = agreementFormFor({ hukouAtSchool: row.hukouTransferred === true, cohort: row.cohort }).safeParse(asked);
  if (!agreement.success) return invalidFields(fieldsOf(agreement.error, 'agreement.'));

  // An invitation whose time is over is over, whether or not the clock has come by.
  for (const { id } of await tx.query(selectOverdueOf, [schoolId, graduateId, employerId, now]))
    await expireInside(platform, tx, { schoolId, caseId: id });

  const roster = snapshotOf(row, vault, await loadRegions(database, tx));
  const facts = gatherFacts({
    row,
    settings: await getSchoolSettings(tx, schoolId),
    flow: 'online-signing',
    destinationType: onlineType,
    opening: { isEmployerQualified: true, hasOpenInvitation: row.invitationOpen },
    roster,
    now,
  });
  const dueAt = respondBy(now, form.validityDays);
  const opened = await openCase(tx, {
    platform,
    facts,
    who: {
      roles: ['employer'],
      accountId: actor.accountId,
      name: actor.name,
      auditedAs: actorKey(actor),
      addressPrefix: command.addressPrefix,
    },
    flow: 'online-signing',
    action: 'invite',
    schoolId,
    graduateId,
    cohort: row.cohort,
    destinationType: onlineType,
    employer: { id: employerId, name: employer.name, uscc: employer.uscc },
    jobTitle: agreement.data.jobTitle,
    validityDays: form.validityDays,
    dueAt,
    form: agreement.data,
  });
  return 'refused' in opened ? opened : { ref: refOf(opened), respondBy: dueAt };
}
