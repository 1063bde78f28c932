/** What is asked, beside what it is compared with: row by row, with the differences. */
import type { Section } from '#contract/parts/shapes.ts';

type Rows = Section['rows'];
export interface Compared {
  readonly key: string;
  readonly label: string;
  readonly asked: string;
  /** One for each list that it is compared with; undefined where that list says nothing of it. */
  readonly others: readonly { readonly value: string | undefined; readonly differs: boolean }[];
}

/** What is empty is shown as --. */
const plain = (value = ''): string => (value === '--' ? '' : value.replaceAll(/\s/g, ''));

/** In the order of what is asked; what only another list has comes after. */
export function compared(asked: Rows, others: readonly Rows[]): Compared[] {
  const rest = others.flatMap(rows =>
    rows.filter(row => !asked.some(({ key }) => key === row.key)).map(row => ({ ...row, value: '' })),
  );
  const keys = new Set<string>();
  return [...asked, ...rest].flatMap(({ key, label, value }) => {
    if (keys.has(key)) return [];
    keys.add(key);
    const beside = others.map(rows => {
      const found = rows.find(row => row.key === key)?.value;
      // A list that is empty as a whole is not another opinion.
      return { value: found, differs: rows.length > 0 && plain(found) !== plain(value) };
    });
    return [{ key, label, asked: value, others: beside }];
  });
}
