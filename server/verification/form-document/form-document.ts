/** 去向登记信息表 on paper: everything that is printed on it, and how it is set. */
import { readFileSync } from 'node:fs';
import { toString as qrToSvg } from 'qrcode';
import { formatBeijing } from '#domain/dates.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { type FormSection, formWords } from '#domain/verification/form.ts';
import { asReported, goesTo } from '#domain/verification/notices.ts';
import { type CodePurpose, codePurposeWords } from '#domain/verification/purposes.ts';
import type { PdfRenderer } from '#server/platform/pdf/pdf-renderer.ts';
import { layOut } from './lay-out.ts';

const template = readFileSync(new URL('./form-document.typ', import.meta.url), 'utf8');

export interface FormDocument {
  readonly kind: TransferKind;
  readonly purpose: CodePurpose;
  /** As it is read aloud, in groups: `7K3M-9Q2A-…`. */
  readonly code: string;
  /** What the QR holds: the URL of the public check with its token. */
  readonly qr: string;
  readonly formNumber: string;
  readonly sections: readonly FormSection[];
  readonly issuedAt: Date;
  /** The first moment at which the code is answered no more. */
  readonly expiresAt: Date;
  /** Of the page on which name and code are typed. */
  readonly checkUrl: string;
}
export interface FormSignature {
  readonly level: string;
  readonly signer: string;
  readonly isTestCertificate: boolean;
}

/** The day that is printed as the last: a code that expires at midnight is answered all of the day before. */
export const lastDay = (expiresAt: Date): string => formatBeijing(new Date(expiresAt.getTime() - 1), 'day');

async function toPrintable(form: FormDocument) {
  const { kind, purpose, code, qr, formNumber, sections, issuedAt, expiresAt, checkUrl } = form;
  return {
    ...{ code, formNumber, checkUrl },
    title: formWords[kind].form,
    codeLabel: codePurposeWords[purpose].code,
    check: formWords[kind].check,
    // M reads with a fold or a stamp over it; 600 characters are 97 modules, 0.4 mm each.
    qr: await qrToSvg(qr, { type: 'svg', errorCorrectionLevel: 'M', margin: 0 }),
    sections: sections.map(({ title, rows }) => ({ title, rows: layOut(rows) })),
    issuedAt: formatBeijing(issuedAt, 'minute'),
    validUntil: lastDay(expiresAt),
    notes: [goesTo[kind], asReported].filter(note => note !== null),
  };
}

/**
 * Forms one after the other in one unsigned PDF/A-2b, each with its own page numbers. The same forms give the same bytes. Without a
 * signature the page says that it has none. Throws MissingGlyphError. 50 take 0.6 s and 60 MB, 200 take 2.2 s and 480 MB, 500 take 13 s
 * and 1.2 GB, and the thread sets nothing else meanwhile: no more than 100 at a time.
 * @param createdAt the date of the document, to the second
 */
export async function renderForms(
  renderer: PdfRenderer,
  forms: readonly FormDocument[],
  {
    signature,
    createdAt,
    inBulk = false,
  }: { readonly signature: FormSignature | null; readonly createdAt: Date; readonly inBulk?: boolean },
): Promise<Buffer> {
  const printed = await Promise.all(forms.map(toPrintable));
  const data = { forms: printed, signature, createdOn: formatBeijing(createdAt, 'day') };
  return renderer.render(template, data, createdAt, { inBulk });
}

/** One form, to be signed. */
export const renderForm = (renderer: PdfRenderer, form: FormDocument, signature: FormSignature): Promise<Buffer> =>
  renderForms(renderer, [form], { signature, createdAt: form.issuedAt });
