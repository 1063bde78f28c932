import { isDeepStrictEqual } from 'node:util';
import type { PartCode } from '#domain/forms/form-field.ts';
import { type PartNote, partCodes, type RecordSource } from '#domain/reported/parts.ts';
import type { RecordedPart } from '#domain/reported/record-in-words.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { type Database, statement } from '#server/platform/postgres/postgres.ts';
import type { EmploymentRegistry, PartReport, Report } from './employment-registry.ts';
import { partContent, readChange, readChanges } from './record-history.ts';

// One statement decides and writes: a report that is no newer than the record changes no row, and then leaves no history either.
const writeOfCase = statement<{ part: string }>(
  'registry.write',
  `insert into registry_record as r (school_id, graduate_id, part, source, content_sealed, destination_type, employer_name, uscc,
     origin_case_id, origin_version, reported_at)
   values ($1, $2, $3, 'platform', $4, $5, $6, $7, $8, $9, $10)
   on conflict (school_id, graduate_id, part) do update
     set source = excluded.source, content_sealed = excluded.content_sealed, destination_type = excluded.destination_type,
       employer_name = excluded.employer_name, uscc = excluded.uscc, origin_case_id = excluded.origin_case_id,
       origin_version = excluded.origin_version, note = null, reported_at = excluded.reported_at
     where r.origin_case_id is distinct from excluded.origin_case_id or r.origin_version < excluded.origin_version
   returning part`,
);
const keepHistory = statement(
  'registry.history',
  `insert into registry_record_history (school_id, graduate_id, part, source, change, content_sealed, origin_case_id, at)
   values ($1, $2, $3, 'platform', $4, $5, $6, $7)`,
);
const clearDestination = statement(
  'registry.clear',
  `delete from registry_record
   where school_id = $1 and graduate_id = $2 and part = 'destination' and origin_case_id = $3 and origin_version < $4`,
);
// Its version is the record's own, not a case's: what a case or somebody else wrote before gives way to it.
const writeOfRecord = statement<{ part: string }>(
  'registry.write_part',
  `insert into registry_record as r (school_id, graduate_id, part, source, content_sealed, origin_version, note, reported_at)
   values ($1, $2, $3, 'platform', $4, $5, $6, $7)
   on conflict (school_id, graduate_id, part) do update
     set source = excluded.source, content_sealed = excluded.content_sealed, origin_case_id = null,
       origin_version = excluded.origin_version, note = excluded.note, reported_at = excluded.reported_at
     where r.source <> 'platform' or r.origin_case_id is not null or r.origin_version < excluded.origin_version
   returning part`,
);
const lockPart = statement<{ contentSealed: Buffer }>(
  'registry.lock_part',
  'select content_sealed from registry_record where school_id = $1 and graduate_id = $2 and part = $3 for update',
);
const clearPart = statement(
  'registry.clear_part',
  `delete from registry_record where school_id = $1 and graduate_id = $2 and part = $3
     and (source <> 'platform' or origin_case_id is not null or origin_version < $4)`,
);
interface PartRow {
  readonly graduateId: number;
  readonly part: PartCode;
  readonly source: RecordSource;
  readonly contentSealed: Buffer;
  readonly note: PartNote | null;
  readonly reportedAt: Date;
}
const selectParts = statement<PartRow>(
  'registry.read',
  `select graduate_id, part, source, content_sealed, note, reported_at from registry_record
   where school_id = $1 and graduate_id = any($2::bigint[])`,
);

async function writeDestination(database: Database, vault: Vault, report: Report): Promise<void> {
  const { schoolId, graduateId, caseId, version, destinationType, employerName, uscc, content, now } = report;
  const whose = [schoolId, graduateId, 'destination'];
  const sealed = vault.sealJson(content);
  await database.transaction(async tx => {
    const written = await tx.first(writeOfCase, [...whose, sealed, destinationType, employerName, uscc, caseId, version, now]);
    if (written) await tx.execute(keepHistory, [...whose, 'written', sealed, caseId, now]);
  });
}

async function writePart(database: Database, vault: Vault, report: PartReport): Promise<void> {
  const { schoolId, graduateId, part, version, content, note, now } = report;
  const whose = [schoolId, graduateId, part];
  await database.transaction(async tx => {
    const before = await tx.first(lockPart, whose);
    if (content === null) {
      const cleared = await tx.execute(clearPart, [...whose, version]);
      if (cleared > 0) await tx.execute(keepHistory, [...whose, 'cleared', null, null, now]);
      return;
    }
    const sealed = vault.sealJson(content);
    const written = await tx.first(writeOfRecord, [...whose, sealed, version, note, now]);
    // A note alone is no change of what was reported.
    const isNew = !before || !isDeepStrictEqual(partContent.parse(vault.openJson(before.contentSealed)), content);
    if (written && isNew) await tx.execute(keepHistory, [...whose, 'written', sealed, null, now]);
  });
}

async function clearOfCase(
  database: Database,
  { schoolId, graduateId, caseId, version, now }: Parameters<EmploymentRegistry['clear']>[0],
): Promise<void> {
  await database.transaction(async tx => {
    const cleared = await tx.execute(clearDestination, [schoolId, graduateId, caseId, version]);
    if (cleared === 0) return;
    await tx.execute(keepHistory, [schoolId, graduateId, 'destination', 'cleared', null, caseId, now]);
  });
}

async function readParts(
  database: Database,
  vault: Vault,
  schoolId: number,
  graduateIds: readonly number[],
): Promise<ReadonlyMap<number, RecordedPart[]>> {
  const rows = await database.query(selectParts, [schoolId, graduateIds]);
  const byGraduate = Map.groupBy(rows, ({ graduateId }) => graduateId);
  const partsOf = (graduateId: number): RecordedPart[] => {
    const opened = (byGraduate.get(graduateId) ?? []).map(({ contentSealed, graduateId: _, ...row }) => ({
      ...row,
      content: partContent.parse(vault.openJson(contentSealed)),
    }));
    return partCodes.flatMap(part => opened.filter(row => row.part === part));
  };
  return new Map(graduateIds.map(graduateId => [graduateId, partsOf(graduateId)]));
}

/** The registry that comes with the product, in the platform's own database. */
export const ownRegistry = (database: Database, vault: Vault): EmploymentRegistry => ({
  write: report => writeDestination(database, vault, report),
  writePart: report => writePart(database, vault, report),
  clear: which => clearOfCase(database, which),
  read: async ({ schoolId, graduateId }) => (await readParts(database, vault, schoolId, [graduateId])).get(graduateId) ?? [],
  readMany: (schoolId, graduateIds) => readParts(database, vault, schoolId, graduateIds),
  changes: (whose, before, limit) => readChanges(database, vault, whose, before, limit),
  change: (whose, id) => readChange(database, vault, whose, id),
});
