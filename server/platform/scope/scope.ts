/** How far a request sees. A scope is of one kind and carries only what that kind has, so that nothing absent can be read as "all". */
import type { Reach } from '#domain/access.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import type { Actor } from './actor.ts';

export type Scope =
  /** No record at all. */
  | { readonly kind: 'public' }
  /** What belongs to an account itself, such as the jobs that it started; no record of a graduate. */
  | { readonly kind: 'account'; readonly accountId: number }
  | { readonly kind: 'graduate'; readonly schoolId: number; readonly graduateId: number }
  /** The one case that a link opens, without a session. */
  | { readonly kind: 'link'; readonly schoolId: number; readonly caseId: number }
  | { readonly kind: 'employer'; readonly employerId: number }
  | { readonly kind: 'department'; readonly schoolId: number; readonly departmentIds: readonly number[] }
  | { readonly kind: 'school'; readonly schoolId: number }
  | { readonly kind: 'province'; readonly provinceCode: string }
  /** The operator. Only a query that names it answers it. */
  | { readonly kind: 'platform' };

export type ScopeOf<Kind extends Scope['kind']> = Extract<Scope, { readonly kind: Kind }>;
/** A reviewer's: one school, or departments of one. */
export type SchoolScope = ScopeOf<'school' | 'department'>;

/** The scope of an actor at a reach. Throws when the session lacks what the reach needs: that is a mistake of ours. */
export function scopeOf(actor: Actor, reach: Reach): Scope {
  const needed = <T>(value: T | undefined, what: string): T => {
    if (value === undefined) throw new Error(`a session with reach ${reach} lacks its ${what}`);
    return value;
  };
  switch (reach) {
    case 'public':
      return { kind: 'public' };
    case 'own':
      return ownOf(actor);
    case 'employer':
      return { kind: 'employer', employerId: needed(actor.employerId, 'employer') };
    case 'department':
      return { kind: 'department', schoolId: needed(actor.schoolId, 'school'), departmentIds: actor.departmentIds };
    case 'school':
      return { kind: 'school', schoolId: needed(actor.schoolId, 'school') };
    case 'province':
      return { kind: 'province', provinceCode: needed(actor.provinceCode, 'province') };
    case 'platform':
      return { kind: 'platform' };
  }
}

/** A person who is on no roster and has no account owns nothing. */
function ownOf({ graduate, accountId }: Actor): Scope {
  if (graduate) return { kind: 'graduate', schoolId: graduate.schoolId, graduateId: graduate.graduateId };
  return accountId === undefined ? { kind: 'public' } : { kind: 'account', accountId };
}

export const isInSchool = (scope: Scope): scope is SchoolScope => scope.kind === 'school' || scope.kind === 'department';

/** The scope of a query that is about one school. Throws for any other: then the access table grants what its route does not serve. */
export function schoolOf(scope: Scope): SchoolScope {
  if (isInSchool(scope)) return scope;
  throw new Error(`a query about one school was asked within the scope ${scope.kind}`);
}

/** The scope with one department chosen in it; nothing when that department lies outside. */
export function narrowedTo(scope: SchoolScope, department: number | undefined): SchoolScope {
  if (department === undefined) return scope;
  const isInside = scope.kind === 'school' || scope.departmentIds.includes(department);
  return { kind: 'department', schoolId: scope.schoolId, departmentIds: isInside ? [department] : [] };
}

/** Calls with the employer of the scope; a scope without one finds nothing. */
export const withEmployer = async <T>(scope: Scope, use: (employerId: number) => Promise<T>): Promise<T | Refused> =>
  scope.kind === 'employer' ? use(scope.employerId) : refuse('not-found');

/** The same of a province. */
export function provinceOf(scope: Scope): string {
  if (scope.kind === 'province') return scope.provinceCode;
  throw new Error(`a query about one province was asked within the scope ${scope.kind}`);
}
