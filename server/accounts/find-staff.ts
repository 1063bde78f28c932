import type { AccountKind } from '#domain/access.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';

interface StaffRow {
  readonly kind: Exclude<AccountKind, 'anyone' | 'graduate'>;
  readonly name: string;
  readonly schoolId: number | null;
  readonly employerId: number | null;
  readonly departmentIds: readonly number[];
}
const selectStaff = statement<StaffRow>(
  'accounts.find_staff',
  `select a.kind, a.name, a.school_id, a.employer_id,
     array(select d.department_id from account_department d
       where d.school_id = a.school_id and d.account_id = a.id order by d.department_id) as department_ids
   from account a where a.id = $1 and a.disabled_at is null`,
);

/** An account as the actor that it is now, for work that continues after its request; undefined once it is disabled. */
export async function findStaff(queryable: Queryable, accountId: number): Promise<Actor | undefined> {
  const row = await queryable.first(selectStaff, [accountId]);
  if (!row) return undefined;
  const { kind, name, schoolId, employerId, departmentIds } = row;
  return {
    kind,
    sessionId: '',
    name,
    accountId,
    departmentIds,
    ...(schoolId === null ? {} : { schoolId }),
    ...(employerId === null ? {} : { employerId }),
  };
}
