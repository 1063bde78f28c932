import { z } from 'zod';
import type { PartCode } from '#domain/forms/form-field.ts';
import type { RecordSource } from '#domain/reported/parts.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import type { RecordChange, Whose } from './employment-registry.ts';

interface ChangeRow {
  readonly id: number;
  readonly at: Date;
  readonly part: PartCode;
  readonly source: RecordSource;
  readonly contentSealed: Buffer | null;
  readonly previousSealed: Buffer | null;
}
// Each change needs the one before it of the same part. The whole history of one graduate is some dozens of rows of one primary key.
const changes = `select id, at, part, source, content_sealed, previous_sealed from (
    select id, at, part, source, content_sealed, lag(content_sealed) over (partition by part order by id) as previous_sealed
    from registry_record_history where school_id = $1 and graduate_id = $2) h`;
const selectChanges = statement<ChangeRow>(
  'registry.changes',
  `${changes} where (at, id) < ($3, $4::bigint) order by at desc, id desc limit $5`,
);
const findChange = statement<ChangeRow>('registry.change', `${changes} where id = $3`);

/** As it is sealed: values by field codes. */
export const partContent = z.record(z.string(), z.string());

function changeOf(vault: Vault, { contentSealed, previousSealed, ...row }: ChangeRow): RecordChange {
  const open = (sealed: Buffer | null) => (sealed ? partContent.parse(vault.openJson(sealed)) : {});
  return { ...row, isCleared: contentSealed === null, before: open(previousSealed), after: open(contentSealed) };
}

/** Newest first, from before this place on. */
export async function readChanges(
  queryable: Queryable,
  vault: Vault,
  { schoolId, graduateId }: Whose,
  before: { readonly at: Date; readonly id: number },
  limit: number,
): Promise<RecordChange[]> {
  const rows = await queryable.query(selectChanges, [schoolId, graduateId, before.at, before.id, limit]);
  return rows.map(row => changeOf(vault, row));
}

export async function readChange(
  queryable: Queryable,
  vault: Vault,
  { schoolId, graduateId }: Whose,
  id: number,
): Promise<RecordChange | undefined> {
  const row = await queryable.first(findChange, [schoolId, graduateId, id]);
  return row && changeOf(vault, row);
}
