/** Evidence, scans and letters of a case: which there are, who may add and remove, what a submission needs. */
import { findEntry } from '#domain/codes/code-table.ts';
import { destinationTypes } from '#domain/codes/destination-types.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import type { Role } from '#domain/roles.ts';
import type { FilePurpose } from '#domain/rules/file-limits.ts';
import { type Database, statement, type Transaction } from '#server/platform/postgres.ts';

export interface CaseFileRow {
  readonly id: number;
  readonly purpose: FilePurpose;
  readonly item: number | null;
  readonly nameSealed: Buffer;
  readonly mediaType: string;
  readonly pages: number;
  readonly bytes: number;
  /** Null when the content was deleted, its retention being over. */
  readonly evidenceFileId: string | null;
  readonly shownFileId: string | null;
  readonly checks: unknown;
  readonly uploadedBy: string;
  readonly createdAt: Date;
  readonly submittedSeq: number | null;
}
const columns = `id, purpose, item, name_sealed, media_type, pages, bytes, evidence_file_id, shown_file_id, checks, uploaded_by, created_at,
  submitted_seq`;

export const filesOfCase = statement<CaseFileRow>(
  'cases.files',
  `select ${columns} from case_file where school_id = $1 and case_id = $2 and removed_at is null order by purpose, item, id`,
);
export const findCaseFile = statement<CaseFileRow>(
  'cases.file',
  `select ${columns} from case_file where school_id = $1 and case_id = $2 and id = $3 and removed_at is null`,
);
export const insertCaseFile = statement<CaseFileRow>(
  'cases.insert_file',
  `insert into case_file (school_id, case_id, purpose, item, name_sealed, media_type, pages, bytes, evidence_file_id, shown_file_id,
     received_sha256, checks, uploaded_by, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning ${columns}`,
);
export const removeCaseFile = statement(
  'cases.remove_file',
  'update case_file set removed_at = $4 where school_id = $1 and case_id = $2 and id = $3 and removed_at is null',
);
const markSubmitted = statement(
  'cases.submit_files',
  `update case_file set submitted_seq = $4
   where school_id = $1 and case_id = $2 and purpose = $3 and removed_at is null and submitted_seq is null`,
);

/** What the school gathered while it helped, and what a department files with a request, is theirs; everything else is of the parties. */
const ofStaff: ReadonlySet<FilePurpose> = new Set(['help', 'change']);
export const mayOpenFile = ({ purpose }: Pick<CaseFileRow, 'purpose'>, roles: readonly Role[]): boolean =>
  !ofStaff.has(purpose) || roles.includes('school') || roles.includes('department');
/** A request may have been decided, and another one be under way: what was filed with it stays. */
export const isFiled = ({ purpose, submittedSeq }: Pick<CaseFileRow, 'purpose' | 'submittedSeq'>): boolean =>
  purpose === 'change' && submittedSeq !== null;

const lockState = statement<{ state: string }>(
  'cases.lock_state',
  'select state from destination_case where school_id = $1 and id = $2 for update',
);

interface Standing {
  readonly schoolId: number;
  readonly id: number;
  readonly state: string;
}

/** Files come and go while the case stands where it was seen: what is handed in meanwhile is whole, and what comes later is refused. */
export const whileItStands = <T>(
  database: Database,
  { schoolId, id, state }: Standing,
  work: (tx: Transaction) => Promise<T | Refused>,
): Promise<T | Refused> =>
  database.transaction(async tx =>
    (await tx.one(lockState, [schoolId, id])).state === state ? work(tx) : refuse('not-possible-here'),
  );

interface Handed {
  readonly schoolId: number;
  readonly id: number;
  readonly historySeq: number;
}

/** The files of a purpose become part of the step that is being written. Answers how many there are. */
export async function handIn(
  tx: Transaction,
  { schoolId, id, historySeq }: Handed,
  purpose: FilePurpose,
): Promise<readonly CaseFileRow[]> {
  const files = (await tx.query(filesOfCase, [schoolId, id])).filter(file => file.purpose === purpose);
  await tx.execute(markSubmitted, [schoolId, id, purpose, historySeq + 1]);
  return files;
}

/** Whether a type's evidence is there: of all required items one each, or of any one. */
export function evidenceIsThere(destinationType: string, files: readonly Pick<CaseFileRow, 'item'>[]): boolean {
  const type = findEntry(destinationTypes, destinationType);
  const evidence = type?.evidence ?? { mode: 'none', items: [] };
  // The agreement of an offline signing is reviewed before there is a scan to show.
  if (evidence.mode === 'none' || type?.flow === 'offline-signing') return true;
  const required = evidence.items.flatMap((item, index) => (item.required ? [index] : []));
  if (required.length === 0) return true;
  const has = (index: number): boolean => files.some(({ item }) => (item ?? 0) === index);
  return evidence.mode === 'anyOf' ? files.length > 0 : required.every(has);
}
