import { Readable } from 'node:stream';
import { type Refused, refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import type { Download } from '#server/platform/http/serve-route.ts';
import { picturesOfPdf } from '#server/platform/images/take-in.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { findLicence } from './store.ts';

const suffixes: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'application/pdf': 'pdf' };

/** A licence, for its employer and for the accounts that qualify employers. Each look is audited. */
export async function openFile(
  platform: Platform,
  { id, as }: { readonly id: string; readonly as: 'kept' | 'pages' },
  { actor, scope, addressPrefix }: { readonly actor: Actor; readonly scope: Scope; readonly addressPrefix: string },
): Promise<Download | Refused> {
  const { database, vault, clock, files } = platform;
  const file = await database.first(...findLicence(scope, [id]));
  if (!file) return refuse('not-found');
  const stored = file.sha256.toString('hex');
  if (!(await files.has(stored))) return refuse('file-missing');
  const event = {
    at: clock.now(),
    actor: actorKey(actor),
    action: 'file-viewed',
    object: `file:${file.id}`,
    addressPrefix,
  } as const;
  await recordAuditEvent(database, event, vault);
  if (as === 'pages' && file.mediaType === 'application/pdf') {
    const chunks: Uint8Array[] = [];
    for await (const chunk of await files.get(stored)) chunks.push(chunk);
    const pages = await picturesOfPdf(Buffer.concat(chunks));
    if (!pages) return refuse('file-broken');
    const { length: bytes } = pages;
    return { stream: Readable.from([pages]), mediaType: 'image/jpeg', fileName: '证照.jpg', bytes, inline: true };
  }
  return {
    stream: await files.get(stored),
    mediaType: file.mediaType,
    fileName: `证照.${suffixes[file.mediaType] ?? 'bin'}`,
    bytes: file.bytes,
    // Browsers show no PDF inside the sandbox that foreign content gets.
    inline: file.mediaType === 'image/jpeg',
  };
}
