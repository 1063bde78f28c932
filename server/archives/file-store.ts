/** The SQL of evidence. */

import type { TransferKind } from '#domain/transfers/kinds.ts';
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';

export interface FileRow {
  readonly id: string;
  readonly requestId: number | null;
  readonly nameSealed: Buffer;
  readonly mediaType: string;
  readonly pages: number;
  readonly bytes: number;
  readonly evidenceFileId: string | null;
  readonly shownFileId: string | null;
}
const columns = 'id, request_id, name_sealed, media_type, pages, bytes, evidence_file_id, shown_file_id';
export const filesOfRequest = statement<FileRow>(
  'archives.files',
  `select ${columns} from transfer_file where school_id = $1 and request_id = $2 order by created_at, id`,
);
/** Values: school, graduate, kind, ids. */
export const filesById = statement<FileRow>(
  'archives.files_by_id',
  `select ${columns} from transfer_file where school_id = $1 and graduate_id = $2 and kind = $3 and id = any($4::text[]) order by created_at, id`,
);
export const insertFile = statement(
  'archives.insert_file',
  `insert into transfer_file (school_id, id, graduate_id, kind, name_sealed, media_type, pages, bytes, evidence_file_id, shown_file_id,
     created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
);
const attach = statement(
  'archives.attach_files',
  `update transfer_file set request_id = $4
   where school_id = $1 and graduate_id = $2 and kind = $3 and id = any($5::text[]) and (request_id is null or request_id = $4)`,
);
const detachOthers = statement(
  'archives.detach_files',
  'update transfer_file set request_id = null where school_id = $1 and request_id = $2 and id <> all($3::text[])',
);
/** A draft keeps what it names. */
export const forgetFiles = statement(
  'archives.forget_files',
  `delete from transfer_file f where f.request_id is null and f.created_at < $1
     and not exists (select from transfer_draft d
       where d.school_id = f.school_id and d.graduate_id = f.graduate_id and d.kind = f.kind and f.id = any(d.file_ids))`,
);

interface Enclosing {
  readonly schoolId: number;
  readonly graduateId: number;
  readonly kind: TransferKind;
  readonly id: number;
}
/** These and no others are enclosed from now on; false when one of them is not the graduate's own, or of another request. */
export async function attachedTo(
  tx: Transaction,
  { schoolId, graduateId, kind, id }: Enclosing,
  fileIds: readonly string[],
): Promise<boolean> {
  const wanted = [...new Set(fileIds)];
  await tx.execute(detachOthers, [schoolId, id, wanted]);
  return (await tx.execute(attach, [schoolId, graduateId, kind, id, wanted])) === wanted.length;
}
