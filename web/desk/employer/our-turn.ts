import { employerQualification } from '#domain/flows/employer-qualification.ts';

/** Whether the organisation's data wait for the employer itself: not handed in yet, or returned. */
export const isOurTurn = (state: string | null): boolean =>
  state === null || (employerQualification.places.get(state)?.waitsFor.includes('employer') ?? false);
