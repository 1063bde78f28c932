/** The filters of both lists, read from the URL: a page, its downloads and its counts ask for the same rows. */
import { isDay } from '#domain/dates.ts';
import { codeStates } from '#domain/verification/code-states.ts';
import type { AuthorizationsQuery, TransfersQuery } from './queries.ts';

const further = ['major', 'level', 'class'] as const;
const ofGraduate = ['q', 'cohort', 'department', ...further] as const;
export const authorizationNames = ofGraduate;
export const furtherNames = { authorizations: further, transfers: [...further, 'from', 'to'] } as const;
/** What 清除条件 clears. */
export const transferNames = [...ofGraduate, 'generated', 'outdated', 'from', 'to'] as const;

/** Values that no page could have written are left out. */
function shared(params: URLSearchParams) {
  const text = (name: string) => params.get(name)?.trim() || undefined;
  const number = (name: string, shape: RegExp) => (shape.test(text(name) ?? '') ? Number(text(name)) : undefined);
  const of = {
    q: text('q'),
    major: text('major'),
    class: text('class'),
    level: text('level'),
    cohort: number('cohort', /^20\d\d$|^2100$/),
    department: number('department', /^[1-9]\d{0,14}$/),
  };
  return withoutGaps(of);
}
type Filled<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };
function withoutGaps<T extends object>(of: T): Filled<T>;
function withoutGaps(of: object): object {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined));
}

export function authorizationsFilter(params: URLSearchParams): AuthorizationsQuery {
  const state = codeStates.find(one => one === params.get('state'));
  return { ...shared(params), ...(state ? { state } : {}) };
}
const yesNo = ['yes', 'no'] as const;
export function transfersFilter(params: URLSearchParams): TransfersQuery {
  const one = (name: string) => yesNo.find(answer => answer === params.get(name));
  const day = (name: string) => [params.get(name) ?? ''].find(isDay);
  return {
    ...shared(params),
    ...withoutGaps({ generated: one('generated'), outdated: one('outdated'), from: day('from'), to: day('to') }),
  };
}
