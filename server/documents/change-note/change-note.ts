import { readFileSync } from 'node:fs';
import { formatBeijing } from '#domain/dates.ts';
import type { PdfRenderer } from '#server/platform/pdf/pdf-renderer.ts';

const template = readFileSync(new URL('./change-note.typ', import.meta.url), 'utf8');

/** Everything that is printed on a 变更记录: what changed in a record in force, why, when, and the person who changed it. */
export interface ChangeNote {
  readonly number: string;
  readonly issuedAt: Date;
  readonly schoolName: string;
  readonly graduateName: string;
  readonly documentNumber: string;
  readonly department: string;
  readonly major: string;
  readonly employerName: string;
  readonly uscc: string | null;
  /** 线上签约, 去向登记 …; for a destination without an agreement its type. */
  readonly kind: string;
  readonly agreementNumber: string | null;
  readonly changes: readonly { readonly label: string; readonly from: string; readonly to: string }[];
  readonly reason: string;
  readonly text: string;
  readonly changedBy: string;
  readonly changedAt: Date;
  readonly signature: { readonly level: string; readonly signer: string; readonly isTestCertificate: boolean };
}

const orDashes = (text: string | null): string => text || '--';

/** Makes the 变更记录 as an unsigned PDF/A-2b. Throws MissingGlyphError. */
export function renderChangeNote(renderer: PdfRenderer, document: ChangeNote): Promise<Buffer> {
  const { issuedAt, changedAt, uscc, agreementNumber, changes, ...lines } = document;
  const printable = {
    ...lines,
    uscc: orDashes(uscc),
    agreementNumber: orDashes(agreementNumber),
    isAgreement: agreementNumber !== null,
    changes: changes.map(({ label, from, to }) => ({ label, from: orDashes(from), to: orDashes(to) })),
    issuedOn: formatBeijing(issuedAt, 'day'),
    changedAt: formatBeijing(changedAt, 'second'),
  };
  return renderer.render(template, printable, issuedAt);
}
