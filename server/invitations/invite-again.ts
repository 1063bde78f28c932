/** 再次邀请: the same terms to the same graduate, after an invitation that came to nothing. No ID number is typed again. */
import { mayInviteAgain } from '#domain/flows/invite-again.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { openForm, parseRef } from '#server/cases/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { type Invited, type InviteGraduate, inviteGraduate } from './invite-graduate.ts';

interface Earlier {
  readonly flow: string;
  readonly state: string;
  readonly formSealed: Buffer;
}
const findEarlier = statement<Earlier>(
  'invitations.find_earlier',
  'select flow, state, form_sealed from destination_case where school_id = $1 and id = $2 and employer_id = $3',
);
export interface InviteAgain extends Omit<InviteGraduate, 'form'> {
  readonly ref: string;
  readonly validityDays: number;
}

export async function inviteAgain(
  platform: Platform,
  { ref, validityDays, ...command }: InviteAgain,
): Promise<Invited | Refused> {
  const { database, vault } = platform;
  const { schoolId, caseId } = parseRef(ref);
  const earlier = await database.first(findEarlier, [schoolId, caseId, command.employerId]);
  if (!earlier) return refuse('not-found');
  if (!mayInviteAgain(earlier)) return refuse('not-possible-here');
  const form = { again: { schoolId, caseId }, validityDays, agreement: openForm(vault, earlier.formSealed) };
  return inviteGraduate(platform, { ...command, form });
}
