import { plainHeader } from './plain-header.ts';
import { type RosterColumn, type RosterKey, rosterColumns } from './roster-columns.ts';

const byHeader: ReadonlyMap<string, RosterKey> = new Map(
  rosterColumns.flatMap((column: RosterColumn) =>
    [column.header, ...column.aliases].map((header): [string, RosterKey] => [plainHeader(header), column.key]),
  ),
);

/** The column that a header means, whatever its stars, brackets, spaces and letter case; undefined when none does. */
export function findRosterColumn(header: string): RosterKey | undefined {
  return byHeader.get(plainHeader(header));
}
