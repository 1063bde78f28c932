import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { sniffLength, sniffMediaType } from '#server/platform/files-media-type.ts';
import type { Actor } from '#server/platform/http/actor.ts';
import type { Platform } from '#server/platform/platform.ts';
import { cleanPicture, storedAtMost } from './clean-picture.ts';
import { insertFile } from './store.ts';

const acceptedAtMost = 20 * 1024 * 1024;
/** A photograph that is somewhat too large is read to its end, so that its sender gets the answer and no broken connection. */
const cutOffAt = 5 * acceptedAtMost;
const kinds = ' JPEG、PNG、WebP 图片或 PDF';
const wrongKind = () => refuse('file-kind', { kinds });

async function readWhole(stream: Readable): Promise<Buffer | Refused> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes <= acceptedAtMost) chunks.push(part);
    // Leaving the loop cuts the sender off.
    if (bytes > cutOffAt) break;
  }
  return bytes <= acceptedAtMost ? Buffer.concat(chunks) : refuse('file-too-large', { limit: '20 MB' });
}

/** A PDF that is whole and starts nothing by itself. It cannot be made smaller without harming what it shows. */
function checkPdf(content: Buffer): Refused | undefined {
  if (content.length > storedAtMost) return refuse('file-too-large', { limit: '2 MB（PDF）' });
  const text = content.toString('latin1');
  const isWhole = text.includes('startxref') && text.slice(-1024).includes('%%EOF');
  return isWhole && !/\/(?:JavaScript|Launch|EmbeddedFiles|RichMedia)\b/.test(text) ? undefined : wrongKind();
}

interface Clean {
  readonly content: Buffer;
  readonly mediaType: 'image/jpeg' | 'application/pdf';
}
async function clean(content: Buffer): Promise<Clean | Refused> {
  switch (sniffMediaType(content.subarray(0, sniffLength))) {
    case 'image/jpeg':
    case 'image/png':
    case 'image/webp': {
      const picture = await cleanPicture(content);
      return picture ? { content: picture, mediaType: 'image/jpeg' } : wrongKind();
    }
    case 'application/pdf':
      return checkPdf(content) ?? { content, mediaType: 'application/pdf' };
    default:
      return wrongKind();
  }
}

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
  if (!(upload.stream instanceof Readable)) return wrongKind();
  const content = await readWhole(upload.stream);
  if (isRefused(content)) return content;
  const cleaned = await clean(content);
  if (isRefused(cleaned)) return cleaned;
  const stored = await platform.files.put(Readable.from([cleaned.content]), { maxBytes: acceptedAtMost });
  if ('refused' in stored) return wrongKind();
  // Two employers may upload the same picture: whose it is hangs on this id, not on the content's.
  const fileId = randomUUID();
  await platform.database.execute(insertFile, [
    fileId,
    actor.employerId === undefined ? 'picture' : 'licence',
    actor.schoolId ?? null,
    actor.employerId ?? null,
    actor.accountId ?? null,
    upload.name,
    cleaned.mediaType,
    stored.bytes,
    stored.sha256,
    platform.clock.now(),
  ]);
  return { fileId, mediaType: cleaned.mediaType, bytes: stored.bytes };
}
