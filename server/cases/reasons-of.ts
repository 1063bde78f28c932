import { reasonsFor } from '#domain/actions/reasons.ts';
import type { OpenedCase } from './read-case.ts';

/** The reasons that an action may be given with. */
export const reasonsOf = ({ row: { flow }, ownReasons }: OpenedCase, action: string): readonly string[] =>
  reasonsFor(flow, action, ownReasons);
