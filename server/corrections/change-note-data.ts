import { typeName } from '#domain/codes/destination-types.ts';
import { flowNamed } from '#domain/flows/all.ts';
import { changesOfCase, noteShape, type OpenedCase, openChanges, refOf, selectHistory } from '#server/cases/index.ts';
import { type ChangeNote, type DocumentRow, type Press, signatureOf } from '#server/documents/index.ts';
import type { Platform } from '#server/platform/platform.ts';

const nothingSaid = { reason: '', text: '' };

/** What a correction's note says, out of the history: the first note is of the first correction, and so on. Throws when there is none. */
export async function changeNoteOf(
  platform: Platform,
  press: Press,
  { row, roster, snapshot }: OpenedCase,
  { version, requestedAt }: DocumentRow,
): Promise<ChangeNote> {
  const { database, vault } = platform;
  const of = [row.schoolId, row.id];
  const [history, changed] = await Promise.all([database.query(selectHistory, of), database.query(changesOfCase, of)]);
  const step = history.filter(({ action }) => action === 'correct')[version - 1];
  const evidence = changed.find(({ seq }) => seq === step?.seq);
  if (!step || !evidence) throw new Error(`case ${refOf(row)} has no correction ${version}`);
  const printed = snapshot ?? roster;
  return {
    number: `${row.agreementNumber ?? `${row.cohort}${row.schoolId}-${row.id}`}-B${version}`,
    issuedAt: requestedAt,
    schoolName: printed.schoolName,
    graduateName: printed.name,
    documentNumber: printed.documentNumber,
    department: printed.departmentName,
    major: printed.major,
    employerName: row.employerName,
    uscc: row.uscc || null,
    kind: row.flow === 'other-destination' ? typeName(row.destinationType) : flowNamed(row.flow).title,
    agreementNumber: row.agreementNumber,
    changes: openChanges(vault, evidence.evidenceSealed),
    ...(step.noteSealed ? noteShape.parse(vault.openJson(step.noteSealed)) : nothingSaid),
    changedBy: step.actorName ? `${printed.schoolName}（${step.actorName}）` : printed.schoolName,
    changedAt: step.at,
    signature: signatureOf(press, platform),
  };
}
