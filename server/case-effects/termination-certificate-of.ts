import { flowNamed } from '#domain/flows/all.ts';
import { agreementNumberOf, type OpenedCase, selectHistory } from '#server/cases/index.ts';
import { type DocumentRow, type Press, signatureOf, type TerminationCertificate } from '#server/documents/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { orNull } from './or-null.ts';

/** What certifies that a signing has ended. */
export async function terminationCertificateOf(
  platform: Platform,
  press: Press,
  opened: OpenedCase,
  { requestedAt }: DocumentRow,
): Promise<TerminationCertificate> {
  const { row, roster } = opened;
  const printed = opened.snapshot ?? roster;
  const history = await platform.database.query(selectHistory, [row.schoolId, row.id]);
  const asked = history[0];
  const signing = await platform.database.first(agreementNumberOf, [row.schoolId, row.signingCaseId]);
  return {
    number: `${signing?.agreementNumber ?? `${row.cohort}${row.schoolId}`}-J${row.id}`,
    issuedAt: requestedAt,
    schoolName: printed.schoolName,
    graduateName: printed.name,
    documentNumber: printed.documentNumber,
    department: printed.departmentName,
    major: printed.major,
    employerName: row.employerName,
    uscc: orNull(row.uscc),
    jobTitle: orNull(row.jobTitle),
    agreementNumber: signing?.agreementNumber ?? null,
    // How the parties signed, not how they ended it.
    kind: flowNamed(row.signingFlow ?? row.flow).title,
    requestedAt: asked?.at ?? row.createdAt,
    completedAt: requestedAt,
    signature: signatureOf(press, platform),
  };
}
