/**
 * The forms of all destination types. Pages that only show one take `destination-type-fields.ts` and `destination-explanations.ts`, which
 * have no zod in them.
 */
export { typeExplanation } from './destination-explanations.ts';
export { destinationFormFor } from './destination-form.ts';
export { destinationFields, fieldNamed } from './destination-type-fields.ts';
export type { FormField } from './form-field.ts';
