import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { type Refused, refuse } from '#domain/refusals.ts';
import { recordStoredFile } from '#server/platform/files/stored-files.ts';
import { receive } from '#server/platform/images/receive.ts';
import { type IntakeRefusal, takeIn } from '#server/platform/images/take-in.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Actor } from '#server/platform/scope/actor.ts';

const refusals: Readonly<Record<IntakeRefusal, Refused>> = {
  kind: refuse('file-kind', { kinds: ' JPEG、PNG、WebP、HEIC 图片或 PDF' }),
  broken: refuse('file-broken'),
  'too-large': refuse('file-too-large', { limit: '20 MB（PDF 5 MB）' }),
  'too-many-pages': refuse('file-pages', { limit: 10 }),
  scripts: refuse('file-scripts'),
  encrypted: refuse('file-encrypted'),
};

export interface AcceptedFile {
  readonly fileId: string;
  readonly mediaType: string;
  readonly bytes: number;
}

/** Takes in a licence or another picture: by its content, never by its name. It belongs to the uploader's employer or school. */
export async function acceptFile(
  platform: Platform,
  upload: { readonly stream: Readable; readonly name: string },
  actor: Actor,
): Promise<AcceptedFile | Refused> {
  // Sent as something else than a file, it has been parsed already, or is not there.
  if (!(upload.stream instanceof Readable)) return refusals.kind;
  const intake = await receive(upload.stream, ({ path }) => takeIn(path, { readScan: false }));
  if ('refused' in intake) return refusals[intake.refused];
  const { evidence, mediaType } = intake;
  const stored = await platform.files.put(Readable.from([evidence]), { maxBytes: evidence.length });
  if ('refused' in stored) throw new Error(`a picture could not be stored: ${stored.refused}`);
  // Two employers may upload the same picture: whose it is hangs on this id, not on the content's.
  const fileId = randomUUID();
  const { schoolId, employerId, accountId } = actor;
  const purpose = employerId === undefined ? 'picture' : 'licence';
  const { bytes, sha256 } = stored;
  const file = { id: fileId, purpose, schoolId, employerId, accountId, name: upload.name, mediaType, bytes, sha256 } as const;
  await recordStoredFile(platform.database, file, platform.clock.now());
  return { fileId, mediaType, bytes };
}
