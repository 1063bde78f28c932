import type { Line } from '#domain/reported/record-in-words.ts';

export interface Cell {
  readonly label: string;
  readonly value: string;
  /** Of the four columns: one, or three for a line of its own. */
  readonly span: 1 | 3;
}
/** What fits half a line of the page, in characters. */
const short = 15;

/** Two short lines share a line of the page; a long one, or a short one without a neighbour, has its own. */
export function layOut(rows: readonly Line[]): Cell[] {
  const cells: Cell[] = [];
  const isShort = (row: Line | undefined): row is Line => row !== undefined && [...row.value].length <= short;
  for (let at = 0; at < rows.length; at++) {
    const [one, two] = [rows[at], rows[at + 1]];
    if (!one) break;
    if (isShort(one) && isShort(two)) {
      cells.push({ label: one.label, value: one.value, span: 1 }, { label: two.label, value: two.value, span: 1 });
      at++;
    } else cells.push({ label: one.label, value: one.value, span: 3 });
  }
  return cells;
}
