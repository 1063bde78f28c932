import { z } from 'zod';
import { findEntry } from '../codes/code-table.ts';
import { destinationTypes } from '../codes/destination-types.ts';
import { archiveFields } from './archive.ts';
import { asksOnePhone, destinationFields } from './destination-fields.ts';
import { answerTo } from './field-schema.ts';
import type { FormField } from './form-field.ts';
import {
  type Answers,
  filledIn,
  isAnswers,
  onePhone,
  reportsInTime,
  spanRules,
  usccRules,
  wholeOrNothing,
  withRules,
} from './form-rules.ts';
import { hukouFields } from './hukou.ts';

/** The blocks that a type asks for without requiring them. */
const freeBlocks = (fields: readonly FormField[]) =>
  [archiveFields, hukouFields].filter(([first]) => fields.some(({ key, required }) => key === first.key && !required));

/** Blank texts are no answers, and the tick at the code is a text like the rest. */
function tidy(given: unknown): unknown {
  if (!isAnswers(given)) return given;
  const answers: [string, unknown][] = Object.entries(given);
  const kept = answers.filter(
    ([key, value]) => key !== 'usccConfirmed' && value !== null && !(typeof value === 'string' && value.trim() === ''),
  );
  const confirmed = answers.some(([key, value]) => key === 'usccConfirmed' && (value === true || value === 'true'));
  return Object.fromEntries(confirmed ? [...kept, ['usccConfirmed', 'true']] : kept);
}

const textsOf = (form: Answers): Record<string, string> =>
  Object.fromEntries(Object.entries(form).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])));

interface Asked {
  readonly hukouAtSchool: boolean;
  /** Where it is known, dates are checked against it. */
  readonly cohort?: number;
}

function formOf(typeCode: string, graduate: Asked): z.ZodType<Record<string, string>> {
  if (!findEntry(destinationTypes, typeCode)) throw new RangeError(`no such destination type: ${typeCode}`);
  const fields = destinationFields(typeCode, graduate);
  const answers = fields.map((field): [string, z.ZodType<string | undefined>] => [field.key, answerTo(field).optional()]);
  const form: z.ZodType<Answers> = z.object({ ...Object.fromEntries(answers), usccConfirmed: z.string().optional() });
  const ruled = withRules(form, [
    ...fields.filter(({ required }) => required).map(filledIn),
    ...(asksOnePhone(typeCode) ? [onePhone] : []),
    ...usccRules,
    ...spanRules,
    ...(graduate.cohort === undefined ? [] : [reportsInTime(graduate.cohort)]),
    ...freeBlocks(fields).flatMap(wholeOrNothing),
  ]);
  return z.preprocess(tidy, ruled).transform(textsOf);
}

const built = new Map<string, z.ZodType<Record<string, string>>>();

/**
 * The form of a destination type. It parses to texts alone, without blank ones and without keys that the form does not have;
 * `usccConfirmed: 'true'` is kept as the tick that lets a code with a wrong check character pass. Whether a region exists is asked by the
 * server, which has the table. Throws RangeError for a code that is no destination type.
 */
export function destinationFormFor(typeCode: string, graduate: Asked): z.ZodType<Record<string, string>> {
  const name = `${typeCode} ${graduate.hukouAtSchool} ${graduate.cohort}`;
  const form = built.get(name) ?? formOf(typeCode, graduate);
  built.set(name, form);
  return form;
}
