import { listRetention } from '#contract/routes/retention.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import type { Swept } from './sweep-files.ts';

interface Run {
  readonly schoolName: string;
  readonly at: Date;
  readonly graduatedBefore: string;
  readonly files: number;
  readonly cases: number;
  readonly bytes: number;
}
const findRuns = statement<Run>(
  'retention.runs',
  `select s.name as school_name, r.at, to_char(r.graduated_before, 'YYYY-MM-DD') as graduated_before, r.files, r.cases, r.bytes
   from retention_run r join school s on s.id = r.school_id
   where ($1::bigint is null or r.school_id = $1) order by r.at desc, r.school_id limit 100`,
);
const findSweeps = statement<Swept & { at: Date }>(
  'retention.sweeps',
  'select at, looked_at, removed, bytes from file_sweep order by id desc limit 10',
);

/** A school sees its own, the operator all. */
export function retentionRoutes({ database }: Platform): Served[] {
  return [
    serve(listRetention, async ({ scope: { schoolId } }) => ({
      evidenceYears: schoolId === null ? null : (await getSchoolSettings(database, schoolId)).evidenceYears,
      runs: await database.query(findRuns, [schoolId]),
      sweeps: schoolId === null ? await database.query(findSweeps) : [],
    })),
  ];
}
