/** The SQL of marks. Everything but the count over all schools is narrowed to one school. */
import type { FlagKind } from '#domain/codes/flag-kinds.ts';
import { nationalFrom } from '#domain/rules/employer-flag.ts';
import { statement } from '#server/platform/postgres/postgres.ts';

export interface FlagRow {
  readonly uscc: string;
  readonly name: string;
  readonly kind: FlagKind;
  readonly textSealed: Buffer;
  readonly evidenceFileId: string | null;
  readonly version: number;
  readonly updatedAt: Date;
}
const columns = 'uscc, name, kind, text_sealed, evidence_file_id, version, updated_at';
export const findFlag = statement<FlagRow>(
  'flagged.find',
  `select ${columns} from flagged_employer where school_id = $1 and uscc = $2`,
);
export const lockFlag = statement<FlagRow>(
  'flagged.lock',
  `select ${columns} from flagged_employer where school_id = $1 and uscc = $2 for update`,
);
export const insertFlag = statement(
  'flagged.insert',
  `insert into flagged_employer (school_id, uscc, name, kind, text_sealed, evidence_file_id, account_id, flagged_at, updated_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $8) on conflict do nothing`,
);
export const updateFlag = statement(
  'flagged.update',
  `update flagged_employer set name = $3, kind = $4, text_sealed = $5, evidence_file_id = $6, account_id = $7, updated_at = $8,
     version = version + 1
   where school_id = $1 and uscc = $2`,
);
export const deleteFlag = statement('flagged.delete', 'delete from flagged_employer where school_id = $1 and uscc = $2');

/** One more or one less; marks of an employer by two schools at the same moment wait here for each other. */
export const countFlag = statement(
  'flagged.count',
  `insert into flagged_employer_count (uscc, schools) values ($1, greatest($2::int, 0))
   on conflict (uscc) do update set schools = flagged_employer_count.schools + $2`,
);

export const insertFlagHistory = statement(
  'flagged.insert_history',
  `insert into flagged_employer_history (school_id, uscc, at, account_id, action, name, kind, text_sealed, evidence_file_id)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);
export interface FlagHistoryRow {
  readonly id: number;
  readonly at: Date;
  readonly who: string;
  readonly action: 'flagged' | 'changed' | 'unflagged';
  readonly kind: FlagKind;
  readonly textSealed: Buffer;
  readonly evidenceFileId: string | null;
}
export const historyOfFlag = statement<FlagHistoryRow>(
  'flagged.history',
  `select h.id, h.at, a.name as who, h.action, h.kind, h.text_sealed, h.evidence_file_id
   from flagged_employer_history h join account a on a.id = h.account_id
   where h.school_id = $1 and h.uscc = $2 order by h.id desc limit 100`,
);

export interface FlagFound {
  readonly uscc: string;
  readonly kind: FlagKind | null;
  readonly schools: number;
}
/** Two look-ups by primary key for each code. Fewer schools than make a mark national leave here as none. */
export const flagsOfMany = statement<FlagFound>(
  'flagged.of_many',
  `select asked.uscc, f.kind, coalesce(c.schools, 0) as schools
   from unnest($2::text[]) as asked (uscc)
   left join flagged_employer f on f.school_id = $1 and f.uscc = asked.uscc
   left join flagged_employer_count c on c.uscc = asked.uscc and c.schools >= ${nationalFrom}
   where f.uscc is not null or c.uscc is not null`,
);

export interface FlagListRow extends Pick<FlagRow, 'uscc' | 'name' | 'kind' | 'textSealed' | 'updatedAt'> {
  readonly schools: number;
}
const narrowed = `f.school_id = $1 and ($2::text is null or f.name ilike $2 or f.uscc like upper($2)) and ($3::text is null or f.kind = $3)`;
/** Relies on flagged_employer_recent. */
export const listFlags = statement<FlagListRow>(
  'flagged.list',
  `select f.uscc, f.name, f.kind, f.text_sealed, f.updated_at, coalesce(c.schools, 0) as schools
   from flagged_employer f
   left join flagged_employer_count c on c.uscc = f.uscc and c.schools >= ${nationalFrom}
   where ${narrowed} and ($4::timestamptz is null or (f.updated_at, f.uscc) < ($4, $5))
   order by f.updated_at desc, f.uscc desc limit $6`,
);
export const totalFlags = statement<{ count: number }>(
  'flagged.total',
  `select count(*)::int as count from flagged_employer f where ${narrowed}`,
);

/** Relies on destination_case_by_uscc. */
export const countAgreements = statement<{ count: number }>(
  'flagged.agreements',
  'select count(*)::int as count from destination_case where school_id = $1 and uscc = $2 and agreement_number is not null',
);

export interface EvidenceRow {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: Buffer;
}
const evidence = `from stored_file s where s.id = $1 and s.purpose = 'picture' and s.school_id = $2`;
export const findPicture = statement<EvidenceRow>('flagged.find_picture', `select s.media_type, s.bytes, s.sha256 ${evidence}`);
/** Only what was given with a mark of this employer. */
export const findEvidence = statement<EvidenceRow>(
  'flagged.find_evidence',
  `select s.media_type, s.bytes, s.sha256 ${evidence}
     and exists (select from flagged_employer_history h where h.school_id = $2 and h.uscc = $3 and h.evidence_file_id = s.id)`,
);
