import type { FileStore } from '#server/platform/files/files.ts';
import { MissingGlyphError } from '#server/platform/pdf/fonts.ts';
import type { PdfRenderer } from '#server/platform/pdf/pdf-renderer.ts';
import { signPdf } from '#server/platform/pdf/sign-pdf.ts';
import type { SigningCertificate } from '#server/platform/pdf/signing-certificate.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { AgreementDocument } from './agreement/agreement-data.ts';
import { renderAgreement } from './agreement/render-agreement.ts';
import { type ChangeNote, renderChangeNote } from './change-note/change-note.ts';
import { type DocumentRow, findDocument, markFailed, markReady } from './store.ts';
import { renderTerminationCertificate, type TerminationCertificate } from './termination/termination-certificate.ts';

export interface DocumentRef {
  readonly schoolId: number;
  readonly documentId: number;
}
/** The house's means of making documents: a Typst thread and a key to sign with. */
export interface Press {
  readonly renderer: PdfRenderer;
  readonly certificate: SigningCertificate;
}

/** Which level and whose signature a document will carry: it is printed on the page too. */
export const signatureOf = ({ certificate }: Press, { outside }: Platform) =>
  ({ level: outside.timestamp ? 'B-T' : 'B-B', signer: certificate.subject, isTestCertificate: certificate.isTest }) as const;

/** What each kind is made from. */
export interface Builders {
  readonly agreement: (document: DocumentRow) => Promise<AgreementDocument>;
  readonly terminationCertificate: (document: DocumentRow) => Promise<TerminationCertificate>;
  readonly changeNote: (document: DocumentRow) => Promise<ChangeNote>;
}
const reasons = {
  agreement: 'Employment agreement',
  terminationCertificate: 'Termination certificate',
  changeNote: 'Change note',
} as const;

async function setDocument(
  { publicUrl }: Platform,
  { renderer }: Press,
  document: DocumentRow,
  build: Builders,
): Promise<Buffer> {
  switch (document.kind) {
    case 'agreement':
      return renderAgreement(renderer, await build.agreement(document), publicUrl);
    case 'terminationCertificate':
      return renderTerminationCertificate(renderer, await build.terminationCertificate(document));
    case 'changeNote':
      return renderChangeNote(renderer, await build.changeNote(document));
  }
}

/** Longest document, bytes. */
const maxBytes = 10 * 1024 * 1024;

/**
 * Makes, signs and stores a document that was asked for. Done already: nothing happens. A missing glyph or a failing timestamp authority
 * leaves it failed, with the reason for staff, and throws, so that the queue tries again; a weaker document is never made instead.
 */
export async function makeDocument(platform: Platform, press: Press, ref: DocumentRef, build: Builders): Promise<void> {
  const { database, clock, outside, files } = platform;
  const document = await database.first(findDocument, [ref.schoolId, ref.documentId]);
  if (!document || document.state === 'ready') return;
  try {
    const unsigned = await setDocument(platform, press, document, build);
    const { pdf, level, signedAt } = await signPdf(unsigned, {
      certificate: press.certificate,
      signedAt: clock.now(),
      reason: reasons[document.kind],
      ...(outside.timestamp ? { timestamp: outside.timestamp } : {}),
    });
    const stored = await keep(files, pdf);
    const { subject, isTest } = press.certificate;
    const facts = [stored.id, stored.bytes, stored.sha256, level, subject, isTest, signedAt];
    await database.execute(markReady, [ref.schoolId, ref.documentId, ...facts]);
  } catch (error) {
    await database.execute(markFailed, [ref.schoolId, ref.documentId, reasonFor(error)]);
    throw error;
  }
}

async function keep(files: FileStore, pdf: Buffer) {
  const stored = await files.put(toChunks(pdf), { maxBytes });
  if ('refused' in stored) throw new Error(`a document could not be stored: ${stored.refused}`);
  return stored;
}

async function* toChunks(pdf: Buffer): AsyncIterable<Uint8Array> {
  yield pdf;
}

const reasonFor = (error: unknown): string =>
  error instanceof MissingGlyphError
    ? `字库中没有这些字：${error.characters.join('、')}。请联系平台运维安装扩展字库后重试。`
    : '生成或签章未成功，系统会自动重试；如长时间未生成，请联系平台运维。';
