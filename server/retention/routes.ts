import { listRetention } from '#contract/routes/retention.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { isInSchool } from '#server/platform/scope/scope.ts';
import { scoped } from '#server/platform/scope/within.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import type { FileFaults } from './scrub-files.ts';
import type { Swept } from './sweep-files.ts';

interface Run {
  readonly schoolName: string;
  readonly at: Date;
  readonly graduatedBefore: string;
  readonly files: number;
  readonly cases: number;
  readonly bytes: number;
}
export const findRuns = scoped<Run>(
  'retention.runs',
  { school: 'r.school_id', platform: 'all' },
  0,
  inside => `select s.name as school_name, r.at, to_char(r.graduated_before, 'YYYY-MM-DD') as graduated_before, r.files, r.cases, r.bytes
   from retention_run r join school s on s.id = r.school_id
   where ${inside} order by r.at desc, r.school_id limit 100`,
);
const findSweeps = statement<Swept & { at: Date }>(
  'retention.sweeps',
  'select at, looked_at, removed, bytes from file_sweep order by id desc limit 10',
);

const findScrubs = statement<{ at: Date; share: string; lookedAt: number; damaged: number; missing: number; faults: FileFaults }>(
  'retention.scrubs',
  'select at, share, looked_at, damaged, missing, faults from file_scrub order by id desc limit 16',
);

/** A school sees its own, the operator all. */
export function retentionRoutes({ database }: Platform): Served[] {
  return [
    serve(listRetention, async ({ scope }) => ({
      evidenceYears: isInSchool(scope) ? (await getSchoolSettings(database, scope.schoolId)).evidenceYears : null,
      runs: await database.query(...findRuns(scope)),
      scrubs: scope.kind === 'platform' ? await database.query(findScrubs) : [],
      sweeps: scope.kind === 'platform' ? await database.query(findSweeps) : [],
    })),
  ];
}
