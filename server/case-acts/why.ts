/** Why a case is where it is, as the graduate reads it. */
import { actions, isAction } from '#domain/actions/all.ts';
import { openingOf } from '#domain/flow/decide.ts';
import { type FlowName, flowNamed } from '#domain/flows/all.ts';
import type { ReturnedField } from '#domain/rules/field-marks.ts';
import { noteShape } from '#server/cases/index.ts';
import type { Vault } from '#server/platform/base/crypto.ts';

interface PastStep {
  readonly action: string;
  readonly byRole: string;
  readonly toState: string;
  readonly noteSealed: Buffer | null;
}
export interface Why {
  readonly kind: 'refused' | 'own' | 'asked';
  readonly reason: string;
  readonly text: string;
  readonly fields?: ReturnedField[] | undefined;
}

const isAdverse = (action: string): boolean => isAction(action) && actions[action].isAdverse === true;

/** The step that led here; what was done in place since (a refreshed snapshot, a note) does not count. */
export const lastMove = <Step extends PastStep>(history: readonly Step[]): Step | undefined =>
  history.findLast((step, index) => step.toState !== history[index - 1]?.toState);

/** Of what was turned down, what was said then, or nothing; of a termination that goes on, why it was asked for. */
export function whyOf(vault: Vault, flow: FlowName, history: readonly PastStep[], isTermination: boolean): Why | null {
  const opened = (step: PastStep | undefined) =>
    step?.noteSealed ? noteShape.parse(vault.openJson(step.noteSealed)) : undefined;
  const move = lastMove(history);
  if (move && isAdverse(move.action)) {
    const note = opened(move);
    return note ? { ...note, kind: move.byRole === 'graduate' ? 'own' : 'refused' } : null;
  }
  if (!isTermination) return null;
  const note = askedFor(vault, flow, history);
  return note && { ...note, kind: 'asked' };
}

/** Why a termination was asked for, whatever became of it. */
export function askedFor(vault: Vault, flow: FlowName, history: readonly PastStep[]): Omit<Why, 'kind'> | null {
  const sealed = history.findLast(({ action, noteSealed }) => noteSealed !== null && asksFor(flow, action))?.noteSealed;
  return sealed ? noteShape.parse(vault.openJson(sealed)) : null;
}

/** The reason of a termination comes with the step that hands it in: online the first, on paper each submission. */
const asksFor = (flow: FlowName, action: string): boolean => action === openingOf(flowNamed(flow)) || action === 'submit';
