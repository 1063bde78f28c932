/** The states of the small flows, in the order of their lists. The first one waits for somebody: lists open on it. */
export const changeRequestStates = ['pending', 'changed', 'refused', 'closed'] as const;
export const objectionStates = ['pending', 'answered', 'closed'] as const;
export const modeRequestStates = ['asked', 'pending', 'approved', 'refused', 'declined', 'discarded', 'closed'] as const;
/** What the school has not filed with the province is none of the province's. */
export const modeRequestStatesAtProvince = ['pending', 'approved', 'refused', 'discarded', 'closed'] as const;
export const qualificationStates = ['pending', 'returned', 'qualified'] as const;
export const transferRequestStates = ['reviewing.department', 'reviewing.school', 'approved', 'rejected', 'closed'] as const;
