/** The changed fields: a field that was cleared counts, one that was never filled in does not. */
export function changedFields(
  before: Readonly<Record<string, string>>,
  typed: Readonly<Record<string, string | null | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([key, value]) => {
      const text = value ?? '';
      return text === (before[key] ?? '') ? [] : [[key, text]];
    }),
  );
}
