/** The states of the small flows, in the order of their lists. The first one waits for somebody: lists open on it. */
export const changeRequestStates = ['pending', 'changed', 'refused'] as const;
export const objectionStates = ['pending', 'answered'] as const;
export const modeRequestStates = ['pending', 'approved', 'refused', 'discarded'] as const;
export const qualificationStates = ['pending', 'returned', 'qualified'] as const;
