import type { Levels, Role } from '../roles.ts';
import type { Flow } from './flow.ts';
import type { Place } from './table.ts';

/** The states ahead if nobody refuses: from each state, the first row that moves the case and is open to those whose turn it is. */
export function stepsAhead(flow: Flow, state: string, levels: Levels): Place[] {
  const onward = flow.moves
    .filter(({ from, by }) => from.id === state && from.waitsFor.includes(by))
    .map(move => move.land(levels.length > 0 ? levels : ['department', 'school']).to);
  const next = onward.find(to => to.id !== state);
  return next ? [next, ...stepsAhead(flow, next.id, levels)] : [];
}

/** The states in which a case waits for one of these roles: the filter 待我处理. */
export const waitingFor = (flow: Flow, roles: readonly Role[]): string[] =>
  [...flow.places.values()].filter(place => place.waitsFor.some(role => roles.includes(role))).map(place => place.id);
