/** The counters of archive and hukou as home pages, lists and statistics read them: some pages of the database, however many graduates. */
import type { TransferKind } from '#domain/transfers/kinds.ts';
import type { Queryable } from '#server/platform/postgres/postgres.ts';
import type { SchoolScope } from '#server/platform/scope/scope.ts';
import { scoped } from '#server/platform/scope/within.ts';
import type { KeptState } from './store.ts';

/** The graduates of one department, major and level. */
export interface CountedCell {
  readonly departmentId: number;
  readonly majorCode: string;
  readonly majorName: string;
  readonly educationLevel: string;
  /** By state, `type` and code, `province` and code. */
  readonly counts: Readonly<Record<string, number>>;
}
/** Values: kind, cohort. */
const selectCells = scoped<CountedCell>(
  'archives.counted',
  { school: 'c.school_id', department: 'c.department_id' },
  2,
  inside => `select c.department_id, c.major_code, c.major_name, c.education_level, c.counts from transfer_counter c
   where ${inside} and c.kind = $1 and c.cohort = $2 and c.counts <> '{}'`,
);
export const readCounters = (
  queryable: Queryable,
  kind: TransferKind,
  scope: SchoolScope,
  cohort: number,
): Promise<CountedCell[]> => queryable.query(...selectCells(scope, [kind, cohort]));

export const countOf = (cells: readonly Pick<CountedCell, 'counts'>[], state: KeptState | 'lapsed'): number =>
  cells.reduce((sum, { counts }) => sum + (counts[state] ?? 0), 0);

/** What is registered by the codes of a type or a province; what names none is left out. */
export function countsBy(cells: readonly Pick<CountedCell, 'counts'>[], what: 'type' | 'province'): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { counts } of cells)
    for (const [facet, count] of Object.entries(counts)) {
      const [name, code] = facet.split(' ');
      if (name === what && code) sums[code] = (sums[code] ?? 0) + count;
    }
  return sums;
}
