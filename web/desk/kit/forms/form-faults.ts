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

/** Clears the faults of fields that were changed. */
export const mended = (form: FormInstance, names: readonly FieldPath[]): void =>
  form.setFields(names.map(name => ({ name: [...name], errors: [] })));
