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
