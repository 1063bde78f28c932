/** Who else named the same contact: by a keyed hash of the telephone, within what the reader may see. */
import type { Vault } from '#server/platform/base/crypto.ts';
import type { Queryable } from '#server/platform/postgres/postgres.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { scoped } from '#server/platform/scope/within.ts';
import type { CaseForm } from './read-case.ts';

/** Of the mobile, or else of the landline, by its digits alone; null where the form has neither. */
export function contactHash(vault: Vault, form: CaseForm): Buffer | null {
  const digits = (form.contactMobile || form.contactLandline || '').replace(/\D/g, '');
  return digits.length < 7 ? null : vault.keyedHash(`contact:${digits}`);
}

/** A contact that whole years share is counted so far. */
const counted = 500;
/** Values: cohort, hash, graduate, employer (its code, or its name). Relies on destination_case_by_contact. */
export const countSameContact = scoped<{ others: number; elsewhere: number }>(
  'cases.same_contact',
  { school: 'c.school_id', department: 'c.department_id' },
  4,
  inside => `select count(distinct graduate_id)::int as others,
     count(distinct graduate_id) filter (where coalesce(nullif(uscc, ''), employer_name) <> $4)::int as elsewhere
   from (select c.graduate_id, c.uscc, c.employer_name from destination_case c
     where ${inside} and c.cohort = $1 and c.contact_hash = $2 and c.submitted_at is not null and c.graduate_id <> $3 limit ${counted}) found having count(*) > 0`,
);

interface Asked {
  readonly cohort: number;
  readonly graduateId: number;
  readonly uscc: string;
  readonly employerName: string;
}
/** Other graduates of the cohort with this contact's telephone, and those of them with another employer. */
export async function sameContact(reads: Queryable, vault: Vault, scope: Scope, of: Asked, form: CaseForm) {
  const hash = contactHash(vault, form);
  if (!hash) return { others: 0, elsewhere: 0 };
  const values = [of.cohort, hash, of.graduateId, of.uscc || of.employerName];
  const [found = { others: 0, elsewhere: 0 }] = await reads.query(...countSameContact(scope, values));
  return found;
}
