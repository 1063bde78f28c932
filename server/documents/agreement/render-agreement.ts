import { readFileSync } from 'node:fs';
import { toString as qrToSvg } from 'qrcode';
import type { PdfRenderer } from '#server/platform/pdf/pdf-renderer.ts';
import { type AgreementDocument, agreementDocument, agreementQrPayload, toPrintable } from './agreement-data.ts';

const template = readFileSync(new URL('./agreement.typ', import.meta.url), 'utf8');

/** Makes the 就业协议书 as an unsigned PDF/A-2b. The same document gives the same bytes. Throws MissingGlyphError. */
export async function renderAgreement(renderer: PdfRenderer, document: AgreementDocument, publicUrl: string): Promise<Buffer> {
  const checked = agreementDocument.parse(document);
  const qr = await qrToSvg(agreementQrPayload(checked, publicUrl), { type: 'svg', errorCorrectionLevel: 'M', margin: 0 });
  const { schoolSeal } = checked;
  const printed = { ...toPrintable(checked), qr, schoolSeal: schoolSeal === undefined ? null : inSvg(schoolSeal) };
  return renderer.render(template, printed, checked.issuedAt);
}

/** What the template gets is text; a picture travels in an SVG, which shows it whole in the middle. */
const inSvg = (png: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="40" height="40"><image width="40" height="40" href="data:image/png;base64,${png}"/></svg>`;
