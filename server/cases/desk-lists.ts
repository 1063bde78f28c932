import { waitingFor } from '#domain/flow/steps.ts';
import { start } from '#domain/flow/table.ts';
import { type FlowName, flowNamed, flowNames, labelOf, placeOf } from '#domain/flows/all.ts';
import type { Role } from '#domain/roles.ts';
import type { Scope } from '#server/platform/http/actor.ts';
import type { Queryable } from '#server/platform/postgres.ts';
import { type CountRow, type ListRow, selectCounts } from './queries.ts';
import { refOf } from './read-case.ts';

/** What every list shows of a case. */
export function summaryOf(row: Omit<ListRow, 'schoolName' | 'documents'>) {
  const place = placeOf(row.flow, row.state);
  const lapsed = row.lapsedAt !== null;
  return {
    ref: refOf(row),
    flow: row.flow,
    flowTitle: flowNamed(row.flow).title,
    state: row.state,
    label: labelOf(row.flow, row.state, lapsed),
    tone: lapsed ? ('ended' as const) : place.tone,
    version: row.version,
    employerName: row.employerName,
    jobTitle: row.jobTitle,
    respondBy: row.dueAt,
    createdAt: row.createdAt,
    since: row.updatedAt,
    graduateName: row.graduateName,
  };
}

/** The stored states that a filter means: what waits for me, everything, or one. */
export function statesOf(flow: FlowName, filter: string, roles: readonly Role[]): readonly string[] {
  if (filter === 'mine') return waitingFor(flowNamed(flow), roles);
  const all = [...flowNamed(flow).places.values()].flatMap(({ id, unseen }) => (id === start || unseen ? [] : [id]));
  return filter === 'all' ? all : all.filter(id => id === filter);
}

/** The desk's home: per flow what waits for me, and how many stand where. */
export async function deskHome(queryable: Queryable, scope: Scope, roles: readonly Role[]) {
  const counts = await queryable.query(selectCounts, [scope.schoolId, scope.departmentIds]);
  return { flows: flowNames.map(flow => flowCounts(flow, counts, roles)) };
}

function flowCounts(flow: FlowName, counts: readonly CountRow[], roles: readonly Role[]) {
  const mine = waitingFor(flowNamed(flow), roles);
  const states = [...flowNamed(flow).places.values()]
    .filter(({ id, unseen }) => id !== start && !unseen)
    .map(({ id, label, tone }) => ({
      state: id,
      label,
      tone,
      count: counts.find(row => row.flow === flow && row.state === id)?.count ?? 0,
      mine: mine.includes(id),
    }));
  const waiting = states.filter(({ mine }) => mine).reduce((sum, { count }) => sum + count, 0);
  return { flow, title: flowNamed(flow).title, waiting, states };
}
