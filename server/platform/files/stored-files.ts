import { type Queryable, statement } from '../postgres/postgres.ts';

/** The kind of a file in the store, and its owner. */
export interface StoredFile {
  readonly id: string;
  readonly purpose: 'licence' | 'picture' | 'roster-upload' | 'roster-refused' | 'transfer-upload';
  readonly schoolId?: number | undefined;
  readonly employerId?: number | undefined;
  readonly accountId?: number | undefined;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: Buffer;
}

const insertStoredFile = statement(
  'files.record',
  `insert into stored_file (id, purpose, school_id, employer_id, account_id, media_type, bytes, sha256, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
);

/** The only writer of stored_file. The same file of the same owner for the same purpose is recorded once. */
export async function recordStoredFile(database: Queryable, file: StoredFile, now: Date): Promise<void> {
  const owner = [file.schoolId ?? null, file.employerId ?? null, file.accountId ?? null];
  const content = [file.mediaType, file.bytes, file.sha256];
  await database.execute(insertStoredFile, [file.id, file.purpose, ...owner, ...content, now]);
}
