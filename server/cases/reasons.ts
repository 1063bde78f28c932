import type { Action } from '#domain/actions.ts';
import type { FlowName } from '#domain/flows/all.ts';
import { defaultReasons } from '#domain/forms/reasons.ts';

/** The reasons that a decision may be given with. */
export const reasonsFor = (flow: FlowName, action: Action): readonly string[] => defaultReasons[flow][action] ?? [];
