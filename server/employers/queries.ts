/** Reads for the screens of this matter. */
import { statement } from '#server/platform/postgres.ts';

export interface HistoryRow {
  readonly at: Date;
  readonly action: string;
  readonly toState: string;
  readonly noteSealed: Buffer | null;
  readonly who: string | null;
}
export const historyOfEmployer = statement<HistoryRow>(
  'employers.history',
  `select h.at, h.action, h.to_state, h.note_sealed, a.name as who
   from employer_history h left join account a on a.id = h.account_id
   where h.employer_id = $1 order by h.seq desc limit 100`,
);

export interface QualificationRow {
  readonly id: number;
  readonly uscc: string;
  readonly submittedSealed: Buffer;
  readonly submittedAt: Date;
  readonly updatedAt: Date;
}
const rows = 'select id, uscc, submitted_sealed, submitted_at, updated_at from employer where state = $1';
/** What waits is a queue: the longest waiting first. Both rely on employer_by_state. */
export const oldestQualifications = statement<QualificationRow>(
  'employers.oldest_qualifications',
  `${rows} and (updated_at, id) > ($2, $3) order by updated_at, id limit $4`,
);
export const latestQualifications = statement<QualificationRow>(
  'employers.latest_qualifications',
  `${rows} and (updated_at, id) < ($2, $3) order by updated_at desc, id desc limit $4`,
);
export const countQualifications = statement<{ state: string; count: number }>(
  'employers.count_qualifications',
  'select state, count(*)::int as count from employer where state is not null group by state',
);

/** What this employer invited with last. Relies on destination_case_by_employer. */
export const lastAgreement = statement<{ formSealed: Buffer }>(
  'employers.last_agreement',
  `select form_sealed from destination_case where employer_id = $1 and flow = 'online-signing'
   order by updated_at desc, school_id, id desc limit 1`,
);

export interface RegisteredEmployer {
  readonly id: number;
  readonly name: string | null;
  readonly state: string | null;
  /** When its data were certified; null: never. */
  readonly qualifiedAt: Date | null;
}
/** Relies on employer_uscc_claimed. */
export const employerByUscc = statement<RegisteredEmployer>(
  'employers.by_uscc',
  'select id, name, state, qualified_at from employer where uscc = $1',
);
