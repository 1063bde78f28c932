import { readFileSync } from 'node:fs';
import { formatBeijing } from '#domain/dates.ts';
import type { PdfRenderer } from '#server/platform/pdf/pdf-renderer.ts';

const template = readFileSync(new URL('./termination-certificate.typ', import.meta.url), 'utf8');

/** Everything that is printed on a 解约证明. */
export interface TerminationCertificate {
  readonly number: string;
  readonly issuedAt: Date;
  readonly schoolName: string;
  readonly graduateName: string;
  readonly documentNumber: string;
  readonly department: string;
  readonly major: string;
  readonly employerName: string;
  readonly uscc: string | null;
  readonly jobTitle: string | null;
  readonly agreementNumber: string | null;
  readonly kind: string;
  readonly requestedAt: Date;
  readonly completedAt: Date;
  readonly signature: { readonly level: string; readonly signer: string; readonly isTestCertificate: boolean };
}

/** Makes the 解约证明 as an unsigned PDF/A-2b. Throws MissingGlyphError. */
export function renderTerminationCertificate(renderer: PdfRenderer, document: TerminationCertificate): Promise<Buffer> {
  const { issuedAt, requestedAt, completedAt, uscc, jobTitle, agreementNumber, ...lines } = document;
  const printable = {
    ...lines,
    uscc: uscc ?? '--',
    jobTitle: jobTitle ?? '--',
    agreementNumber: agreementNumber ?? '--',
    issuedOn: formatBeijing(issuedAt, 'day'),
    requestedAt: formatBeijing(requestedAt, 'second'),
    completedAt: formatBeijing(completedAt, 'second'),
  };
  return renderer.render(template, printable, issuedAt);
}
