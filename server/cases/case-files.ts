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
  readonly isExplanation: boolean;
}
const columns = `id, purpose, item, name_sealed, media_type, pages, bytes, evidence_file_id, shown_file_id, checks, uploaded_by, created_at,
  submitted_seq, is_explanation`;

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
  'update case_file set submitted_seq = $4, is_explanation = $5 where school_id = $1 and case_id = $2 and id = any($3::bigint[])',
);

/** Another type has other evidence: what was uploaded for the one is not called by the names of the other. */
export const forgetItems = statement(
  'cases.forget_items',
  `update case_file set item = null where school_id = $1 and case_id = $2 and purpose = 'evidence' and removed_at is null`,
);

/** Who uploads by the link that was sent to the employer. */
export const agentName = '单位经办人（短信链接）';
/** What the school gathered while it helped, and what a department files with a request, is theirs; everything else is of the parties. */
const ofStaff: ReadonlySet<FilePurpose> = new Set(['help', 'change']);
/** For whoever has an account. What is not handed in is seen by the graduate who uploaded it, and by the agent, each their own. */
export function mayOpenFile({ purpose, submittedSeq, uploadedBy }: CaseFileRow, roles: readonly Role[]): boolean {
  if (ofStaff.has(purpose)) return roles.includes('school') || roles.includes('department');
  return submittedSeq !== null || (roles.includes('graduate') && uploadedBy !== agentName);
}

/** Each submission has its own: what was filed with an earlier one stays as it is, and takes nobody's room. */
const ofOneSubmission: ReadonlySet<FilePurpose> = new Set(['change', 'scan']);
export const isFiled = ({ purpose, submittedSeq }: Pick<CaseFileRow, 'purpose' | 'submittedSeq'>): boolean =>
  ofOneSubmission.has(purpose) && submittedSeq !== null;

/** What somebody is about to hand in: agent and graduate each have their own. */
export const gatheredBy = (files: readonly CaseFileRow[], purpose: FilePurpose, by: string): CaseFileRow[] =>
  files.filter(file => file.purpose === purpose && !isFiled(file) && (file.uploadedBy === agentName) === (by === agentName));

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

/** What was gathered for a purpose becomes part of the step that is being written. Answers all that now belongs to it. */
export async function handIn(
  tx: Transaction,
  { schoolId, id, historySeq }: Handed,
  purpose: FilePurpose,
  { by = '', isExplanation = false } = {},
): Promise<readonly CaseFileRow[]> {
  const files = gatheredBy(await tx.query(filesOfCase, [schoolId, id]), purpose, by);
  const fresh = files.filter(({ submittedSeq }) => submittedSeq === null).map(file => file.id);
  await tx.execute(markSubmitted, [schoolId, id, fresh, historySeq + 1, isExplanation]);
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
