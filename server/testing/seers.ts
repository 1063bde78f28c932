/** Everybody whose scope narrows a query, of each kind some; and, apart from SQL, what lies inside it. */
import { type Everything, everything } from '#server/platform/scope/everything.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import type { Place } from './two-provinces.ts';

export type Seer = Scope | Everything;
export type Kind = Seer['kind'];

/** Whether a place lies inside, said once more without SQL. A new kind does not compile until it is here. */
export function isInside(scope: Seer, { n, ...place }: Place): boolean {
  switch (scope.kind) {
    case 'public':
      return false;
    case 'account':
      return scope.accountId === n;
    case 'graduate':
      return scope.schoolId === place.schoolId && scope.graduateId === n;
    case 'link':
      return scope.schoolId === place.schoolId && scope.caseId === n;
    case 'employer':
      return scope.employerId === place.employerId;
    case 'department':
      return scope.schoolId === place.schoolId && scope.departmentIds.includes(place.departmentId);
    case 'school':
      return scope.schoolId === place.schoolId;
    case 'province':
      return scope.provinceCode === place.provinceCode;
    case 'platform':
    case 'everything':
      return true;
  }
}
const [one, elsewhere] = [{ schoolId: 1 }, { schoolId: 4 }];
export const scopes: { readonly [K in Kind]: readonly Extract<Seer, { kind: K }>[] } = {
  public: [{ kind: 'public' }],
  account: [1, 6, 99].map(accountId => ({ kind: 'account', accountId })),
  // Numbers that are another school's: a school and a number belong together.
  graduate: [
    { kind: 'graduate', ...one, graduateId: 2 },
    { kind: 'graduate', ...elsewhere, graduateId: 2 },
  ],
  link: [
    { kind: 'link', ...one, caseId: 2 },
    { kind: 'link', ...elsewhere, caseId: 2 },
  ],
  employer: [1, 2, 99].map(employerId => ({ kind: 'employer', employerId })),
  department: [[1], [2], [1, 2], [], [99]].flatMap(departmentIds => [
    { kind: 'department' as const, ...one, departmentIds },
    { kind: 'department' as const, ...elsewhere, departmentIds },
  ]),
  school: [1, 2, 3, 4, 99].map(schoolId => ({ kind: 'school', schoolId })),
  province: ['35', '44', '99', ''].map(provinceCode => ({ kind: 'province', provinceCode })),
  platform: [{ kind: 'platform' }],
  everything: [everything],
};
export const kinds = Object.keys(scopes).filter((kind): kind is Kind => Object.hasOwn(scopes, kind));
/** What a query finds: the numbers of places, or how many there are where it only counts. */
