/** 学校印章: the picture that is printed on agreements which the school witnesses. */

import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { sealBytesAtMost } from '#domain/rules/file-limits.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import type { FileStore } from '#server/platform/files/files.ts';
import type { Download } from '#server/platform/http/serve-route.ts';
import type { Visit } from '#server/platform/http/visit.ts';
import { type SealRefusal, toSeal } from '#server/platform/images/seal-picture.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import { receiveSheet } from '#server/platform/sheets/receive-sheet.ts';

interface SealRow {
  readonly id: number;
  readonly fileId: string;
  readonly bytes: number;
  readonly uploadedAt: Date;
}
const columns = 'id, file_id, bytes, uploaded_at';
/** The one that counts. */
export const findSeal = statement<SealRow>(
  'schools.find_seal',
  `select ${columns} from school_seal where school_id = $1 order by id desc limit 1`,
);
const findSealById = statement<SealRow>(
  'schools.find_seal_by_id',
  `select ${columns} from school_seal where school_id = $1 and id = $2`,
);
const insertSeal = statement<SealRow>(
  'schools.insert_seal',
  `insert into school_seal (school_id, file_id, bytes, account_id, uploaded_at) values ($1, $2, $3, $4, $5) returning ${columns}`,
);

const tooLarge = refuse('file-too-large', { limit: `${sealBytesAtMost / 1024 / 1024} MB` });
const refusals: Readonly<Record<SealRefusal, Refused>> = {
  kind: refuse('file-kind', { kinds: ' PNG 或 JPEG 图片' }),
  broken: refuse('file-broken'),
  'too-large': tooLarge,
  'too-small': refuse('seal-too-small'),
};

type Shown = { readonly id: number; readonly uploadedAt: Date };
const shown = ({ id, uploadedAt }: SealRow): Shown => ({ id, uploadedAt });

const taken = z.object({ id: z.number() });

export async function readSeal({ database }: Platform, schoolId: number): Promise<{ seal: Shown | null }> {
  const row = await database.first(findSeal, [schoolId]);
  return { seal: row ? shown(row) : null };
}

/** Takes in a seal, by its content; from now on it counts. What was made with an earlier one stays as it is. */
export async function takeSeal(
  { database, files, vault, clock, outside }: Platform,
  schoolId: number,
  stream: unknown,
  { actor, addressPrefix, key }: Pick<Visit, 'actor' | 'addressPrefix'> & { readonly key: string },
): Promise<{ seal: Shown } | Refused> {
  // Sent as something else than a file, it has been parsed already, or is not there.
  if (!(stream instanceof Readable)) return refusals.kind;
  const received = await receiveSheet(
    { outside },
    stream,
    { sender: actorKey(actor), bytesAtMost: sealBytesAtMost },
    async ({ path, sha256 }) => {
      const picture = await toSeal(await readFile(path));
      return 'refused' in picture ? refusals[picture.refused] : { picture, sent: sha256.toString('hex') };
    },
  );
  if ('refused' in received) return received;
  const { picture, sent } = received;
  const stored = await files.put(Readable.from([picture]), { maxBytes: picture.length });
  if ('refused' in stored) throw new Error(`a seal could not be stored: ${stored.refused}`);
  const now = clock.now();
  const command = { actor: actorKey(actor), key, content: ['seal', schoolId, sent], now };
  const done = await once(database, command, taken.parse, async tx => {
    const row = await tx.one(insertSeal, [schoolId, stored.id, stored.bytes, actor.accountId, now]);
    const event = {
      at: now,
      schoolId,
      actor: actorKey(actor),
      action: 'seal-uploaded',
      object: `school:${schoolId}`,
      addressPrefix,
      detail: { seal: row.id, file: stored.id },
    } as const;
    await recordAuditEvent(tx, event, vault);
    return { id: row.id };
  });
  return isRefused(done) ? done : { seal: shown(await database.one(findSealById, [schoolId, done.id])) };
}

export async function openSeal({ database, files }: Platform, schoolId: number, id: number): Promise<Download | Refused> {
  const row = await database.first(findSealById, [schoolId, id]);
  if (!row) return refuse('not-found');
  if (!(await files.has(row.fileId))) return refuse('file-missing');
  const stream = await files.get(row.fileId);
  return { stream, mediaType: 'image/png', fileName: '学校印章.png', bytes: row.bytes, inline: true };
}

/** The seal that counts, as PNG. Throws when the school has none, or when its file is gone: an agreement is not made without it. */
export async function loadSeal(queryable: Queryable, files: FileStore, schoolId: number): Promise<Buffer> {
  const { fileId } = await queryable.one(findSeal, [schoolId]);
  return buffer(await files.get(fileId));
}
