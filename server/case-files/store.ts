/** Evidence, scans and letters of a case: which there are, who may add and remove, what a submission needs. */
import { type Refused, refuse } from '#domain/refusals.ts';
import type { Level } from '#domain/roles.ts';
import { gathered, itemOfCorrection, itemsCarriedOver, missingEvidence } from '#domain/rules/case-files.ts';
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
  readonly byLevel: Level | null;
}
const columns = `id, purpose, item, name_sealed, media_type, pages, bytes, evidence_file_id, shown_file_id, checks, uploaded_by, created_at,
  submitted_seq, is_explanation, by_agent, by_level`;

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
     received_sha256, checks, uploaded_by, created_at, by_agent, by_level, submitted_seq)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) returning ${columns}`,
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
  readonly byLevel: Level | null;
  /** The step that it belongs to already. */
  readonly submittedSeq: number | null;
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
    file.byLevel,
    file.submittedSeq,
  ]);
export const removeCaseFile = statement(
  'cases.remove_file',
  'update case_file set removed_at = $4 where school_id = $1 and case_id = $2 and id = $3 and removed_at is null',
);
/** Evidence that the graduate handed in with another case of theirs; what a reviewer added stays with that case. Values: school, from case, to case, now. */
export const copyEvidence = statement(
  'cases.copy_evidence',
  `insert into case_file (school_id, case_id, purpose, item, name_sealed, media_type, pages, bytes, evidence_file_id, shown_file_id,
     received_sha256, checks, uploaded_by, created_at, by_agent)
   select school_id, $3, purpose, item, name_sealed, media_type, pages, bytes, evidence_file_id, shown_file_id, received_sha256, checks,
     uploaded_by, $4, by_agent
   from case_file where school_id = $1 and case_id = $2 and purpose = 'evidence' and by_level is null and removed_at is null
     and evidence_file_id is not null
   order by id`,
);
const markSubmitted = statement(
  'cases.submit_files',
  'update case_file set submitted_seq = $4, is_explanation = $5 where school_id = $1 and case_id = $2 and id = any($3::bigint[])',
);

/** Another type has other evidence: what was uploaded for the one is called by the other's names only where the name is the same. */
const carryItems = statement(
  'cases.carry_items',
  `update case_file f
   set item = (select c.becomes from unnest($3::int[], $4::int[]) as c (item, becomes) where c.item = f.item)
   where f.school_id = $1 and f.case_id = $2 and f.purpose = 'evidence' and f.removed_at is null`,
);
export const carryEvidenceOver = (
  tx: Transaction,
  { schoolId, id, destinationType }: { readonly schoolId: number; readonly id: number; readonly destinationType: string },
  becomes: string,
): Promise<number> => {
  const carried = itemsCarriedOver(destinationType, becomes);
  return tx.execute(carryItems, [schoolId, id, carried.map(({ from }) => from), carried.map(({ to }) => to)]);
};
/** What a side has gathered at a signing goes with its request for a termination. Values: school, signing, termination, whether the employer's. */
export const moveGrounds = statement(
  'cases.move_grounds',
  `update case_file set case_id = $3, submitted_seq = 1
   where school_id = $1 and case_id = $2 and purpose = 'grounds' and submitted_seq is null and removed_at is null and by_agent = $4`,
);
/** Values: school, case, files, their items, the step. */
const becomeEvidence = statement(
  'cases.become_evidence',
  `update case_file f set purpose = 'evidence', item = c.item, by_level = 'school', submitted_seq = $5
   from unnest($3::bigint[], $4::int[]) as c (id, item)
   where f.school_id = $1 and f.case_id = $2 and f.id = c.id`,
);
/** Of what the school has gathered for a correction, what proves this type becomes evidence of the case, beside what it has under the same name. */
export async function provedAnew(
  tx: Transaction,
  { schoolId, id, historySeq, destinationType }: Handed & { readonly destinationType: string },
  becomes: string,
): Promise<readonly string[]> {
  const files = await tx.query(filesOfCase, [schoolId, id]);
  const kept = itemsCarriedOver(destinationType, becomes).flatMap(({ from, to }) =>
    files.some(({ purpose, item }) => purpose === 'evidence' && item === from) ? [to] : [],
  );
  const fresh = gathered(files, 'correction', false).flatMap(file => {
    const item = itemOfCorrection(becomes, file.item);
    return item === undefined ? [] : [{ id: file.id, item }];
  });
  const items = fresh.map(({ item }) => item);
  const missing = missingEvidence(becomes, [...kept, ...items]);
  if (missing.length > 0) return missing;
  await carryEvidenceOver(tx, { schoolId, id, destinationType }, becomes);
  await tx.execute(becomeEvidence, [schoolId, id, fresh.map(file => file.id), items, historySeq + 1]);
  return [];
}
/** How many files of a purpose were taken back after they had been handed in, since this moment. */
export const countTakenBack = statement<{ count: number }>(
  'cases.files_taken_back',
  `select count(*)::int as count from case_file
   where school_id = $1 and case_id = $2 and purpose = $3 and submitted_seq is not null and removed_at >= $4`,
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
