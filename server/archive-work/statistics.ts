/** 数据统计 of archive and hukou, from the counters: the numbers add up to the lists. */
import type { z } from 'zod';
import type { getTransferStatistics, TransferFigures, transferGroupings } from '#contract/routes/archive-work.ts';
import { nameOf } from '#domain/codes/code-table.ts';
import { educationLevel } from '#domain/codes/education-level.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { type CountedCell, cohortOf, countOf, countsBy, readCounters, typeName } from '#server/archives/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { type Scope, schoolOf } from '#server/platform/scope/scope.ts';

type Grouping = (typeof transferGroupings)[number];
const keyIn: Readonly<Record<Grouping, (cell: CountedCell) => string>> = {
  department: cell => String(cell.departmentId),
  // The code tells two majors of one name apart.
  major: cell => `${cell.majorCode} ${cell.majorName}`,
  educationLevel: cell => cell.educationLevel,
};

const selectCohorts = statement<{ cohort: number }>(
  'archive-work.cohorts',
  `with recursive found as (
     select max(cohort)::int as cohort from graduate where school_id = $1
     union all
     select (select max(g.cohort)::int from graduate g where g.school_id = $1 and g.cohort < found.cohort) from found where found.cohort is not null
   ) select cohort from found where cohort is not null`,
);
const selectDepartments = statement<{ id: number; name: string }>(
  'archive-work.departments',
  'select id, name from department where school_id = $1',
);

function figuresOf(cells: readonly CountedCell[]): TransferFigures {
  const [unregistered, reviewing] = [countOf(cells, 'unregistered'), countOf(cells, 'reviewing')];
  const modifying = countOf(cells, 'modifying');
  const registered = countOf(cells, 'registered') + modifying;
  return {
    graduates: unregistered + reviewing + registered,
    ...{ registered, modifying, reviewing, unregistered },
    lapsed: countOf(cells, 'lapsed'),
    types: countsBy(cells, 'type'),
    provinces: countsBy(cells, 'province'),
  };
}

export async function readStatistics(
  { database, clock }: Platform,
  kind: TransferKind,
  asked: Scope,
  wanted: { readonly cohort?: number | undefined; readonly by: Grouping },
): Promise<z.input<(typeof getTransferStatistics)['answer']>> {
  const scope = schoolOf(asked);
  const { by } = wanted;
  const [cohorts, cohort, departments, regions] = await Promise.all([
    database.query(selectCohorts, [scope.schoolId]),
    cohortOf(database, scope, wanted.cohort),
    database.query(selectDepartments, [scope.schoolId]),
    loadRegions(database),
  ]);
  const cells = cohort === null ? [] : await readCounters(database, kind, scope, cohort);
  const nameIn: Readonly<Record<Grouping, (key: string) => string>> = {
    department: key => departments.find(({ id }) => String(id) === key)?.name ?? key,
    major: key => key.replace(/^(\S+) (.*)$/, '$2（$1）'),
    educationLevel: key => nameOf(educationLevel, key) ?? key,
  };
  const total = figuresOf(cells);
  const codesOf = (found: Readonly<Record<string, number>>) => Object.keys(found).sort();
  return {
    at: clock.now(),
    cohort,
    cohorts: cohorts.map(row => row.cohort),
    types: codesOf(total.types).map(code => ({ code, name: typeName(kind, code) })),
    provinces: codesOf(total.provinces).map(code => ({ code, name: regions.get(code)?.name ?? code })),
    total,
    groups: [...Map.groupBy(cells, keyIn[by])]
      .map(([key, some]) => ({ key, name: nameIn[by](key), figures: figuresOf(some) }))
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
}
