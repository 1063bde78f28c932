/** Evidence of a request: taken in like any other, by its content. */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { type Refused, refuse } from '#domain/refusals.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { drain } from '#server/platform/files/drain.ts';
import type { Download } from '#server/platform/http/serve-route.ts';
import { receive } from '#server/platform/images/receive.ts';
import { refusalsOfIntake } from '#server/platform/images/refusals-of-intake.ts';
import { takeIn } from '#server/platform/images/take-in.ts';
import { useQuota } from '#server/platform/limits/daily-quota.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope, ScopeOf } from '#server/platform/scope/scope.ts';
import { refusalToKeep } from './facts.ts';
import { type FileRow, filesById, insertFile } from './file-store.ts';
import { findGraduate } from './store.ts';

export const describeFile = (vault: Vault, { id, nameSealed, mediaType, pages, evidenceFileId }: FileRow) => ({
  id,
  name: vault.open(nameSealed),
  mediaType,
  pages,
  deleted: evidenceFileId === null,
});

async function keep({ files }: Platform, content: Buffer): Promise<string> {
  const stored = await files.put(Readable.from([content]), { maxBytes: content.length });
  if ('refused' in stored) throw new Error(`evidence could not be stored: ${stored.refused}`);
  return stored.id;
}

const quota = { what: 'file', atMost: 40, refusal: 'files-used-up' } as const;

const taken = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  pages: z.number(),
  deleted: z.boolean(),
});

/** Sent again with the same key, it is the same file. */
export async function takeTransferFile(
  platform: Platform,
  kind: TransferKind,
  upload: { readonly stream: Readable; readonly name: string },
  { own, actor, key }: { readonly own: ScopeOf<'graduate'>; readonly actor: Actor; readonly key: string },
) {
  // Sent as something else than a file, it has been parsed already, or is not there.
  if (!(upload.stream instanceof Readable)) return refusalsOfIntake.kind;
  const refused = await refusalToKeep(platform.database, own, platform.clock.now());
  if (refused) return refused;
  const { schoolId, graduateId } = own;
  const usedUp = await useQuota(platform.database, quota, { actor: actorKey(actor), now: platform.clock.now() });
  if (usedUp) {
    await drain(upload.stream);
    return usedUp;
  }
  const intake = await receive(platform, upload.stream, async ({ path, sha256 }) => ({
    ...(await takeIn(path, { readScan: false, sender: actorKey(actor) })),
    received: sha256.toString('hex'),
  }));
  if ('refused' in intake) return refusalsOfIntake[intake.refused];
  const { evidence, shown, mediaType, pages, received } = intake;
  const { vault, database, clock } = platform;
  const [id, name] = [randomUUID(), upload.name || '未命名'];
  const kept = [mediaType, pages, evidence.length, await keep(platform, evidence), await keep(platform, shown), clock.now()];
  const command = { actor: actorKey(actor), key, content: { kind, name, received }, now: clock.now() };
  return once(database, command, taken.parse, async tx => {
    await tx.execute(insertFile, [schoolId, id, graduateId, kind, vault.seal(name), ...kept]);
    return { id, name, mediaType, pages, deleted: false };
  });
}

interface Looking {
  readonly kind: TransferKind;
  readonly graduateId: number;
  readonly file: string;
  readonly size: 'shown' | 'evidence';
  readonly actor: Actor;
  readonly scope: Scope;
  readonly addressPrefix: string;
}
/** For the graduate, and for reviewers once it is handed in. A reviewer's look is audited. */
export async function openTransferFile(platform: Platform, looking: Looking): Promise<Download | Refused> {
  const { database, vault, clock, files } = platform;
  const { kind, graduateId, file: id, size, actor, scope, addressPrefix } = looking;
  const graduate = await database.first(...findGraduate(scope, [graduateId]));
  if (!graduate) return refuse('not-found');
  const [row] = await database.query(filesById, [graduate.schoolId, graduateId, kind, [id]]);
  if (!row || (scope.kind !== 'graduate' && row.requestId === null)) return refuse('not-found');
  const stored = size === 'shown' ? row.shownFileId : row.evidenceFileId;
  if (stored === null) return refuse('file-deleted');
  if (!(await files.has(stored))) return refuse('file-missing');
  if (scope.kind !== 'graduate') {
    const object = `transfer-file:${graduate.schoolId}-${row.requestId}`;
    const event = { at: clock.now(), schoolId: graduate.schoolId, actor: actorKey(actor), object, addressPrefix };
    await recordAuditEvent(database, { ...event, action: 'file-viewed' }, vault);
  }
  // What is shown of a PDF is a picture of its first page.
  const mediaType = size === 'shown' ? 'image/jpeg' : row.mediaType;
  return {
    stream: await files.get(stored),
    mediaType,
    fileName: vault.open(row.nameSealed),
    inline: mediaType === 'image/jpeg',
  };
}
