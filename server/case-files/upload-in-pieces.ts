/** A file that comes in pieces: begun, gone on with after a lost connection, taken in when it is whole. Its sender's alone. */
import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { caseFile } from '#contract/routes/cases.ts';
import { dayLength } from '#domain/dates.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import type { FilePurpose } from '#domain/rules/file-limits.ts';
import type { OpenedCase } from '#server/cases/index.ts';
import type { PartRefusal } from '#server/platform/files/parts.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { InfectedFile } from '#server/platform/virus-scan/virus-scan.ts';
import { describeFile } from './describe-files.ts';
import { findCaseFile } from './store.ts';
import { type Gathering, mayTakeMore, takeInCaseFile } from './upload-case-file.ts';

const validFor = dayLength;
/** Begun and not yet taken in, of one sender; the oldest makes room for a ninth. */
const openAtMost = 8;

export interface UploadRow {
  readonly schoolId: number;
  readonly id: string;
  readonly caseId: number;
  readonly purpose: FilePurpose;
  readonly item: number;
  readonly nameSealed: Buffer;
  readonly bytes: number;
  readonly sha256: Buffer;
  readonly expiresAt: Date;
  readonly fileId: number | null;
}
const columns = 'school_id, id, case_id, purpose, item, name_sealed, bytes, sha256, expires_at, file_id';

const insertUpload = statement<UploadRow>(
  'cases.begin_upload',
  `insert into upload (school_id, id, case_id, owner, purpose, item, name_sealed, bytes, sha256, created_at, expires_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
   on conflict (school_id, case_id, owner, purpose, item, sha256) where file_id is null
   do update set name_sealed = excluded.name_sealed, expires_at = excluded.expires_at
   returning ${columns}`,
);
const deleteOldest = statement<{ id: string }>(
  'cases.crowd_out_uploads',
  `delete from upload where (school_id, id) in (
     select school_id, id from upload where owner = $1 and file_id is null order by expires_at desc, id offset $2)
   returning id`,
);
const findUpload = statement<UploadRow>(
  'cases.find_upload',
  `select ${columns} from upload where school_id = $1 and case_id = $2 and id = $3 and owner = $4 and expires_at > $5`,
);
const findUnfinished = statement<UploadRow>(
  'cases.unfinished_uploads',
  `select ${columns} from upload
   where school_id = $1 and case_id = $2 and owner = $3 and file_id is null and expires_at > $4 order by created_at`,
);
const markTaken = statement(
  'cases.take_upload',
  'update upload set file_id = $3 where school_id = $1 and id = $2 and file_id is null',
);
const deleteUpload = statement('cases.drop_upload', 'delete from upload where school_id = $1 and id = $2');
const deleteExpired = statement<{ id: string }>('cases.sweep_uploads', 'delete from upload where expires_at < $1 returning id');

/** What a sender says of a file before it comes. */
export interface Announced {
  readonly bytes: number;
  readonly sha256: string;
}
export interface Sender {
  readonly opened: OpenedCase;
  /** `account:7`, `person:12`, `link:3`. */
  readonly owner: string;
}

const standing = (row: Pick<UploadRow, 'id' | 'bytes' | 'expiresAt'>, offset: number) => ({
  id: row.id,
  offset,
  bytes: row.bytes,
  expiresAt: row.expiresAt,
});

/** Begins an upload, or continues the one that this sender began with the same content for the same slot. */
export async function beginUpload(platform: Platform, gathering: Gathering, { bytes, sha256 }: Announced, owner: string) {
  const { database, vault, clock, parts } = platform;
  const { opened, purpose, item, name } = gathering;
  const refused = await mayTakeMore(platform, gathering);
  if (refused) return refused;
  const { schoolId, id: caseId } = opened.row;
  const now = clock.now();
  const row = await database.one(insertUpload, [
    ...[schoolId, randomUUID(), caseId, owner, purpose, item, vault.seal(name || '未命名'), bytes, Buffer.from(sha256, 'hex')],
    ...[now, new Date(now.getTime() + validFor)],
  ]);
  for (const { id } of await database.query(deleteOldest, [owner, openAtMost])) await parts.remove(id);
  return standing(row, await parts.size(row.id));
}

