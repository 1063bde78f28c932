import { type Action, actionNames, actions } from '../actions/all.ts';
import { checkCaseEffects } from '../flow/check.ts';
import type { Flow } from '../flow/flow.ts';
import { type Place, start, type Tone } from '../flow/table.ts';
import { type FlowName, flowNames, type RequestName, type ReviewedFlow } from '../flow-names.ts';
import type { Role } from '../roles.ts';
import { archiveRequest } from './archive-request.ts';
import { auditorAppointment } from './auditor-appointment.ts';
import { changeRequest } from './change-request.ts';
import { employerQualification } from './employer-qualification.ts';
import { hukouRequest } from './hukou-request.ts';
import { objection } from './objection.ts';
import { offlineSigning } from './offline-signing.ts';
import { offlineTermination } from './offline-termination.ts';
import { onlineSigning } from './online-signing.ts';
import { onlineTermination } from './online-termination.ts';
import { otherDestination } from './other-destination.ts';
import { paperSigning } from './paper-signing.ts';
import { trainingModeChange } from './training-mode-change.ts';

export { type FlowName, flowNames };

export const caseFlows: Readonly<Record<FlowName, Flow>> = {
  'online-signing': onlineSigning,
  'offline-signing': offlineSigning,
  'paper-signing': paperSigning,
  'online-termination': onlineTermination,
  'offline-termination': offlineTermination,
  'other-destination': otherDestination,
};

for (const flow of Object.values(caseFlows)) checkCaseEffects(flow);

export const requestFlows: Readonly<Record<RequestName, Flow>> = {
  'employer-qualification': employerQualification,
  'change-request': changeRequest,
  objection,
  'training-mode-change': trainingModeChange,
  'auditor-appointment': auditorAppointment,
  'archive-request': archiveRequest,
  'hukou-request': hukouRequest,
};

export const flowNamed = (name: FlowName): Flow => caseFlows[name];
export const titleOf = (name: ReviewedFlow): string => ({ ...caseFlows, ...requestFlows })[name].title;

/** The flow by which a signing of this flow is terminated; undefined where it is voided instead, or is none. */
export const terminationOf = (name: FlowName): FlowName | undefined => terminations[name];
const terminations: Partial<Record<FlowName, FlowName>> = {
  'online-signing': 'online-termination',
  'offline-signing': 'offline-termination',
  'paper-signing': 'offline-termination',
};

/** Throws for a state that the flow does not have: a stored state always has one. */
export function placeOf(name: FlowName, state: string): Place {
  const place = caseFlows[name].places.get(state);
  if (!place) throw new Error(`flow ${name} has no state ${state}`);
  return place;
}

/** What a person reads for a state; a lapsed graduate's cases all read 失效. */
export const labelOf = (name: FlowName, state: string, lapsed: boolean): string => (lapsed ? '失效' : placeOf(name, state).label);

/** The same to a party: what it has done itself is told as its own. */
export function labelTo(
  party: Role,
  name: FlowName,
  state: string,
  { lapsed, by }: { lapsed: boolean; by: string | undefined },
): string {
  const { label, ownLabel } = placeOf(name, state);
  return lapsed ? labelOf(name, state, lapsed) : by === party && ownLabel ? ownLabel : label;
}

/** To these roles: what waits for them is theirs to do, what waits for others is under way elsewhere. */
export function toneTo(roles: readonly Role[], name: FlowName, state: string, lapsed = false): Tone {
  const { tone, waitsFor } = placeOf(name, state);
  if (lapsed) return 'ended';
  if (waitsFor.length === 0) return tone;
  return waitsFor.some(role => roles.includes(role)) ? 'waiting' : 'review';
}

/** Where cases end that were never handed in: they leave no trace. */
export const tracelessStates: readonly string[] = [
  ...new Set(
    flowNames.flatMap(flow =>
      [...flowNamed(flow).places.values()].flatMap(({ id, kind, unseen }) => (unseen && kind === 'ends' ? [id] : [])),
    ),
  ),
];
/** What has been begun and not handed in. */
export const draftStates: readonly string[] = [
  ...new Set(
    flowNames.flatMap(flow =>
      [...flowNamed(flow).places.values()].flatMap(({ id, kind, unseen }) => (unseen && kind === 'waits' ? [id] : [])),
    ),
  ),
];

/** `flow state` of every place that is handed in and not at its end: waiting, or in force. */
export const unfinishedStates: readonly string[] = flowNames.flatMap(flow =>
  [...flowNamed(flow).places.values()]
    .filter(({ id, kind, unseen }) => id !== start && kind !== 'ends' && !unseen)
    .map(({ id }) => `${flow} ${id}`),
);

/** What people do with a case that has begun; it begins, and its draft is saved, by routes of their own. */
export const personActions: readonly Action[] = actionNames.filter(
  action =>
    !actions[action].hasNoButton &&
    flowNames.some(flow =>
      flowNamed(flow).moves.some(
        ({ action: one, by, from }) => one === action && from.id !== start && by !== 'clock' && by !== 'system',
      ),
    ),
);
