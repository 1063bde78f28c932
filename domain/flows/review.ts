import { tell } from '../flow/effects.ts';
import { nextLevelOr, type Outcome, type Row, type Rule } from '../flow/table.ts';

/** Nobody has decided since the last submission: the case is still at the first of its levels. */
export const undecided: Rule = { code: 'already-decided', isMet: (_, kase, place) => place.at === kase.levels[0] };

interface Ways<S extends string> {
  readonly approve: Outcome<S> & { readonly to: S };
  readonly reject: S;
  readonly return?: S;
  readonly withdraw?: S;
}

/** A review round, the same in every flow: each level in turn approves, returns or rejects; the graduate may take it back. */
export function review<S extends string>(round: S, ways: Ways<S>): Row<S>[] {
  const told = [tell('parties')];
  const { to, effects = [], ...approve } = ways.approve;
  return [
    {
      action: 'approve',
      by: 'reviewer',
      from: round,
      to: nextLevelOr(to),
      ...approve,
      effects: [...effects, ...told],
      passing: [tell('graduate')],
    },
    { action: 'reject', by: 'reviewer', from: round, to: ways.reject, effects: told },
    ...(ways.return ? [{ action: 'return', by: 'reviewer', from: round, to: ways.return, effects: told } as const] : []),
    ...(ways.withdraw
      ? [{ action: 'withdraw', by: 'graduate', from: round, to: ways.withdraw, needs: [undecided] } as const]
      : []),
  ];
}
