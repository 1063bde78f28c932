/** Reads for the screens of this matter. */
import { statement } from '#server/platform/postgres/postgres.ts';

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
/** Who is certified with the code; else one of those who claim it. Relies on employer_by_uscc. */
export const employerByUscc = statement<RegisteredEmployer>(
  'employers.by_uscc',
  `select id, name, state, qualified_at from employer where uscc = $1
   order by certified_sealed is null, submitted_at limit 1`,
);
