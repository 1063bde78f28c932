/** How long it counts that somebody has shown who they are, before what touches security asks again. Minutes. */
export const proofMinutes = 10;

/** A clock that is set back makes no proof longer. */
export const isProven = (provenAt: Date | null, now: Date): boolean =>
  provenAt !== null && Math.abs(now.getTime() - provenAt.getTime()) < proofMinutes * 60_000;
