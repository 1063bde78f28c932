import { type Refused, refuse } from '#domain/refusals.ts';
import type { Queryable } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { isInSchool, type SchoolScope, type Scope, type ScopeOf } from '#server/platform/scope/scope.ts';
import { getSchoolSettings } from '#server/schools/index.ts';

/** Who takes a roster in: the school's admin everybody, a department its own graduates. */
export interface Uploader {
  readonly schoolId: number;
  readonly accountId: number;
  readonly scope: SchoolScope;
  /** Whose imports are shown: the school's, or one's own. */
  readonly imports: ScopeOf<'school' | 'account'>;
}

/** A department uploads only where its school lets departments. */
export async function findUploader(database: Queryable, actor: Actor, scope: Scope): Promise<Uploader | Refused> {
  const { accountId } = actor;
  if (!isInSchool(scope) || accountId === undefined) return refuse('not-allowed');
  const { schoolId } = scope;
  if (scope.kind === 'school') return { schoolId, accountId, scope, imports: scope };
  const { rosterUploadByDepartments } = await getSchoolSettings(database, schoolId);
  return rosterUploadByDepartments
    ? { schoolId, accountId, scope, imports: { kind: 'account', accountId } }
    : refuse('not-allowed');
}
