import { beijingDay } from '#domain/dates.ts';
import { nationalWindow } from '#domain/rules/cohort-window.ts';
import type { Settings } from './use-save-settings.ts';

type Windows = Settings['windows'];

/** The cohorts whose national window contains the day or begins within a year: the ones worth setting. */
export function cohortsWorthSetting(now: Date): readonly number[] {
  const today = beijingDay(now);
  const year = Number(today.slice(0, 4));
  return [year - 1, year, year + 1].filter(cohort => nationalWindow(cohort).to >= today);
}

/** For each such cohort a pair of fields, filled with what holds; older ones are kept as they are. */
export const windowFields = (own: Windows, now: Date): Windows => ({
  ...own,
  ...Object.fromEntries(
    cohortsWorthSetting(now).map(cohort => {
      const national = nationalWindow(cohort);
      return [cohort, { from: own[cohort]?.from || national.from, to: own[cohort]?.to || national.to }];
    }),
  ),
});

/** What differs from the national window; an emptied field means the national one. */
export const chosenWindows = (typed: Windows): Windows =>
  Object.fromEntries(
    Object.entries(typed).flatMap(([cohort, { from, to }]) => {
      const national = nationalWindow(Number(cohort));
      const chosen = { from: from || national.from, to: to || national.to };
      return chosen.from === national.from && chosen.to === national.to ? [] : [[cohort, chosen]];
    }),
  );
