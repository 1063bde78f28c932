import type { Action } from '#domain/actions/all.ts';
import { reasonsFor } from '#domain/actions/reasons.ts';
import { placeOf } from '#domain/flows/all.ts';
import { type FieldToReturn, fieldsToReturn } from '#domain/rules/returned-fields.ts';
import type { OpenedCase } from './read-case.ts';

/** The reasons that an action may be given with. */
export const reasonsOf = ({ row: { flow, state }, ownReasons }: OpenedCase, action: string): readonly string[] =>
  reasonsFor(flow, action, ownReasons, placeOf(flow, state).topic);

/** The fields that an action may name here. */
export const fieldsToReturnOf = ({ row, form }: OpenedCase, action: Action): readonly FieldToReturn[] => {
  const { flow, state, destinationType, hukouTransferred } = row;
  const { topic = null } = placeOf(flow, state);
  return fieldsToReturn({ action, flow, topic, destinationType, hukouAtSchool: hukouTransferred === true, form: form() });
};
