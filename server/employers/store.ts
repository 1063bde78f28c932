/** The SQL that reads an employer for a command, and writes it. */
import { statement } from '#server/platform/postgres.ts';
import { scoped } from '#server/platform/within.ts';

export interface EmployerRow {
  readonly id: number;
  readonly name: string | null;
  readonly uscc: string | null;
  readonly state: string | null;
  readonly version: number;
  readonly submittedSealed: Buffer | null;
  readonly submittedLicenceFileId: string | null;
  readonly submittedAt: Date | null;
  readonly certifiedSealed: Buffer | null;
  readonly certifiedLicenceFileId: string | null;
  readonly qualifiedAt: Date | null;
  readonly updatedAt: Date;
}
const columns = `id, name, uscc, state, version, submitted_sealed, submitted_licence_file_id, submitted_at, certified_sealed,
  certified_licence_file_id, qualified_at, updated_at`;
export const findEmployer = statement<EmployerRow>('employers.find', `select ${columns} from employer where id = $1`);
export const lockEmployer = statement<EmployerRow>('employers.lock', `select ${columns} from employer where id = $1 for update`);

export const insertEmployer = statement<{ id: number }>(
  'employers.insert',
  'insert into employer (created_at, updated_at) values ($1, $1) returning id',
);
/** The name of an employer that is certified stays until the new one is. Runs into employer_uscc_claimed when the code is another's. */
export const writeSubmission = statement(
  'employers.write_submission',
  `update employer set state = $3, submitted_sealed = $4, submitted_licence_file_id = $5, submitted_at = $6, uscc = $7,
     name = case when certified_sealed is null then $8 else name end, version = version + 1, updated_at = $6
   where id = $1 and version = $2`,
);
export const writeApproval = statement(
  'employers.write_approval',
  `update employer set state = $3, certified_sealed = submitted_sealed, certified_licence_file_id = submitted_licence_file_id,
     qualified_at = $4, name = $5, version = version + 1, updated_at = $4
   where id = $1 and version = $2`,
);
export const writeReturn = statement(
  'employers.write_return',
  'update employer set state = $3, version = version + 1, updated_at = $4 where id = $1 and version = $2',
);
/** The employer's row is locked when this runs, so the number cannot be taken twice. */
export const insertHistory = statement(
  'employers.insert_history',
  `insert into employer_history (employer_id, seq, at, action, account_id, to_state, note_sealed)
   select $1, coalesce(max(seq), 0) + 1, $2, $3, $4, $5, $6 from employer_history where employer_id = $1`,
);

export const accountsOfEmployer = statement<{ id: number }>(
  'employers.accounts',
  'select id from account where employer_id = $1 and disabled_at is null order by id',
);
export const findPhoneAccount = statement<{ id: number }>(
  'employers.find_phone_account',
  'select id from account where phone_hash = $1 and employer_id is not null',
);

export interface FileRow {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: Buffer;
  readonly employerId: number | null;
}
const file = 'id, name, media_type, bytes, sha256, employer_id';
/** Whoever is bound to an employer sees that employer's; without one (the platform), those of all employers. */
export const findLicence = scoped<FileRow>(
  'employers.find_licence',
  { employer: 'employer_id', platform: 'all' },
  1,
  inside => `select ${file} from stored_file
   where id = $1 and purpose = 'licence' and employer_id is not null and ${inside}`,
);
