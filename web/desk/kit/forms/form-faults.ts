import type { FormInstance } from 'antd';
import type { z } from 'zod';

/** Sentences by the dotted path of their field, as the server sends them too. */
export type Faults = Readonly<Record<string, string>>;

/** The first fault of each field. */
export function faultsOf(error: z.ZodError): Faults {
  const faults: Record<string, string> = {};
  for (const { path, message } of error.issues) faults[path.join('.')] ??= message;
  return faults;
}

type FieldPath = readonly string[];

/** Shows each fault at its field, clears the others, and scrolls to the first. Returns the faults that have no field here. */
export function showFaults(form: FormInstance, faults: Faults): string[] {
  const known: FieldPath[] = form.getFieldsError().map(({ name }) => name.map(String));
  const pathOf = (name: FieldPath) => name.join('.');
  form.setFields(
    known.map(name => {
      const fault = faults[pathOf(name)];
      return { name: [...name], errors: fault ? [fault] : [] };
    }),
  );
  const first = known.find(name => faults[pathOf(name)] !== undefined);
  if (first) form.scrollToField([...first], { behavior: 'smooth', block: 'center', focus: true });
  const names = new Set(known.map(pathOf));
  return Object.entries(faults).flatMap(([name, fault]) => (names.has(name) ? [] : [fault]));
}

/** The fields of what a form says that was changed: `{ agreement: { jobTitle } }` is the field agreement.jobTitle. */
export function changedPaths(changed: object, within: FieldPath = []): FieldPath[] {
  return Object.entries(changed).flatMap(([key, value]) => [
    [...within, key],
    ...(isPlain(value) ? changedPaths(value, [...within, key]) : []),
  ]);
}
const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** For `onValuesChange`: what is filled in anew is red no more, and is looked at again when it is sent. */
export const clearChanged = (form: FormInstance, changed: object): void => {
  const faulty = new Set(form.getFieldsError().flatMap(({ name, errors }) => (errors.length > 0 ? [name.join('.')] : [])));
  mended(
    form,
    changedPaths(changed).filter(path => faulty.has(path.join('.'))),
  );
};

/** Clears the faults of fields that were changed. */
export const mended = (form: FormInstance, names: readonly FieldPath[]): void =>
  form.setFields(names.map(name => ({ name: [...name], errors: [] })));
