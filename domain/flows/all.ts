import type { Flow } from '../flow/define.ts';
import type { Place } from '../flow/table.ts';
import { onlineSigning } from './online-signing.ts';

/** The flows of a graduate's cases, by the name that is stored with each case. */
export const caseFlows = { 'online-signing': onlineSigning } as const;
export type FlowName = keyof typeof caseFlows;
export const flowNames = ['online-signing'] as const satisfies readonly FlowName[];

export const flowNamed = (name: FlowName): Flow => caseFlows[name];

/** Throws for a state that the flow does not have: a stored state always has one. */
export function placeOf(name: FlowName, state: string): Place {
  const place = caseFlows[name].places.get(state);
  if (!place) throw new Error(`flow ${name} has no state ${state}`);
  return place;
}

/** What a person reads for a state; a lapsed graduate's cases all read 失效. */
export const labelOf = (name: FlowName, state: string, lapsed: boolean): string => (lapsed ? '失效' : placeOf(name, state).label);
