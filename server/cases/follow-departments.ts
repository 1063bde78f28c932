import { statement, type Transaction } from '#server/platform/postgres.ts';
import { changeCounter } from './store.ts';

/** Cases follow their graduates to another department; answers what moved, so that the counters follow too. */
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
     select c.school_id, c.id, c.department_id as before, g.department_id as after
     from destination_case c join graduate g on g.school_id = c.school_id and g.id = c.graduate_id
     where c.school_id = $1 and c.graduate_id = any($2::bigint[]) and c.department_id <> g.department_id
   ), moved as (
     update destination_case c set department_id = stale.after from stale
     where c.school_id = stale.school_id and c.id = stale.id
     returning c.cohort, c.flow, c.state, c.destination_type, stale.before, stale.after
   )
   select cohort, flow, state, destination_type, before, after, count(*)::int as count from moved
   group by cohort, flow, state, destination_type, before, after`,
);
/** Called in the transaction that changes the roster. */
export async function followDepartments(tx: Transaction, schoolId: number, graduateIds: readonly number[]): Promise<void> {
  const moved = await tx.query(moveCases, [schoolId, graduateIds]);
  const changes = moved
    .flatMap(row => [
      { ...row, department: row.before, by: -row.count },
      { ...row, department: row.after, by: row.count },
    ])
    .sort((a, b) => a.department - b.department || (a.state < b.state ? -1 : 1));
  for (const { department, cohort, flow, state, destinationType, by } of changes)
    await tx.execute(changeCounter, [schoolId, department, cohort, flow, state, destinationType, by]);
  if (changes.length > 0) await tx.notify('desk', String(schoolId));
}
