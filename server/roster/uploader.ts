import { type Refused, refuse } from '#domain/refusals.ts';
import type { Actor, Scope } from '#server/platform/http/actor.ts';
import type { Queryable } from '#server/platform/postgres.ts';
import { getSchoolSettings } from '#server/schools/index.ts';

/** Who takes a roster in: the school's admin everybody, a department its own graduates. */
export interface Uploader {
  readonly schoolId: number;
  readonly accountId: number;
  readonly departmentIds: readonly number[] | null;
  /** Whose imports are shown; null: those of the whole school. */
  readonly own: number | null;
}

/** A department uploads only where its school lets departments. */
export async function findUploader(database: Queryable, actor: Actor, scope: Scope): Promise<Uploader | Refused> {
  const { schoolId, departmentIds } = scope;
  const { accountId } = actor;
  if (schoolId === null || accountId === undefined) return refuse('not-allowed');
  if (departmentIds === null) return { schoolId, accountId, departmentIds, own: null };
  const { rosterUploadByDepartments } = await getSchoolSettings(database, schoolId);
  return rosterUploadByDepartments ? { schoolId, accountId, departmentIds, own: accountId } : refuse('not-allowed');
}
