/** The SQL of an employer's qualification: what is handed in, what is certified, and each step of it. */
import { type EmployerRow, employerColumns } from '#server/employers/index.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { scoped } from '#server/platform/scope/within.ts';

export const lockEmployer = scoped<EmployerRow>(
  'qualification.lock',
  { employer: 'id', platform: 'all' },
  1,
  inside => `select ${employerColumns} from employer where id = $1 and ${inside} for update`,
);
/** The name of an employer that is certified stays until the new one is. */
export const writeSubmission = statement(
  'qualification.write_submission',
  `update employer set state = $4, submitted_sealed = $6, submitted_licence_file_id = $7, submitted_at = $5, uscc = $8,
     name = case when certified_sealed is null then $9 else name end, version = version + 1, updated_at = $5
   where id = $1 and version = $2 and state is not distinct from $3`,
);
export const writeDecision = statement(
  'qualification.write_decision',
  'update employer set state = $4, version = version + 1, updated_at = $5 where id = $1 and version = $2 and state = $3',
);
/** Runs into employer_uscc_certified when another has been certified with the code. */
export const writeCertified = statement(
  'qualification.certify',
  `update employer set certified_sealed = submitted_sealed, certified_licence_file_id = submitted_licence_file_id, qualified_at = $2,
     name = $3, name_letters = $4, name_initials = $5, name_pairs = $6
   where id = $1`,
);
/** The employer's row is locked when this runs, so the number cannot be taken twice. */
export const insertHistory = statement(
  'qualification.insert_history',
  `insert into employer_history (employer_id, seq, at, action, account_id, to_state, note_sealed)
   select $1, coalesce(max(seq), 0) + 1, $2, $3, $4, $5, $6 from employer_history where employer_id = $1`,
);

export interface HistoryRow {
  readonly at: Date;
  readonly action: string;
  readonly toState: string;
  readonly noteSealed: Buffer | null;
  readonly who: string | null;
}
export const historyOfEmployer = statement<HistoryRow>(
  'qualification.history',
  `select h.at, h.action, h.to_state, h.note_sealed, a.name as who
   from employer_history h left join account a on a.id = h.account_id
   where h.employer_id = $1 order by h.seq desc limit 100`,
);

export interface QualificationRow {
  readonly id: number;
  readonly uscc: string;
  readonly state: string;
  readonly submittedSealed: Buffer;
  readonly certifiedSealed: Buffer | null;
  readonly isLicenceNew: boolean;
  readonly submittedAt: Date;
  readonly updatedAt: Date;
}
/** Values: state, moment and number of the last one shown, limit; then the code, the name and the pinyin that are sought, or nulls. */
const rowsWhere = (which: string) => `select id, uscc, state, submitted_sealed, submitted_at, certified_sealed,
    submitted_licence_file_id is distinct from certified_licence_file_id as is_licence_new, updated_at
  from employer where ${which} and ($6::text is null or uscc = $5 or name like $6 or name_letters like $7 or name_initials like $7)`;
/** What waits is a queue: the longest waiting first. Both rely on employer_by_state. */
export const oldestQualifications = statement<QualificationRow>(
  'qualification.oldest',
  `${rowsWhere('state = $1')} and (updated_at, id) > ($2, $3) order by updated_at, id limit $4`,
);
export const latestQualifications = statement<QualificationRow>(
  'qualification.latest',
  `${rowsWhere('state = $1')} and (updated_at, id) < ($2, $3) order by updated_at desc, id desc limit $4`,
);
/** Who is certified stays so while a change waits or was returned: the state is not asked for. Relies on employer_certified. */
export const certifiedEmployers = statement<QualificationRow>(
  'qualification.certified',
  `${rowsWhere('certified_sealed is not null and $1::text is not null')}
   and (updated_at, id) < ($2, $3) order by updated_at desc, id desc limit $4`,
);
export const countQualifications = statement<{ state: string; count: number }>(
  'qualification.count',
  'select state, count(*)::int as count from employer where state is not null group by state',
);
export const countCertified = statement<{ count: number }>(
  'qualification.count_certified',
  'select count(*)::int as count from employer where certified_sealed is not null',
);

/** Others who claim a code. Relies on employer_by_uscc. */
export const otherClaims = statement<{ id: number; isCertified: boolean }>(
  'qualification.other_claims',
  'select id, certified_sealed is not null as is_certified from employer where uscc = $1 and id <> $2 order by id limit 100',
);
