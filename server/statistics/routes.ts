import * as contract from '#contract/routes/statistics.ts';
import { nameOf } from '#domain/codes/code-table.ts';
import { destinationTypes } from '#domain/codes/destination-types.ts';
import { educationLevel } from '#domain/codes/education-level.ts';
import { gender } from '#domain/codes/small-tables.ts';
import { trainingMode } from '#domain/codes/training-mode.ts';
import { flowNamed } from '#domain/flows/all.ts';
import { type Counted, figuresOf } from '#domain/statistics/destination-figures.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { schoolOf } from '#server/platform/scope/scope.ts';
import { type CountedRow, countBy, type Grouping, selectCohorts, selectDepartments } from './queries.ts';

const countedOf = ({ flow, state, destinationType, count }: CountedRow): Counted => ({
  count,
  held: flow && state && destinationType ? { flow, state, destinationType } : undefined,
});

/** How many have each type in force, in the table's order. */
function typesOf(rows: readonly CountedRow[]) {
  const inForce = rows.filter(({ flow, state }) => flow && state && flowNamed(flow).reported.has(state));
  return destinationTypes.flatMap(({ code, name, menuGroup }) => {
    const count = inForce.filter(row => row.destinationType === code).reduce((sum, row) => sum + row.count, 0);
    return count > 0 ? [{ code, name, group: menuGroup, count }] : [];
  });
}

export function statisticsRoutes({ database, clock }: Platform): Served[] {
  /** What a group's key is called. */
  async function namesOf(by: Grouping, schoolId: number): Promise<(key: string) => string> {
    switch (by) {
      case 'department': {
        const departments = await database.query(selectDepartments, [schoolId]);
        return key => departments.find(({ id }) => String(id) === key)?.name ?? key;
      }
      case 'origin': {
        const regions = await loadRegions(database);
        return key => regions.get(`${key}0000`)?.name ?? key;
      }
      case 'educationLevel':
        return key => nameOf(educationLevel, key) ?? key;
      case 'gender':
        return key => nameOf(gender, key) ?? key;
      case 'trainingMode':
        return key => nameOf(trainingMode, key) ?? key;
      case 'major':
        // The code is there to tell two majors of one name apart, and to sort by.
        return key => key.replace(/^(\S+) (.*)$/, '$2（$1）');
      case 'class':
        return key => key;
    }
  }

  return [
    serve(contract.getStatistics, async ({ query, scope }) => {
      const { schoolId } = schoolOf(scope);
      const cohorts = (await database.query(selectCohorts, [schoolId])).map(({ cohort }) => cohort);
      const cohort = query.cohort ?? cohorts[0] ?? null;
      const rows = cohort === null ? [] : await database.query(...countBy[query.by](scope, [cohort]));
      const name = await namesOf(query.by, schoolId);
      const groups = [...Map.groupBy(rows, ({ key }) => key)]
        .map(([key, members]) => ({ key, name: name(key) || '未填写', figures: figuresOf(members.map(countedOf)) }))
        .sort((a, b) => (a.key < b.key ? -1 : 1));
      return { at: clock.now(), cohort, cohorts, total: figuresOf(rows.map(countedOf)), groups, types: typesOf(rows) };
    }),
  ];
}
