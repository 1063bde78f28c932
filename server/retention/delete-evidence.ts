/** Deletes uploaded evidence when its years after graduation are over. Documents of the platform, agreements signed on paper, and the records stay. */
import { beijingDay } from '#domain/dates.ts';
import { passingEvidence } from '#domain/rules/case-files.ts';
import { recordAuditEvent } from '#server/audit/index.ts';
import { removeUnreferenced } from '#server/platform/files/references.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { getSchoolSettings } from '#server/schools/index.ts';

const batch = 500;
const passing = [passingEvidence.map(({ purpose }) => purpose), passingEvidence.map(({ flow }) => flow)];
const hour = 3_600_000;

const findSchools = statement<{ id: number; name: string }>('retention.schools', 'select id, name from school order by id');
interface Deleted {
  readonly caseId: number;
  readonly bytes: number;
  readonly evidenceFileId: string;
  readonly shownFileId: string;
}
/** Graduation is a month (202706): evidence of that June is deleted in July after the years, when the whole month is past. */
const deleteDue = statement<Deleted>(
  'retention.delete_due',
  `with due as (
     select f.school_id, f.id, f.evidence_file_id, f.shown_file_id
     from case_file f join destination_case c on c.school_id = f.school_id and c.id = f.case_id
     join graduate g on g.school_id = c.school_id and g.id = c.graduate_id
     where f.school_id = $1 and f.deleted_at is null and g.graduates_on < $2
       and (f.purpose, c.flow) in (select * from unnest($5::text[], $6::text[]))
     order by f.id limit $4 for update of f skip locked)
   update case_file f set deleted_at = $3, evidence_file_id = null, shown_file_id = null
   from due where f.school_id = due.school_id and f.id = due.id
   returning f.case_id, f.bytes, due.evidence_file_id, due.shown_file_id`,
);
/** Evidence of requests about archive and hukou. */
const deleteDueOfTransfers = statement<Omit<Deleted, 'caseId'> & { readonly requestId: number }>(
  'retention.delete_due_of_transfers',
  `with due as (
     select f.school_id, f.id, f.evidence_file_id, f.shown_file_id
     from transfer_file f join graduate g on g.school_id = f.school_id and g.id = f.graduate_id
     where f.school_id = $1 and f.request_id is not null and f.evidence_file_id is not null and g.graduates_on < $2
     order by f.id limit $3 for update of f skip locked)
   update transfer_file f set evidence_file_id = null, shown_file_id = null
   from due where f.school_id = due.school_id and f.id = due.id
   returning f.request_id, f.bytes, due.evidence_file_id, due.shown_file_id`,
);
/** Evidence of requests for another training mode. */
const deleteDueOfModes = statement<Omit<Deleted, 'caseId'> & { readonly requestId: number }>(
  'retention.delete_due_of_modes',
  `with due as (
     select f.school_id, f.id, f.evidence_file_id, f.shown_file_id
     from training_mode_file f
     join training_mode_request r on r.school_id = f.school_id and r.id = f.request_id
     join graduate g on g.school_id = r.school_id and g.id = r.graduate_id
     where f.school_id = $1 and f.evidence_file_id is not null and g.graduates_on < $2
     order by f.id limit $3 for update of f skip locked)
   update training_mode_file f set evidence_file_id = null, shown_file_id = null
   from due where f.school_id = due.school_id and f.id = due.id
   returning f.request_id, f.bytes, due.evidence_file_id, due.shown_file_id`,
);
const addToRun = statement(
  'retention.add_to_run',
  `insert into retention_run (school_id, day, at, graduated_before, files, bytes, cases) values ($1, $2, $3, $4, $5, $6, $7)
   on conflict (school_id, day) do update set at = excluded.at, files = retention_run.files + excluded.files,
     bytes = retention_run.bytes + excluded.bytes, cases = retention_run.cases + excluded.cases`,
);

interface Cutoff {
  /** Months before this one are over, as the roster writes them: 202706. */
  readonly month: string;
  readonly date: string;
}
/** The month whose graduates still keep theirs, the first one to do so. */
export function cutoffOf(now: Date, years: number): Cutoff {
  const [year, month] = beijingDay(now).split('-');
  const graduated = Number(year) - years;
  return { month: `${graduated}${month}`, date: `${graduated}-${month}-01` };
}

/** One night's deletions, school by school. Each batch is whole, with its share of the report; begun anew it does the rest. */
export async function deleteEvidence(platform: Platform): Promise<number> {
  let files = 0;
  for (const { id } of await platform.database.query(findSchools)) files += await deleteOfSchool(platform, id);
  return files;
}

async function deleteOfSchool(platform: Platform, schoolId: number): Promise<number> {
  const { database, clock } = platform;
  const { evidenceYears } = await getSchoolSettings(database, schoolId);
  let files = 0;
  for (;;) {
    const deleted = await deleteBatch(platform, schoolId, cutoffOf(clock.now(), Math.max(3, evidenceYears)));
    files += deleted.length;
    const contents = deleted.flatMap(({ evidenceFileId, shownFileId }) => [evidenceFileId, shownFileId]);
    // What somebody put again within the hour is left to the sweep of another night.
    await removeUnreferenced(platform, contents, new Date(clock.now().getTime() - hour));
    if (deleted.length === 0) return files;
  }
}

function deleteBatch({ database, vault, clock }: Platform, schoolId: number, { month, date }: Cutoff) {
  const now = clock.now();
  return database.transaction(async tx => {
    const ofCases = await tx.query(deleteDue, [schoolId, month, now, batch, ...passing]);
    const ofTransfers = await tx.query(deleteDueOfTransfers, [schoolId, month, batch]);
    const ofModes = await tx.query(deleteDueOfModes, [schoolId, month, batch]);
    const deleted = [...ofCases, ...ofTransfers, ...ofModes];
    if (deleted.length === 0) return deleted;
    const bytes = deleted.reduce((sum, one) => sum + one.bytes, 0);
    const cases = new Set([
      ...ofCases.map(({ caseId }) => `case ${caseId}`),
      ...ofTransfers.map(({ requestId }) => `request ${requestId}`),
      ...ofModes.map(({ requestId }) => `mode ${requestId}`),
    ]).size;
    await tx.execute(addToRun, [schoolId, beijingDay(now), now, date, deleted.length, bytes, cases]);
    await recordAuditEvent(
      tx,
      {
        at: now,
        schoolId,
        actor: 'platform',
        action: 'evidence-deleted',
        object: `school:${schoolId}`,
        detail: { graduatedBefore: date, files: deleted.length, bytes, cases },
      },
      vault,
    );
    return deleted;
  });
}
