import { changeCounters, labelColumns, labelSources } from '#server/cases/index.ts';
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';

const carried = ['department_id', ...labelColumns];
const ofRoster = ['g.department_id', ...labelSources];

/** Cases follow their graduates' roster rows; answers what moved between departments, so that the counters follow too. */
const moveCases = statement<{
  cohort: number;
  flow: string;
  state: string;
  destinationType: string;
  before: number;
  after: number;
  count: number;
}>(
  'cases.follow',
  `with stale as (
     select c.school_id, c.id, c.department_id as before, g.department_id as after, ${ofRoster.map((source, at) => `${source} as v${at}`).join(', ')}
     from destination_case c join graduate g on g.school_id = c.school_id and g.id = c.graduate_id
     where c.school_id = $1 and c.graduate_id = any($2::bigint[])
       and (${carried.map(column => `c.${column}`).join(', ')}) is distinct from (${ofRoster.join(', ')})
   ), moved as (
     update destination_case c set ${carried.map((column, at) => `${column} = stale.v${at}`).join(', ')} from stale
     where c.school_id = stale.school_id and c.id = stale.id
     returning c.cohort, c.flow, case when c.frozen_at is null then c.state else 'lapsed' end as state, c.destination_type,
       stale.before, stale.after
   )
   select cohort, flow, state, destination_type, before, after, count(*)::int as count from moved where before <> after
   group by cohort, flow, state, destination_type, before, after`,
);

/** Called in the transaction that changes the roster, for graduates whose name, numbers, class, major or department may have changed. */
export async function followGraduates(tx: Transaction, schoolId: number, graduateIds: readonly number[]): Promise<void> {
  if (graduateIds.length === 0) return;
  const moved = await tx.query(moveCases, [schoolId, graduateIds]);
  for (const { before, after, count, ...counted } of moved)
    changeCounters(tx, [
      { ...counted, schoolId, departmentId: before, by: -count },
      { ...counted, schoolId, departmentId: after, by: count },
    ]);
  await tx.notify('desk', String(schoolId));
}
