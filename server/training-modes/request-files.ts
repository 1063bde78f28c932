/** Evidence of a request: taken in like any other, by its content. */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { type Refused, refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { drain } from '#server/platform/files/drain.ts';
import type { Download } from '#server/platform/http/serve-route.ts';
import { receive } from '#server/platform/images/receive.ts';
import { refusalsOfIntake } from '#server/platform/images/refusals-of-intake.ts';
import { takeIn } from '#server/platform/images/take-in.ts';
import { useQuota } from '#server/platform/limits/daily-quota.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import type { ModeRequestRef } from './store.ts';
import { filesOfRequest, findRequest, insertFile } from './store.ts';

async function keep({ files }: Platform, content: Buffer): Promise<string> {
  const stored = await files.put(Readable.from([content]), { maxBytes: content.length });
  if ('refused' in stored) throw new Error(`evidence could not be stored: ${stored.refused}`);
  return stored.id;
}

const quota = { what: 'file', atMost: 200, refusal: 'files-used-up' } as const;

const taken = z.object({ fileId: z.string(), name: z.string(), pages: z.number() });

/** Sent again with the same key, it is the same file. */
export async function takeRequestFile(
  platform: Platform,
  upload: { readonly stream: Readable; readonly name: string },
  { actor, key }: { readonly actor: Actor; readonly key: string },
): Promise<z.output<typeof taken> | Refused> {
  // Sent as something else than a file, it has been parsed already, or is not there.
  if (!(upload.stream instanceof Readable)) return refusalsOfIntake.kind;
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
  const fileId = randomUUID();
  const name = upload.name || '未命名';
  const { vault, database, clock } = platform;
  const kept = [mediaType, pages, evidence.length, await keep(platform, evidence), await keep(platform, shown), clock.now()];
  const command = { actor: actorKey(actor), key, content: { name, received }, now: clock.now() };
  return once(database, command, taken.parse, async tx => {
    await tx.execute(insertFile, [actor.schoolId, fileId, actor.accountId, vault.seal(name), ...kept]);
    return { fileId, name, pages };
  });
}

/** For everyone who may see the request. Each look is audited. */
export async function openRequestFile(
  platform: Platform,
  ref: ModeRequestRef,
  fileId: string,
  { actor, scope, addressPrefix }: { readonly actor: Actor; readonly scope: Scope; readonly addressPrefix: string },
): Promise<Download | Refused> {
  const { database, vault, clock, files } = platform;
  const { schoolId, id } = ref;
  const request = await database.first(...findRequest(scope, [schoolId, id]));
  const file = request && (await database.query(filesOfRequest, [schoolId, id])).find(({ id }) => id === fileId);
  if (!file) return refuse('not-found');
  if (file.evidenceFileId === null) return refuse('file-deleted');
  if (!(await files.has(file.evidenceFileId))) return refuse('file-missing');
  const event = {
    at: clock.now(),
    schoolId,
    actor: actorKey(actor),
    action: 'file-viewed',
    object: `mode-file:${schoolId}-${id}`,
    addressPrefix,
  } as const;
  await recordAuditEvent(database, event, vault);
  return {
    stream: await files.get(file.evidenceFileId),
    mediaType: file.mediaType,
    fileName: vault.open(file.nameSealed),
    bytes: file.bytes,
    // Browsers show no PDF inside the sandbox that foreign content gets.
    inline: file.mediaType === 'image/jpeg',
  };
}