/** The sender's own upload for this case. Anybody else's is not there, and neither is one from the day before yesterday. */
export function openUpload({ database, clock }: Platform, { opened, owner }: Sender, id: string): Promise<UploadRow | undefined> {
  return database.first(findUpload, [opened.row.schoolId, opened.row.id, id, owner, clock.now()]);
}

/** What this sender began for this case and did not bring to its end. */
export async function unfinishedUploads({ database, vault, parts, clock }: Platform, { opened, owner }: Sender) {
  const rows = await database.query(findUnfinished, [opened.row.schoolId, opened.row.id, owner, clock.now()]);
  const described = rows.map(async ({ id, nameSealed, purpose, item, bytes, expiresAt }) => {
    return { name: vault.open(nameSealed), purpose, item, bytes, offset: await parts.size(id), expiresAt };
  });
  return { uploads: (await Promise.all(described)).filter(({ offset, bytes }) => offset > 0 && offset < bytes) };
}

export async function uploadStanding({ parts }: Platform, row: UploadRow) {
  return standing(row, row.fileId === null ? await parts.size(row.id) : row.bytes);
}

const refusals: Readonly<Record<PartRefusal, Refused>> = {
  'wrong-offset': refuse('upload-offset'),
  busy: refuse('upload-busy'),
  'too-large': refuse('invalid-input'),
};

export async function appendPiece({ parts }: Platform, row: UploadRow, offset: number, content: Readable) {
  if (row.fileId !== null) return standing(row, row.bytes);
  const end = await parts.append(row.id, { offset, total: row.bytes }, content);
  return typeof end === 'number' ? standing(row, end) : refusals[end.refused];
}

type Taken = z.input<typeof caseFile> | Refused;
/** Reading a page takes seconds; who asks again meanwhile waits for the same answer. */
const running = new Map<string, Promise<Taken>>();

/** Takes in what is whole. Asked again, because the answer was lost, it answers the same. */
export async function finishUpload(platform: Platform, row: UploadRow, gathering: Gathering): Promise<Taken> {
  const present = running.get(row.id);
  if (present) return present;
  const taking = takeInPart(platform, row, gathering).finally(() => running.delete(row.id));
  running.set(row.id, taking);
  return taking;
}

/** What an upload became, when it was taken in before. */
export async function takenBefore({ database, vault }: Platform, row: UploadRow): Promise<Taken | undefined> {
  if (row.fileId === null) return undefined;
  const file = await database.first(findCaseFile, [row.schoolId, row.caseId, row.fileId]);
  return file ? describeFile(vault, file) : refuse('not-found');
}

async function takeInPart(platform: Platform, row: UploadRow, gathering: Gathering): Promise<Taken> {
  const { database, parts } = platform;
  if ((await parts.size(row.id)) !== row.bytes) return refuse('upload-incomplete');
  const forget = async (): Promise<void> => {
    await parts.remove(row.id);
    await database.execute(deleteUpload, [row.schoolId, row.id]);
  };
  const read = parts.read(row.id, async part =>
    part.sha256.equals(row.sha256)
      ? takeInCaseFile(platform, gathering, part, (tx, fileId) => tx.execute(markTaken, [row.schoolId, row.id, fileId]))
      : undefined,
  );
  const taken = await read.catch(async (error: unknown) => {
    if (error instanceof InfectedFile) await forget();
    throw error;
  });
  if (taken === undefined) {
    // A power cut, or somebody who announced something else: begun again, it starts from nothing.
    await forget();
    return refuse('upload-broken');
  }
  // What cannot be taken in stays for its day: sent once more, it is refused at once.
  if (!('refused' in taken)) await parts.remove(row.id);
  return taken;
}

/** Removes uploads whose day is over, and parts that no row knows. Answers how many. */
export async function sweepUploads({ database, parts, clock }: Platform): Promise<number> {
  const now = clock.now();
  const expired = (await database.query(deleteExpired, [now])).map(({ id }) => id);
  // A part gets its row within a day of its first piece: an older part has lost its row.
  const lost = await parts.untouchedSince(new Date(now.getTime() - 2 * validFor));
  const all = new Set([...expired, ...lost]);
  for (const id of all) await parts.remove(id);
  return all.size;
}
