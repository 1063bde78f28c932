/** The state of an employer's qualification, by the flow's table. */
import { nothingInTheWay } from '#domain/facts.ts';
import type { Case, Place } from '#domain/flow/table.ts';
import { start } from '#domain/flow/table.ts';
import { employerQualification } from '#domain/flows/employer-qualification.ts';

/** The flow asks for no facts about a graduate: there is none. */
export const factsAt = nothingInTheWay;

export const caseOf = (state: string | null): Case => ({ state: state ?? start, levels: [] });

/** Throws for a state that the flow does not have: a stored one always is of the flow. */
export function placeAt(state: string): Place {
  const place = employerQualification.places.get(state);
  if (!place) throw new Error(`flow ${employerQualification.name} has no state ${state}`);
  return place;
}
