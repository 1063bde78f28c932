/** The filters of the lists, read from the URL: a page, its download and its counts ask for the same rows. */
import { transferRequestStates } from '#domain/request-states.ts';
import { recordStates } from '#domain/transfers/record.ts';
import type { RecordsQuery, RequestsQuery } from './data/queries.ts';

/** By the contract's names. */
export const narrowing = ['q', 'cohort', 'department', 'major', 'class', 'level', 'type', 'action'] as const;
export type Narrowing = (typeof narrowing)[number];
export type Narrowed = Partial<Record<Narrowing, string>>;

const wellFormed: Partial<Record<Narrowing, RegExp>> = {
  cohort: /^20\d\d$|^2100$/,
  department: /^[1-9]\d{0,14}$/,
  action: /^(register|modify)$/,
};

/** The filters that the URL names; values that no page could have written are left out. */
export const narrowedBy = (params: URLSearchParams): Narrowed =>
  Object.fromEntries(
    narrowing.flatMap(name => {
      const value = params.get(name)?.trim();
      return value && (wellFormed[name]?.test(value) ?? true) ? [[name, value]] : [];
    }),
  );

function shared(params: URLSearchParams) {
  const { cohort, department, action: _, ...texts } = narrowedBy(params);
  return {
    ...texts,
    ...(cohort ? { cohort: Number(cohort) } : {}),
    ...(department ? { department: Number(department) } : {}),
  };
}
export function recordsFilter(params: URLSearchParams): RecordsQuery {
  const state = recordStates.find(one => one === params.get('state'));
  return { ...shared(params), ...(state ? { state } : {}) };
}

const requestStates = ['mine', 'all', ...transferRequestStates] as const;
/** What waits for me, unless another state is asked for: a fixed state would hide work. */
export const opensOn = 'mine';
export function requestsFilter(params: URLSearchParams): RequestsQuery {
  const action = (['register', 'modify'] as const).find(one => one === narrowedBy(params).action);
  return {
    ...shared(params),
    state: requestStates.find(one => one === params.get('state')) ?? opensOn,
    ...(action ? { action } : {}),
  };
}
