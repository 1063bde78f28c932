/** 审核 or 鉴证: whether a school only reviews a signing, or witnesses it with its seal. */

import type { FlowName } from '../flow-names.ts';

export const signingFlows = ['online-signing', 'offline-signing', 'paper-signing'] as const satisfies readonly FlowName[];
export type SigningFlow = (typeof signingFlows)[number];
/** By signing flow. */
export type ReviewAs = Readonly<Record<SigningFlow, 'review' | 'witness'>>;

/** The flows in which the school's seal would be given by a department alone. Only the school may give it. */
export const witnessedByDepartment = (reviewAs: ReviewAs, reviewLevels: Readonly<Record<SigningFlow, string>>): SigningFlow[] =>
  signingFlows.filter(flow => reviewAs[flow] === 'witness' && reviewLevels[flow] === 'department');

/** The flows that the school witnesses. */
export const witnessedFlows = (reviewAs: ReviewAs): SigningFlow[] => signingFlows.filter(flow => reviewAs[flow] === 'witness');

/** Whether a flow is witnessed. Flows that are no signing never are. */
export const isWitnessed = (reviewAs: ReviewAs, flow: FlowName): boolean => witnessedFlows(reviewAs).some(name => name === flow);
