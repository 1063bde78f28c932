import { readFileSync } from 'node:fs';
import { toString as qrToSvg } from 'qrcode';
import type { PdfRenderer } from '#server/platform/pdf/pdf-renderer.ts';
import { type AgreementDocument, agreementDocument, agreementQrPayload, toPrintable } from './agreement-data.ts';

const template = readFileSync(new URL('./agreement.typ', import.meta.url), 'utf8');

/** Makes the 就业协议书 as an unsigned PDF/A-2b. The same document gives the same bytes. Throws MissingGlyphError. */
export async function renderAgreement(renderer: PdfRenderer, document: AgreementDocument): Promise<Buffer> {
  const checked = agreementDocument.parse(document);
  const qr = await qrToSvg(agreementQrPayload(checked), { type: 'svg', errorCorrectionLevel: 'M', margin: 0 });
  return renderer.render(template, { ...toPrintable(checked), qr }, checked.issuedAt);
}
