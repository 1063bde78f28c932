import { reasonsFor } from '#domain/actions/reasons.ts';
import { placeOf } from '#domain/flows/all.ts';
import type { OpenedCase } from './read-case.ts';

/** The reasons that an action may be given with. */
export const reasonsOf = ({ row: { flow, state }, ownReasons }: OpenedCase, action: string): readonly string[] =>
  reasonsFor(flow, action, ownReasons, placeOf(flow, state).topic);
