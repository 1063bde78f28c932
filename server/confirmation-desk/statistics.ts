/** 登记确认情况统计: by source and department, counted from the same rows as the list. */
import type { z } from 'zod';
import type { ConfirmationFigures, getConfirmationStatistics } from '#contract/routes/confirmation.ts';
import { confirmationStates } from '#domain/confirmation/states.ts';
import type { Platform } from '#server/platform/platform.ts';
import { type Scope, schoolOf } from '#server/platform/scope/scope.ts';
import { listDepartments } from '#server/roster/index.ts';
import { allCohorts } from './cohorts.ts';
import { type CountedRow, countBySource } from './store.ts';

function figuresOf(rows: readonly CountedRow[]): ConfirmationFigures {
  const sum = (some: readonly CountedRow[]) => some.reduce((total, { count }) => total + count, 0);
  return {
    graduates: sum(rows),
    states: Object.fromEntries(confirmationStates.map(state => [state, sum(rows.filter(row => row.state === state))])),
  };
}
/** By source; `none` where nothing is reported. */
const bySource = (rows: readonly CountedRow[]): Record<string, ConfirmationFigures> =>
  Object.fromEntries([...Map.groupBy(rows, ({ source }) => source ?? 'none')].map(([source, some]) => [source, figuresOf(some)]));

export async function readStatistics(
  { database, clock }: Platform,
  asked: Scope,
  wanted: number | undefined,
): Promise<z.input<(typeof getConfirmationStatistics)['answer']>> {
  const scope = schoolOf(asked);
  const [cohorts, departments] = await Promise.all([allCohorts(database, scope), listDepartments(database, scope.schoolId)]);
  const cohort = wanted ?? cohorts[0] ?? null;
  const rows = cohort === null ? [] : await database.query(...countBySource(scope, [cohort]));
  const nameOf = new Map(departments.map(({ id, name }) => [id, name]));
  return {
    ...{ at: clock.now(), cohort, cohorts, total: figuresOf(rows), sources: bySource(rows) },
    groups: [...Map.groupBy(rows, ({ departmentId }) => departmentId)]
      .map(([departmentId, some]) => ({
        ...{ departmentId, name: nameOf.get(departmentId) ?? String(departmentId) },
        ...{ total: figuresOf(some), sources: bySource(some) },
      }))
      .sort((a, b) => a.departmentId - b.departmentId),
  };
}
