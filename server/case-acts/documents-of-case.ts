/** A document of a case: to keep, and to look at where a browser opens no PDF (WeChat's does not). */
import { buffer } from 'node:stream/consumers';
import { type Refused, refuse } from '#domain/refusals.ts';
import { documentOf, findOpenedCase, parseRef } from '#server/cases/index.ts';
import type { Download } from '#server/platform/http/serve-route.ts';
import { picturesOfPdf } from '#server/platform/images/take-in.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { documentTitles } from './case-page.ts';

interface Asked {
  readonly ref: string;
  readonly id: number;
}

export async function downloadDocument(platform: Platform, asked: Asked, scope: Scope): Promise<Download | Refused> {
  const ref = parseRef(asked.ref);
  const opened = await findOpenedCase(platform, platform.database, ref, scope);
  const document = opened && (await platform.database.first(documentOf, [ref.schoolId, ref.caseId, asked.id]));
  if (!document) return refuse('not-found');
  const nth = document.kind === 'changeNote' ? `-${document.version}` : '';
  return {
    stream: await platform.files.get(document.fileId),
    mediaType: 'application/pdf',
    fileName: `${documentTitles[document.kind]}-${opened.row.name}-${document.agreementNumber ?? asked.ref}${nth}.pdf`,
    bytes: document.bytes,
    inline: true,
  };
}

export async function showDocument(platform: Platform, asked: Asked, scope: Scope): Promise<Download | Refused> {
  const pdf = await downloadDocument(platform, asked, scope);
  if ('refused' in pdf) return pdf;
  const picture = await picturesOfPdf(Buffer.isBuffer(pdf.stream) ? pdf.stream : await buffer(pdf.stream));
  if (!picture) return refuse('not-found');
  const fileName = pdf.fileName.replace(/pdf$/, 'jpg');
  return { stream: picture, mediaType: 'image/jpeg', fileName, bytes: picture.length, inline: true };
}
