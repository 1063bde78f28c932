import { reasonsFor } from '#domain/forms/reasons.ts';
import type { OpenedCase } from './read-case.ts';

/** The reasons that an action may be given with; a termination on paper has the same as one that is asked for here. */
export const reasonsOf = ({ row: { flow }, ownReasons }: OpenedCase, action: string): readonly string[] =>
  reasonsFor(
    flow === 'offline-termination' && action === 'submit' ? 'online-termination' : flow,
    action === 'submit' ? 'request' : action,
    ownReasons,
  );
