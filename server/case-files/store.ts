/** Evidence, scans and letters of a case: which there are, who may add and remove, what a submission needs. */
import { type Refused, refuse } from '#domain/refusals.ts';
import { gathered } from '#domain/rules/case-files.ts';
import type { FilePurpose } from '#domain/rules/file-limits.ts';
import { type Database, statement, type Transaction } from '#server/platform/postgres/postgres.ts';

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
  readonly isExplanation: boolean;
  /** By the link that was sent to the employer. */
  readonly byAgent: boolean;
}
const columns = `id, purpose, item, name_sealed, media_type, pages, bytes, evidence_file_id, shown_file_id, checks, uploaded_by, created_at,
  submitted_seq, is_explanation, by_agent`;

export const filesOfCase = statement<CaseFileRow>(
  'cases.files',
  `select ${columns} from case_file where school_id = $1 and case_id = $2 and removed_at is null order by purpose, item, id`,
);
export const findCaseFile = statement<CaseFileRow>(
  'cases.file',
  `select ${columns} from case_file where school_id = $1 and case_id = $2 and id = $3 and removed_at is null`,
);
const insertFile = statement<CaseFileRow>(
  'cases.insert_file',
  `insert into case_file (school_id, case_id, purpose, item, name_sealed, media_type, pages, bytes, evidence_file_id, shown_file_id,
     received_sha256, checks, uploaded_by, created_at, by_agent)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) returning ${columns}`,
);
export interface NewCaseFile {
  readonly schoolId: number;
  readonly caseId: number;
  readonly purpose: FilePurpose;
  readonly item: number | null;
  readonly nameSealed: Buffer;
  readonly mediaType: string;
  readonly pages: number;
  readonly bytes: number;
  readonly evidenceFileId: string;
  readonly shownFileId: string;
  readonly receivedSha256: Buffer;
  /** JSON. */
  readonly checks: string;
  readonly uploadedBy: string;
  readonly createdAt: Date;
  readonly byAgent: boolean;
}
export const insertCaseFile = (tx: Transaction, file: NewCaseFile): Promise<CaseFileRow> =>
  tx.one(insertFile, [
    file.schoolId,
    file.caseId,
    file.purpose,
    file.item,
    file.nameSealed,
    file.mediaType,
    file.pages,
    file.bytes,
    file.evidenceFileId,
    file.shownFileId,
    file.receivedSha256,
    file.checks,
    file.uploadedBy,
    file.createdAt,
    file.byAgent,
  ]);
export const removeCaseFile = statement(
  'cases.remove_file',
  'update case_file set removed_at = $4 where school_id = $1 and case_id = $2 and id = $3 and removed_at is null',
);
const markSubmitted = statement(
  'cases.submit_files',
  'update case_file set submitted_seq = $4, is_explanation = $5 where school_id = $1 and case_id = $2 and id = any($3::bigint[])',
);

/** Another type has other evidence: what was uploaded for the one is not called by the names of the other. */
export const forgetItems = statement(
  'cases.forget_items',
  `update case_file set item = null where school_id = $1 and case_id = $2 and purpose = 'evidence' and removed_at is null`,
);

const lockState = statement<{ state: string }>(
  'cases.lock_state',
  'select state from destination_case where school_id = $1 and id = $2 for no key update',
);

interface SeenCase {
  readonly schoolId: number;
  readonly id: number;
  readonly state: string;
}

/** Does the work if the case is still in the state that was seen, and locks that state: a step hands in all of the work or nothing of it. */
export const ifStateIsUnchanged = <T>(
  database: Database,
  seen: SeenCase,
  work: (tx: Transaction) => Promise<T | Refused>,
): Promise<T | Refused> => database.transaction(tx => ifUnchanged(tx, seen, work));

/** The same within a transaction. */
export const ifUnchanged = async <T>(
  tx: Transaction,
  { schoolId, id, state }: SeenCase,
  work: (tx: Transaction) => Promise<T | Refused>,
): Promise<T | Refused> => ((await tx.one(lockState, [schoolId, id])).state === state ? work(tx) : refuse('not-possible-here'));

interface Handed {
  readonly schoolId: number;
  readonly id: number;
  readonly historySeq: number;
}

/** What was gathered for a purpose becomes part of the step that is being written. Answers all that now belongs to it. */
export async function handIn(
  tx: Transaction,
  { schoolId, id, historySeq }: Handed,
  purpose: FilePurpose,
  { byAgent = false, isExplanation = false } = {},
): Promise<readonly CaseFileRow[]> {
  const files = gathered(await tx.query(filesOfCase, [schoolId, id]), purpose, byAgent);
  const fresh = files.filter(({ submittedSeq }) => submittedSeq === null).map(file => file.id);
  await tx.execute(markSubmitted, [schoolId, id, fresh, historySeq + 1, isExplanation]);
  return files;
}
