/** The flows of a graduate's cases, by the name that is stored with each case. */
export const flowNames = [
  'online-signing',
  'offline-signing',
  'paper-signing',
  'online-termination',
  'offline-termination',
  'other-destination',
] as const;
export type FlowName = (typeof flowNames)[number];

/** A graduate's requests about archive and hukou: reviewed at the levels that a school sets, as cases are. */
export const transferFlowNames = ['archive-request', 'hukou-request'] as const;
export type TransferFlowName = (typeof transferFlowNames)[number];
/** The flows whose review levels and reasons are a school's own. */
export const reviewedFlows = [...flowNames, ...transferFlowNames] as const;
export type ReviewedFlow = (typeof reviewedFlows)[number];

/** The small flows: what is handed in, and decided once. */
export const requestNames = [
  'employer-qualification',
  'change-request',
  'objection',
  'training-mode-change',
  'auditor-appointment',
  ...transferFlowNames,
] as const;
export type RequestName = (typeof requestNames)[number];
