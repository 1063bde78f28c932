import { dayInWords } from '../dates.ts';

/** When a cohort can be worked on. Days are ISO dates in Asia/Shanghai. */
export interface CohortWindow {
  readonly from: string;
  readonly to: string;
}

/** The national window: 1 September before graduation to 31 January of the year after. */
export const nationalWindow = (cohort: number): CohortWindow => ({ from: `${cohort - 1}-09-01`, to: `${cohort + 1}-01-31` });

/** A school's own window, cut to the national one. */
export function schoolWindow(cohort: number, own: Partial<CohortWindow> = {}): CohortWindow {
  const { from, to } = nationalWindow(cohort);
  return { from: own.from && own.from > from ? own.from : from, to: own.to && own.to < to ? own.to : to };
}

export const isOpen = ({ from, to }: CohortWindow, today: string): boolean => from <= today && today <= to;
/** From 1 April of the year after graduation on, a cohort is read-only for everyone. */
export const isOver = (cohort: number, today: string): boolean => today >= `${cohort + 1}-04-01`;
/** The latest cohort that is over on this day; so are all before it. */
export function lastCohortOver(today: string): number {
  const year = Number(today.slice(0, 4));
  return isOver(year - 1, today) ? year - 1 : year - 2;
}
/** The cohorts whose records may still be written: those that graduate up to two years ahead are on a roster. */
export function cohortsNotOver(today: string): number[] {
  const first = lastCohortOver(today) + 1;
  return Array.from({ length: Number(today.slice(0, 4)) + 2 - first + 1 }, (_, ahead) => first + ahead);
}
/** The cohorts that the country works on: who is of several is met in the latest of these. */
export const cohortsOpenOn = (today: string): number[] =>
  cohortsNotOver(today).filter(cohort => isOpen(nationalWindow(cohort), today));
/** What every rule about the year asks of a cohort, by the window that its school has set. */
export const cohortFacts = (cohort: number, own: Partial<CohortWindow> | undefined, today: string) => ({
  isCohortOpen: isOpen(schoolWindow(cohort, own), today),
  isCohortOver: isOver(cohort, today),
});

/** What a cohort allows on a day: nothing yet, everything, only what is under way, nothing any more. */
export const cohortStates = ['before', 'open', 'ended', 'over'] as const;
export type CohortState = (typeof cohortStates)[number];

export function cohortStateOn(cohort: number, window: CohortWindow, today: string): CohortState {
  if (isOver(cohort, today)) return 'over';
  if (isOpen(window, today)) return 'open';
  return today < window.from ? 'before' : 'ended';
}

/** A cohort that is not open, said in one line; null while it is. */
export function cohortNote(cohort: number, window: CohortWindow, today: string): string | null {
  switch (cohortStateOn(cohort, window, today)) {
    case 'open':
      return null;
    case 'before':
      return `${cohort} 届将于 ${dayInWords(window.from)}开始办理，现在不能发起或提交。`;
    case 'ended':
      return `${cohort} 届的办理时间已于 ${dayInWords(window.to)}结束，不能再发起或提交；已提交的由学校继续办理，至 ${cohort + 1}年3月31日止。`;
    case 'over':
      return `${cohort} 届已截止，所有记录只能查看。`;
  }
}
