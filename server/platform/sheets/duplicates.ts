/**
 * Finds values that are in a file twice, and keeps every value that it was asked about. The row that comes second gets its fault at once; the first one's is kept in `earlier`,
 * since it was let through when it was read.
 */
export function duplicateFinder(): {
  /** The fault of this row when an earlier one has the value too. */
  find(row: number, what: string, value: string | undefined): string | undefined;
  readonly earlier: ReadonlyMap<number, string>;
} {
  const firstRows = new Map<string, Map<string, number>>();
  const earlier = new Map<number, string>();
  return {
    earlier,
    find(row, what, value) {
      if (value === undefined) return undefined;
      const seen = firstRows.get(what) ?? new Map<string, number>();
      firstRows.set(what, seen);
      const first = seen.get(value);
      if (first === undefined) {
        seen.set(value, row);
        return undefined;
      }
      const told = `${what}：与第 ${row} 行重复，请只保留正确的一行`;
      earlier.set(first, earlier.has(first) ? `${earlier.get(first)}\n${told}` : told);
      return `${what}：与第 ${first} 行重复，请只保留正确的一行`;
    },
  };
}
