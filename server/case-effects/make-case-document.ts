import { type CaseRef, findOpenedCase, type OpenedCase } from '#server/cases/index.ts';
import { changeNoteOf } from '#server/corrections/index.ts';
import { type DocumentRef, type DocumentRow, makeDocument, type Press } from '#server/documents/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { everything } from '#server/platform/scope/everything.ts';
import { agreementOf } from './agreement-of.ts';
import { terminationCertificateOf } from './termination-certificate-of.ts';

/** What a document of a case says. */
type Maker<T> = (platform: Platform, press: Press, opened: OpenedCase, document: DocumentRow) => Promise<T>;

/** Makes what was asked for of a case. */
export async function makeCaseDocument(platform: Platform, press: Press, ref: CaseRef & DocumentRef): Promise<void> {
  const opened = await findOpenedCase(platform, platform.database, ref, everything);
  if (!opened) return;
  const by = <T>(make: Maker<T>) => {
    return (document: DocumentRow) => make(platform, press, opened, document);
  };
  await makeDocument(platform, press, ref, {
    agreement: by(agreementOf),
    terminationCertificate: by(terminationCertificateOf),
    changeNote: by(changeNoteOf),
  });
}
