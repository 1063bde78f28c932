/** The SQL of an employer, its accounts and its files. */
import { statement } from '#server/platform/postgres/postgres.ts';
import { scoped } from '#server/platform/scope/within.ts';

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
export const employerColumns = `id, name, uscc, state, version, submitted_sealed, submitted_licence_file_id, submitted_at, certified_sealed,
  certified_licence_file_id, qualified_at, updated_at`;
export const findEmployer = statement<EmployerRow>('employers.find', `select ${employerColumns} from employer where id = $1`);

export const insertEmployer = statement<{ id: number }>(
  'employers.insert',
  'insert into employer (created_at, updated_at) values ($1, $1) returning id',
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
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: Buffer;
  readonly employerId: number | null;
}
const file = 'id, media_type, bytes, sha256, employer_id';
/** An actor bound to an employer sees that employer's files; one without (the platform), those of all employers. */
export const findLicence = scoped<FileRow>(
  'employers.find_licence',
  { employer: 'employer_id', platform: 'all' },
  1,
  inside => `select ${file} from stored_file
   where id = $1 and purpose = 'licence' and employer_id is not null and ${inside}`,
);
