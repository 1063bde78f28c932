import { stepsAhead } from '#domain/flow/steps.ts';
import type { FlowName } from '#domain/flows/all.ts';
import { flowNamed, placeOf } from '#domain/flows/all.ts';
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

/** The step line: the states that the case has passed, its present one, and those ahead if nobody refuses. */
export function stepLine(flow: FlowName, state: string, levels: Levels, history: readonly PastStep[]): Step[] {
  const here = placeOf(flow, state);
  // A step that stays where it is (a refreshed snapshot) is no step of the line.
  const moves = history.filter((step, index) => step.toState !== history[index - 1]?.toState);
  const reached = here.kind === 'stands' || endsByApproval(flow, state);
  const current: Step['state'] = here.kind === 'waits' ? 'current' : reached ? 'done' : 'failed';
  const past = moves.map(({ at, toState }, index) => {
    const isLast = index === moves.length - 1;
    return { label: placeOf(flow, toState).label, state: isLast ? current : ('done' as const), at };
  });
  const ahead = stepsAhead(flowNamed(flow), state, levels).map(({ label }) => ({ label, state: 'ahead' as const, at: null }));
  return [...past, ...ahead];
}

/** An end that approval leads to, such as 解约完成 or 已作废, is what was asked for. */
const endsByApproval = (flow: FlowName, state: string): boolean =>
  flowNamed(flow).moves.some(({ action, landings }) => action === 'approve' && landings.some(({ id }) => id === state));
