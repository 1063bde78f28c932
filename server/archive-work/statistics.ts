/** 数据统计 of archive and hukou: counted from the roster's own rows, so that the numbers add up to the lists. */
import type { z } from 'zod';
import type { getTransferStatistics, TransferFigures, transferGroupings } from '#contract/routes/archive-work.ts';
import { nameOf } from '#domain/codes/code-table.ts';
import { educationLevel } from '#domain/codes/education-level.ts';
import { type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import { cohortOf, typeName } from '#server/archives/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { type Scope, schoolOf } from '#server/platform/scope/scope.ts';
import { scoped } from '#server/platform/scope/within.ts';

type Grouping = (typeof transferGroupings)[number];
interface CountedRow {
  readonly key: string;
  readonly state: 'unregistered' | 'reviewing' | 'registered' | 'modifying' | 'lapsed';
  readonly type: string | null;
  readonly province: string | null;
  readonly count: number;
}
const keys: Readonly<Record<Grouping, string>> = {
  department: 'g.department_id::text',
  major: "g.major_code || ' ' || g.major_name",
  educationLevel: 'g.education_level',
};
// transfer_record_province
const counting = (kind: TransferKind, by: Grouping) =>
  scoped<CountedRow>(
    `archive-work.${kind}_by_${by === 'educationLevel' ? 'level' : by}`,
    { school: 'g.school_id', department: 'g.department_id' },
    1,
    inside => `select ${keys[by]} as key, case when g.lapsed_at is null then g.${kind}_state else 'lapsed' end as state,
       g.${kind}_type as type, r.province_code as province, count(*)::int as count
     from graduate g
     left join transfer_record r on r.school_id = g.school_id and r.kind = '${kind}' and r.graduate_id = g.id and r.state = 'registered'
     where ${inside} and g.cohort = $1${transferDetails[kind].needsHukou ? ' and g.hukou_transferred' : ''}
     group by 1, 2, 3, 4`,
  );
const countingOf = (kind: TransferKind) => ({
  department: counting(kind, 'department'),
  major: counting(kind, 'major'),
  educationLevel: counting(kind, 'educationLevel'),
});
const counts = { archive: countingOf('archive'), hukou: countingOf('hukou') };

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

function figuresOf(rows: readonly CountedRow[]): TransferFigures {
  const sum = (some: readonly CountedRow[]) => some.reduce((total, { count }) => total + count, 0);
  const inState = (...states: CountedRow['state'][]) => sum(rows.filter(({ state }) => states.includes(state)));
  const registered = rows.filter(({ state }) => state === 'registered' || state === 'modifying');
  const by = (of: (row: CountedRow) => string | null) =>
    Object.fromEntries([...Map.groupBy(registered, of)].flatMap(([code, some]) => (code ? [[code, sum(some)]] : [])));
  return {
    graduates: sum(rows) - inState('lapsed'),
    registered: sum(registered),
    modifying: inState('modifying'),
    reviewing: inState('reviewing'),
    unregistered: inState('unregistered'),
    lapsed: inState('lapsed'),
    types: by(({ type }) => type),
    provinces: by(({ province }) => province),
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
  const rows = cohort === null ? [] : await database.query(...counts[kind][by](scope, [cohort]));
  const nameIn: Readonly<Record<Grouping, (key: string) => string>> = {
    department: key => departments.find(({ id }) => String(id) === key)?.name ?? key,
    // The code tells two majors of one name apart.
    major: key => key.replace(/^(\S+) (.*)$/, '$2（$1）'),
    educationLevel: key => nameOf(educationLevel, key) ?? key,
  };
  const total = figuresOf(rows);
  const codesOf = (found: Readonly<Record<string, number>>) => Object.keys(found).sort();
  return {
    at: clock.now(),
    cohort,
    cohorts: cohorts.map(row => row.cohort),
    types: codesOf(total.types).map(code => ({ code, name: typeName(kind, code) })),
    provinces: codesOf(total.provinces).map(code => ({ code, name: regions.get(code)?.name ?? code })),
    total,
    groups: [...Map.groupBy(rows, ({ key }) => key)]
      .map(([key, some]) => ({ key, name: nameIn[by](key), figures: figuresOf(some) }))
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
}
