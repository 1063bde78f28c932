/** 核验授权: when a graduate may authorize, and until when. The graduate guide §5.1. */
import type { ConfirmationState } from '../confirmation/states.ts';
import { addDays, beijingDay } from '../dates.ts';
import type { RefusalCode } from '../refusals.ts';
import { endOfService, lastDayOfService } from '../verification/purposes.ts';

export interface AuthorizationFacts {
  readonly state: ConfirmationState;
  readonly isLapsed: boolean;
  readonly isModuleOpen: boolean;
  readonly graduatesIn: string;
}

/** Of each state of the confirmation: why nothing can be authorized. */
const obstacleOfState: Readonly<Record<ConfirmationState, RefusalCode | undefined>> = {
  unreported: 'nothing-reported',
  unconfirmed: 'confirm-first',
  wrong: 'confirmed-wrong',
  right: undefined,
};
/** Where the graduate goes on from there. */
export const leadsOn = ['destinations', 'confirmation'] as const;
export type LeadsOn = (typeof leadsOn)[number];
const leadOf: Readonly<Partial<Record<RefusalCode, LeadsOn>>> = {
  'nothing-reported': 'destinations',
  'confirm-first': 'confirmation',
  'confirmed-wrong': 'confirmation',
};
export const leadsOnFrom = (code: RefusalCode): LeadsOn | null => leadOf[code] ?? null;

/** Why nothing can be authorized; undefined when it can. */
export function authorizationObstacle(
  { state, isLapsed, isModuleOpen, graduatesIn }: AuthorizationFacts,
  now: Date,
): RefusalCode | undefined {
  if (isLapsed) return 'lapsed';
  if (!isModuleOpen) return 'authorization-closed';
  if (now >= endOfService('authorization', graduatesIn)) return 'authorization-over';
  return obstacleOfState[state];
}

/** The days that may be chosen as the last: from tomorrow, a whole day from now, to the last one of the service. */
export function daysToChoose(graduatesIn: string, now: Date): { readonly first: string; readonly last: string } {
  const last = lastDayOfService('authorization', graduatesIn);
  const tomorrow = addDays(beijingDay(now), 1);
  return { first: tomorrow < last ? tomorrow : last, last };
}
