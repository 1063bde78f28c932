/** 去向登记信息表 of the school's codes on paper: set and signed once, kept sealed, found again by the code. */
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { RegionTable } from '#domain/codes/regions.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { formSections, formWords } from '#domain/verification/form.ts';
import { type Press, signatureOf } from '#server/documents/index.ts';
import { openSealedFile, sealFile } from '#server/platform/files/sealed-file.ts';
import type { Download } from '#server/platform/http/serve-route.ts';
import { type SigningRequest, signPdf } from '#server/platform/pdf/sign-pdf.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { schoolOf } from '#server/platform/scope/scope.ts';
import { type FormDocument, openFormContent, qrOfForm, renderForm } from '#server/verification/index.ts';
import { findPapers, keepPaper, type PaperRow } from './paper-store.ts';
import { type Desk, listedIn, type One } from './preview-form.ts';

export interface Printing extends Desk {
  readonly press: Press;
}
/** Longest form, bytes. */
const maxBytes = 10 * 1024 * 1024;

export async function documentOf(
  platform: Pick<Platform, 'database' | 'publicUrl' | 'statements' | 'vault'>,
  kind: TransferKind,
  regions: RegionTable,
  { formNumber, issuedAt, expiresAt, ...row }: PaperRow,
): Promise<FormDocument> {
  const { vault, publicUrl } = platform;
  const content = openFormContent(vault, row.contentSealed);
  const token = vault.open(row.tokenSealed);
  return {
    ...{ kind, purpose: 'transfer', formNumber, issuedAt, expiresAt },
    code: vault.open(row.codeSealed),
    qr: await qrOfForm(platform, { kind, formNumber, content, token }),
    sections: formSections(kind, content, regions),
    checkUrl: `${publicUrl}/check/${kind}`,
  };
}

export const signingOf = ({ platform: { clock, outside }, press }: Printing): SigningRequest => ({
  certificate: press.certificate,
  signedAt: clock.now(),
  reason: 'Registration form',
  ...(outside.timestamp ? { timestamp: outside.timestamp } : {}),
});

/** The signed form of a code. Made, it is kept, so that the next download finds it. Throws MissingGlyphError. */
export async function paperOf(printing: Printing, kind: TransferKind, row: PaperRow): Promise<Buffer> {
  const { platform, press } = printing;
  const { vault, files, database, clock } = platform;
  if (row.fileId) return buffer(openSealedFile(vault, await files.get(row.fileId)));
  const document = await documentOf(platform, kind, await loadRegions(database), row);
  const unsigned = await renderForm(press.renderer, document, signatureOf(press, platform));
  const { pdf, level, signedAt } = await signPdf(unsigned, signingOf(printing));
  const stored = await files.put(sealFile(vault, oneChunk(pdf)), { maxBytes });
  if ('refused' in stored) throw new Error(`a form could not be stored: ${stored.refused}`);
  const { subject, isTest } = press.certificate;
  const facts = [stored.id, pdf.length, createHash('sha256').update(pdf).digest(), level, subject, isTest, signedAt];
  await database.execute(keepPaper, [row.schoolId, row.id, row.graduateId, clock.now(), ...facts]);
  return pdf;
}
async function* oneChunk(pdf: Buffer): AsyncIterable<Uint8Array> {
  yield pdf;
}

/** 查询 → 下载: one form. */
export async function downloadPaper(printing: Printing, one: One): Promise<Download | Refused> {
  const { database, clock } = printing.platform;
  const row = await listedIn(printing.platform, 'transfer', one);
  if (!row) return refuse('not-found');
  const [code] = await database.query(findPapers, [schoolOf(one.scope).schoolId, [one.graduateId], one.kind, clock.now()]);
  if (!code) return refuse('no-transfer-code');
  const pdf = await paperOf(printing, one.kind, code);
  return {
    stream: pdf,
    mediaType: 'application/pdf',
    fileName: `${formWords[one.kind].form}-${row.name}-${code.formNumber}.pdf`,
    bytes: pdf.length,
  };
}
