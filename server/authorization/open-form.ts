/** The PDF of a code, and its pages as a picture; for its holder, who has proved in this session who they are. */
import { buffer } from 'node:stream/consumers';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { formWords } from '#domain/verification/form.ts';
import { openSealedFile } from '#server/platform/files/sealed-file.ts';
import type { Download } from '#server/platform/http/serve-route.ts';
import { picturesOfPdf } from '#server/platform/images/take-in.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Own } from './own.ts';
import { identityRefusal } from './prove-identity.ts';
import { type CodeRow, findOwnCode } from './store.ts';

type Form = { readonly row: CodeRow; readonly pdf: Buffer };

async function openForm(platform: Platform, { schoolId, graduateId }: Own, id: number, actor: Actor): Promise<Form | Refused> {
  const { database, vault, files } = platform;
  const row = await database.first(findOwnCode, [schoolId, graduateId, id]);
  if (!row) return refuse('not-found');
  const unproven = await identityRefusal(platform, actor);
  if (unproven) return unproven;
  if (row.fileId === null) return refuse('form-not-ready');
  return { row, pdf: await buffer(openSealedFile(vault, await files.get(row.fileId))) };
}

const nameOf = ({ kind, formNumber }: CodeRow, extension: string): string => `${formWords[kind].form}-${formNumber}.${extension}`;

export async function downloadForm(platform: Platform, own: Own, id: number, actor: Actor): Promise<Download | Refused> {
  const form = await openForm(platform, own, id, actor);
  if (isRefused(form)) return form;
  const { row, pdf } = form;
  return { stream: pdf, mediaType: 'application/pdf', fileName: nameOf(row, 'pdf'), bytes: pdf.length };
}

export async function showForm(platform: Platform, own: Own, id: number, actor: Actor): Promise<Download | Refused> {
  const form = await openForm(platform, own, id, actor);
  if (isRefused(form)) return form;
  const picture = await picturesOfPdf(form.pdf);
  if (!picture) return refuse('form-not-ready');
  return { stream: picture, mediaType: 'image/jpeg', fileName: nameOf(form.row, 'jpg'), bytes: picture.length, inline: true };
}
