const codes: readonly string[] = ['already-moved', 'not-possible-here', 'too-late', 'not-yours', 'lapsed', 'already-decided'];

/** Refusals that say another person, or the clock, was first: the reviewer goes on with the next one. */
export const movedOn = (code: string | undefined): boolean => code !== undefined && codes.includes(code);
