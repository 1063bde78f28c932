import type { Flow } from '#domain/flow/flow.ts';
import { stepsAhead } from '#domain/flow/steps.ts';
import type { Levels } from '#domain/roles.ts';

export interface PastStep {
  readonly at: Date;
  readonly toState: string;
}
interface Step {
  readonly label: string;
  readonly state: 'done' | 'current' | 'ahead' | 'failed';
  readonly at: Date | null;
}

/** The step line of a request: the states that it has passed, its present one, and those ahead if nobody refuses.
 * Throws for a state that the flow does not have: a stored one always is of the flow. */
export function stepLineIn(flow: Flow, state: string, levels: Levels, history: readonly PastStep[]): Step[] {
  const placeAt = (id: string) => {
    const place = flow.places.get(id);
    if (!place) throw new Error(`flow ${flow.name} has no state ${id}`);
    return place;
  };
  const here = placeAt(state);
  // A step that stays where it is (a refreshed snapshot) is no step of the line.
  const moves = history.filter((step, index) => step.toState !== history[index - 1]?.toState);
  const reached = here.kind === 'inForce' || endsByApproval(flow, state);
  const current: Step['state'] = here.kind === 'waits' ? 'current' : reached ? 'done' : 'failed';
  const past = moves.map(({ at, toState }, index) => {
    const isLast = index === moves.length - 1;
    return { label: placeAt(toState).label, state: isLast ? current : ('done' as const), at };
  });
  const ahead = stepsAhead(flow, state, levels).map(({ label }) => ({ label, state: 'ahead' as const, at: null }));
  return [...past, ...ahead];
}

/** An end that approval leads to, such as 解约完成 or 已作废, is what was asked for. */
const endsByApproval = (flow: Flow, state: string): boolean =>
  flow.moves.some(({ action, landings }) => action === 'approve' && landings.some(({ id }) => id === state));
