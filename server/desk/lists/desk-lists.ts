import type { DeskFilter } from '#contract/parts/desk-filter.ts';
import { waitingFor } from '#domain/flow/steps.ts';
import { start } from '#domain/flow/table.ts';
import { type FlowName, flowNamed, flowNames, labelOf, placeOf, toneTo } from '#domain/flows/all.ts';
import type { Level, Role } from '#domain/roles.ts';
import { type CountRow, type ListRow, refOf, selectCounts } from '#server/cases/index.ts';
import type { Queryable } from '#server/platform/postgres/postgres.ts';
import { narrowedTo, type Scope } from '#server/platform/scope/scope.ts';
import type { DeskView } from './desk-filter.ts';

type Summed = Pick<
  ListRow,
  | 'schoolId'
  | 'id'
  | 'flow'
  | 'state'
  | 'version'
  | 'employerName'
  | 'jobTitle'
  | 'dueAt'
  | 'createdAt'
  | 'updatedAt'
  | 'graduateName'
  | 'lapsedAt'
>;
/** What every list shows of a case. */
export function summaryOf(row: Summed, roles: readonly Role[]) {
  const lapsed = row.lapsedAt !== null;
  return {
    ref: refOf(row),
    flow: row.flow,
    flowTitle: flowNamed(row.flow).title,
    state: row.state,
    label: labelOf(row.flow, row.state, lapsed),
    tone: toneTo(roles, row.flow, row.state, lapsed),
    version: row.version,
    employerName: row.employerName,
    jobTitle: row.jobTitle,
    respondBy: row.dueAt,
    createdAt: row.createdAt,
    since: row.updatedAt,
    graduateName: row.graduateName,
  };
}

export const isWaitingFor = ({ flow, state }: Pick<ListRow, 'flow' | 'state'>, level: Level | undefined): boolean =>
  level !== undefined && placeOf(flow, state).waitsAt === level;

/** The stored states that a filter means: what waits for this level, everything that has been handed in, or one. */
function statesOf(flow: FlowName, filter: string, level: Level | undefined): readonly string[] {
  if (filter === 'mine') return level ? waitingFor(flowNamed(flow), [level]) : [];
  const all = [...flowNamed(flow).places.values()].flatMap(({ id, unseen }) => (id === start || unseen ? [] : [id]));
  return filter === 'all' ? all : all.filter(id => id === filter);
}

/** What the counters know without a look at the cases: flow, state, department, cohort, type of destination. */
const byCounters: ReadonlySet<string> = new Set(['flow', 'state', 'department', 'cohort', 'destination']);

/** The number of rows of a filter from the counters; undefined where they do not know it. */
export async function countedRows(queryable: Queryable, view: DeskView, filter: DeskFilter): Promise<number | undefined> {
  const { flow, state, cohort, destination } = filter;
  const asked = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '');
  if (!flow || asked.some(([key]) => !byCounters.has(key))) return undefined;
  const inside = narrowedTo(view.scope, filter.department);
  const counts = await queryable.query(...selectCounts(inside, [cohort ?? null, destination ?? null]));
  const states = statesOf(flow, state, view.level);
  return counts.filter(row => row.flow === flow && states.includes(row.state)).reduce((sum, { count }) => sum + count, 0);
}

/** The desk's home: per flow what waits for me, and how many cases are in which state. */
export async function deskHome(queryable: Queryable, scope: Scope, roles: readonly Role[]) {
  const counts = await queryable.query(...selectCounts(scope, [null, null]));
  return { flows: flowNames.map(flow => flowCounts(flow, counts, roles)) };
}

function flowCounts(flow: FlowName, counts: readonly CountRow[], roles: readonly Role[]) {
  const mine = waitingFor(flowNamed(flow), roles);
  const states = [...flowNamed(flow).places.values()]
    .filter(({ id, unseen }) => id !== start && !unseen)
    .map(({ id, label }) => ({
      state: id,
      label,
      tone: toneTo(roles, flow, id),
      count: counts.find(row => row.flow === flow && row.state === id)?.count ?? 0,
      mine: mine.includes(id),
    }));
  const waiting = states.filter(({ mine }) => mine).reduce((sum, { count }) => sum + count, 0);
  return { flow, title: flowNamed(flow).title, waiting, states };
}
