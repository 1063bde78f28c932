import { destinationFields } from './destination-fields.ts';
import type { FormField } from './form-field.ts';

/**
 * The fields of a destination type that the school may correct while it is in force, in the order of the screen. Screen and server read
 * the list here.
 */
export const correctableFields = (typeCode: string, graduate: { readonly hukouAtSchool: boolean }): readonly FormField[] =>
  destinationFields(typeCode, graduate).filter(({ correctable }) => correctable);
