/** The one writer's form for many: what `writeRecord` does for one graduate, in as many statements for some hundred. */
import type { RegionTable } from '#domain/codes/regions.ts';
import type { PartContent } from '#domain/reported/parts.ts';
import type { Role } from '#domain/roles.ts';
import { changesImportant, provinceOf, transferTypeOf } from '#domain/transfers/content.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import type { TransferSource } from '#domain/transfers/record.ts';
import { undoConfirmations } from '#server/confirmation/index.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { type Queryable, statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import { openContent } from './open-content.ts';
import { scheduleReports } from './report-record.ts';
import { countAgain } from './transfer-counters.ts';

interface KeptRecord {
  readonly graduateId: number;
  readonly state: 'registered' | 'lapsed';
  readonly version: number;
  readonly contentSealed: Buffer;
}
const findRecords = statement<KeptRecord>(
  'archives.records',
  `select graduate_id, state, version, content_sealed from transfer_record
   where school_id = $1 and kind = $2 and graduate_id = any($3::bigint[])`,
);
const writeRows = statement(
  'archives.write_records',
  `insert into transfer_record (school_id, graduate_id, kind, state, version, content_sealed, transfer_type, province_code, source, updated_at)
   select $1, w.graduate_id, $2, 'registered', w.version, w.content, w.type, w.province, $8, $9
   from unnest($3::bigint[], $4::int[], $5::bytea[], $6::text[], $7::text[]) as w (graduate_id, version, content, type, province)
   on conflict (school_id, graduate_id, kind) do update
     set state = 'registered', version = excluded.version, content_sealed = excluded.content_sealed,
       transfer_type = excluded.transfer_type, province_code = excluded.province_code, source = excluded.source, source_name = null,
       request_id = null, case_id = null, note = null, updated_at = excluded.updated_at`,
);
const insertHistory = statement(
  'archives.records_history',
  `insert into transfer_record_history (school_id, graduate_id, kind, version, at, change, content_sealed, source, account_id, by_role)
   select $1, w.graduate_id, $2, w.version, $7, 'written', w.content, $6, $8, $9
   from unnest($3::bigint[], $4::int[], $5::bytea[]) as w (graduate_id, version, content)`,
);
const becomeModifications = statement(
  'archives.become_modifications',
  `update transfer_request set action = 'modify'
   where school_id = $1 and kind = $2 and graduate_id = any($3::bigint[]) and waits_at is not null and action = 'register'`,
);
const showing = (kind: TransferKind) =>
  statement(
    `archives.show_many_${kind}`,
    `update graduate g set ${kind}_type = w.type, ${kind}_since = $4,
       ${kind}_state = case when ${kind}_state in ('reviewing', 'modifying') then 'modifying' else 'registered' end
     from unnest($2::bigint[], $3::text[]) as w (graduate_id, type)
     where g.school_id = $1 and g.id = w.graduate_id`,
  );
const showRecords = { archive: showing('archive'), hukou: showing('hukou') };

export interface RecordsWrite {
  readonly schoolId: number;
  readonly kind: TransferKind;
  /** One for each graduate. */
  readonly records: readonly { readonly graduateId: number; readonly content: PartContent }[];
  readonly source: TransferSource;
  readonly by: { readonly role: Role; readonly accountId?: number | undefined };
  readonly now: Date;
}

/** The records that count, by graduate: what has lapsed counts no more. */
export async function registeredContents(
  queryable: Queryable,
  vault: Vault,
  { schoolId, kind, graduateIds }: Pick<RecordsWrite, 'schoolId' | 'kind'> & { readonly graduateIds: readonly number[] },
): Promise<ReadonlyMap<number, PartContent>> {
  const rows = await queryable.query(findRecords, [schoolId, kind, graduateIds]);
  return new Map(
    rows.flatMap(({ state, graduateId, contentSealed }) =>
      state === 'registered' ? [[graduateId, openContent(vault, contentSealed)] as const] : [],
    ),
  );
}

/** The graduates' rows are locked, in the order of their ids. Answers the version that each record has now. */
export async function writeRecords(
  tx: Transaction,
  { vault, regions }: { readonly vault: Vault; readonly regions: RegionTable },
  { schoolId, kind, records, source, by, now }: RecordsWrite,
): Promise<ReadonlyMap<number, number>> {
  if (records.length === 0) return new Map();
  const ids = records.map(({ graduateId }) => graduateId);
  await countAgain(tx, schoolId, ids);
  const kept = await tx.query(findRecords, [schoolId, kind, ids]);
  const before = new Map(kept.map(row => [row.graduateId, row]));
  const versions = ids.map(id => (before.get(id)?.version ?? 0) + 1);
  const sealed = records.map(({ content }) => vault.sealJson(content));
  const types = records.map(({ content }) => transferTypeOf(content));
  const provinces = records.map(({ content }) => provinceOf(content, regions));
  await tx.execute(writeRows, [schoolId, kind, ids, versions, sealed, types, provinces, source, now]);
  await tx.execute(insertHistory, [schoolId, kind, ids, versions, sealed, source, now, by.accountId ?? null, by.role]);
  await tx.execute(becomeModifications, [schoolId, kind, ids]);
  await tx.execute(showRecords[kind], [schoolId, ids, types, now]);

  const important = records.filter(({ graduateId, content }) => {
    const was = before.get(graduateId);
    return changesImportant(kind, was?.state === 'registered' ? openContent(vault, was.contentSealed) : {}, content);
  });
  const changed = important.map(({ graduateId }) => graduateId);
  await undoConfirmations(tx, vault, { schoolId, graduateIds: changed, change: kind, now });
  const written = new Map(ids.map((id, place) => [id, versions[place] ?? 0]));
  if (source !== 'registry')
    await scheduleReports(
      tx,
      [...written].map(([graduateId, version]) => ({ schoolId, graduateId, kind, version })),
    );
  return written;
}
