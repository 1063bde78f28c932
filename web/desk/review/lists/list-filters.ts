/** A list's filters, read from its URL: the page, its download and its batches ask for the same rows. */
import type { Call } from '#contract/client.ts';
import { type CaseList, flowOf } from './case-lists.ts';

export type DeskQuery = NonNullable<Call<'GET /api/desk/cases'>['query']>;

/** The names in the URL are those of the contract's filter. */
export const narrowing = [
  'q',
  'employer',
  'department',
  'major',
  'class',
  'level',
  'cohort',
  'destination',
  'from',
  'to',
  'flagged',
  'duplicates',
] as const;
export type Narrowing = (typeof narrowing)[number];
/** The filters of the second row. */
export const further: readonly Narrowing[] = narrowing.filter(name => !['q', 'employer'].includes(name));

export const sorts = [
  { value: 'updated', label: '按更新时间' },
  { value: 'submitted', label: '按提交时间' },
  { value: 'name', label: '按姓名拼音' },
  { value: 'employer', label: '按单位名称' },
] as const;

const day = /^\d{4}-\d{2}-\d{2}$/;
const wellFormed: Partial<Record<Narrowing, RegExp>> = {
  department: /^[1-9]\d{0,14}$/,
  cohort: /^20\d\d$|^2100$/,
  from: day,
  to: day,
  flagged: /^yes$/,
  duplicates: /^yes$/,
};

/** The filters that the URL names; values that no page could have written are left out. */
export const narrowedBy = (params: URLSearchParams): Partial<Record<Narrowing, string>> =>
  Object.fromEntries(
    narrowing.flatMap(name => {
      const value = params.get(name)?.trim();
      return value && (wellFormed[name]?.test(value) ?? true) ? [[name, value]] : [];
    }),
  );

/** The whole filter of a list at a URL, without page and sort; downloads and batches use it too. */
export function filterOf(list: CaseList, params: URLSearchParams): DeskQuery {
  const flow = flowOf(list, params.get('flow'));
  const { department, cohort, flagged, duplicates, ...texts } = narrowedBy(params);
  return {
    state: params.get('state') ?? list.opensOn,
    ...(flow ? { flow } : {}),
    ...(list.mark ? { mark: list.mark.name } : {}),
    ...texts,
    ...(department ? { department: Number(department) } : {}),
    ...(cohort ? { cohort: Number(cohort) } : {}),
    ...(flagged ? { flagged: 'yes' } : {}),
    ...(duplicates ? { duplicates: 'yes' } : {}),
  };
}
export const sortOf = (params: URLSearchParams) => sorts.find(({ value }) => value === params.get('sort'))?.value ?? 'updated';
