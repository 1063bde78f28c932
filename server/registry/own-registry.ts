import { z } from 'zod';
import type { Vault } from '#server/platform/crypto.ts';
import { type Database, type Queryable, statement } from '#server/platform/postgres.ts';
import type { RegistryPart, RegistrySource, Report, ReportedPart } from './index.ts';

const content = z.record(z.string(), z.string());

// One statement decides and writes: a report that is no newer than what stands changes no row, and then leaves no history either.
const writePart = statement<{ part: string }>(
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
const markLeftBehind = statement(
  'registry.mark',
  `update registry_record set note = '来自已解除去向，请核对'
   where school_id = $1 and graduate_id = $2 and part <> 'destination' and origin_case_id = $3`,
);
const selectParts = statement<{
  part: RegistryPart;
  source: RegistrySource;
  contentSealed: Buffer;
  note: string | null;
  reportedAt: Date;
}>(
  'registry.read',
  `select part, source, content_sealed, note, reported_at from registry_record where school_id = $1 and graduate_id = $2
   order by array_position(array['destination', 'archive', 'hukou'], part)`,
);

const isPart = (name: string): name is RegistryPart => name === 'destination' || name === 'archive' || name === 'hukou';

export function writeParts(database: Database, vault: Vault, report: Report): Promise<void> {
  const { schoolId, graduateId, caseId, version, destinationType, employerName, uscc, parts, now } = report;
  return database.transaction(async tx => {
    for (const [part, reported] of Object.entries(parts).filter(([name]) => isPart(name))) {
      const sealed = vault.sealJson(reported);
      const whose = [schoolId, graduateId, part];
      const written = await tx.first(writePart, [...whose, sealed, destinationType, employerName, uscc, caseId, version, now]);
      if (written) await tx.execute(keepHistory, [...whose, 'written', sealed, caseId, now]);
    }
  });
}

export function clearParts(
  database: Database,
  { schoolId, graduateId, caseId, version, now }: Pick<Report, 'schoolId' | 'graduateId' | 'caseId' | 'version' | 'now'>,
): Promise<void> {
  return database.transaction(async tx => {
    const cleared = await tx.execute(clearDestination, [schoolId, graduateId, caseId, version]);
    if (cleared === 0) return;
    await tx.execute(markLeftBehind, [schoolId, graduateId, caseId]);
    await tx.execute(keepHistory, [schoolId, graduateId, 'destination', 'cleared', null, caseId, now]);
  });
}

export async function readParts(
  queryable: Queryable,
  vault: Vault,
  schoolId: number,
  graduateId: number,
): Promise<ReportedPart[]> {
  const rows = await queryable.query(selectParts, [schoolId, graduateId]);
  return rows.map(({ contentSealed, ...row }) => ({ ...row, content: content.parse(vault.openJson(contentSealed)) }));
}
