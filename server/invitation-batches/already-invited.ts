/** Whom an employer has invited already: of its own cases alone, so that a sheet tells nothing about anybody else. */
import { labelOf } from '#domain/flows/all.ts';
import type { CodeInvitationForm, InvitationForm } from '#domain/forms/invitation-form.ts';
import { checkIdCard, normalizeDocumentNumber } from '#domain/identifiers/id-card.ts';
import { invitationCodeHash } from '#server/invitations/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { documentHash } from '#server/roster/index.ts';

type Form = InvitationForm | CodeInvitationForm;

/** Values: employer, hashes of document numbers, hashes of codes, now. Relies on destination_case_of_graduate. */
const selectOpen = statement<{ hash: Buffer; state: string }>(
  'invitations.already_open',
  `with asked as (
     select p.document_hash as hash, g.school_id, g.id
     from person p join person_cohort k on k.person_id = p.id
     join graduate g on g.school_id = k.school_id and g.person_id = k.person_id and g.cohort = k.cohort
     where p.document_hash = any($2::bytea[])
     union all
     select code_hash, school_id, graduate_id from invitation_code where code_hash = any($3::bytea[])
   )
   select a.hash, c.state from asked a join destination_case c on c.school_id = a.school_id and c.graduate_id = a.id
   where c.employer_id = $1 and c.flow = 'online-signing' and (c.due_at > $4 or c.holds)`,
);

/** Says of a row why the graduate need not be invited again; undefined for everybody else. */
export async function alreadyInvited(
  { database, vault, clock }: Platform,
  employerId: number,
  forms: readonly Form[],
): Promise<(form: Form) => string | undefined> {
  const hashesOf = (form: Form): Buffer[] => {
    if ('code' in form) return [invitationCodeHash(vault, form.code)];
    const number = normalizeDocumentNumber(form.idNumber);
    const types = checkIdCard(number) === undefined ? ['idCard'] : ['passport', 'hmtPermit'];
    return types.map(type => documentHash(vault, type, number));
  };
  const [byNumber, byCode] = [forms.filter(form => !('code' in form)), forms.filter(form => 'code' in form)];
  const open = await database.query(selectOpen, [employerId, byNumber.flatMap(hashesOf), byCode.flatMap(hashesOf), clock.now()]);
  const states = new Map(open.map(({ hash, state }) => [hash.toString('hex'), state]));
  return form => {
    const state = hashesOf(form).flatMap(hash => states.get(hash.toString('hex')) ?? [])[0];
    return state === undefined
      ? undefined
      : `已邀请过该毕业生（${labelOf('online-signing', state, false)}），不必再次邀请，请删除此行`;
  };
}
