import { effectsOf, landingsOf } from '#domain/flow/landings.ts';
import { start } from '#domain/flow/table.ts';
import type { Reasoned, RequestKind, RequestRow } from './request-kind.ts';

const differing = (some: ReadonlySet<string>, others: ReadonlySet<string>): string[] => [...some].filter(one => !others.has(one));

/**
 * Throws, naming the flow, when its table and its description do not fit: an effect that nobody carries out, a carrier that nothing calls,
 * an action without its word in the audit, a reason without a list, a year's end that finds nothing or has nothing to do.
 */
export function defineRequest<Row extends RequestRow, Given extends Reasoned = Reasoned>(
  kind: RequestKind<Row, Given>,
): RequestKind<Row, Given> {
  const { flow, tells = {}, effects = {}, audit, reasons = [], waitingIn } = kind;
  const named = new Set(effectsOf(flow).map(effect => (effect.kind === 'tell' ? `tell ${effect.whom}` : effect.kind)));
  const carried = new Set([...Object.keys(tells).map(whom => `tell ${whom}`), ...Object.keys(effects)]);
  const actions = new Set<string>(flow.moves.map(({ action }) => action));
  const audited = new Set(Object.keys(audit.actions));
  const filedWith = flow.moves
    .filter(({ from }) => from.id === start)
    .flatMap(landingsOf)
    .flatMap(({ effects }) => effects);
  const faults = [
    ...filedWith.map(({ kind }) => `filing carries out nothing, yet names "${kind}"`),
    ...differing(named, carried).map(effect => `nobody carries out "${effect}"`),
    ...differing(carried, named).map(effect => `the table does not name "${effect}"`),
    ...differing(actions, audited).map(action => `"${action}" is not audited`),
    ...differing(audited, actions).map(action => `the table has no "${action}"`),
    ...(actions.has('close') === (waitingIn !== undefined)
      ? []
      : ['what the clock closes is not listed, or the table has no row for it']),
    ...(flow.moves.some(({ asks }) => asks === 'reason') && reasons.length === 0 ? ['there are no reasons to choose from'] : []),
  ];
  if (faults.length > 0) throw new Error(`request ${flow.name}: ${faults.join('; ')}`);
  return kind;
}
