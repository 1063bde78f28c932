import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Refused } from '#domain/refusals.ts';
import { licenceLeastSide } from '#domain/rules/file-limits.ts';
import { actorKey } from '#server/audit/index.ts';
import { drain } from '#server/platform/files/drain.ts';
import { recordStoredFile } from '#server/platform/files/stored-files.ts';
import { receive } from '#server/platform/images/receive.ts';
import { refusalsOfIntake } from '#server/platform/images/refusals-of-intake.ts';
import { takeIn } from '#server/platform/images/take-in.ts';
import { useQuota } from '#server/platform/limits/daily-quota.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import type { Actor } from '#server/platform/scope/actor.ts';

/** A registration needs one, a bad photograph a second and a third. */
const quota = { what: 'file', atMost: 20, refusal: 'files-used-up' } as const;

const accepted = z.object({ fileId: z.string(), mediaType: z.string(), bytes: z.number() });
export type AcceptedFile = z.output<typeof accepted>;

/**
 * Takes in a licence or another picture: by its content, never by its name. It belongs to the uploader's employer or school. Sent again
 * with the same key, it is the same file.
 */
export async function acceptFile(
  platform: Platform,
  upload: { readonly stream: Readable; readonly name: string },
  { actor, key }: { readonly actor: Actor; readonly key: string },
): Promise<AcceptedFile | Refused> {
  // Sent as something else than a file, it has been parsed already, or is not there.
  if (!(upload.stream instanceof Readable)) return refusalsOfIntake.kind;
  const refused = await useQuota(platform.database, quota, { actor: actorKey(actor), now: platform.clock.now() });
  if (refused) {
    await drain(upload.stream);
    return refused;
  }
  const intake = await receive(platform, upload.stream, async ({ path, sha256 }) => ({
    ...(await takeIn(path, {
      readScan: false,
      sender: actorKey(actor),
      ...(actor.employerId === undefined ? {} : { leastSide: licenceLeastSide }),
    })),
    received: sha256.toString('hex'),
  }));
  if ('refused' in intake) return refusalsOfIntake[intake.refused];
  const { evidence, mediaType, received } = intake;
  const stored = await platform.files.put(Readable.from([evidence]), { maxBytes: evidence.length });
  if ('refused' in stored) throw new Error(`a picture could not be stored: ${stored.refused}`);
  // Two employers may upload the same picture: whose it is hangs on this id, not on the content's.
  const fileId = randomUUID();
  const { schoolId, employerId, accountId } = actor;
  const purpose = employerId === undefined ? 'picture' : 'licence';
  const { bytes, sha256 } = stored;
  const file = { id: fileId, purpose, schoolId, employerId, accountId, mediaType, bytes, sha256 } as const;
  const now = platform.clock.now();
  const command = { actor: actorKey(actor), key, content: { name: upload.name, received }, now };
  return once(platform.database, command, accepted.parse, async tx => {
    await recordStoredFile(tx, file, now);
    return { fileId, mediaType, bytes };
  });
}
