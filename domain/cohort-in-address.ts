/** In an address below /m: the cohort in which its page is to be opened. */
export const cohortKey = 'cohort';
