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

/** The small flows: what is handed in, and decided once. */
export const requestNames = ['employer-qualification', 'change-request', 'objection', 'training-mode-change'] as const;
export type RequestName = (typeof requestNames)[number];
