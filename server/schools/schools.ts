/** Schools, made by the level above, so that one outside the demonstration can begin. */
import { type Refused, refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { invalidFields } from '#server/platform/http/problems.ts';
import type { Platform } from '#server/platform/platform.ts';
import { likeAnywhere } from '#server/platform/postgres/like.ts';
import { type Queryable, sqlState, statement, violatedConstraint } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { scoped } from '#server/platform/scope/within.ts';

interface SchoolRow {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly province: string;
  readonly admins: number;
  readonly departments: number;
}
const columns = `s.id, s.code, s.name, p.name as province,
  (select count(*)::int from account a where a.school_id = s.id and a.kind = 'schoolAdmin' and a.disabled_at is null) as admins,
  (select count(*)::int from department d where d.school_id = s.id) as departments`;
/** The operator's list has the schools of the whole country, some three thousand. */
const whose = { school: 's.id', platform: 'all' } as const;
const listed = scoped<SchoolRow>(
  'schools.list_schools',
  whose,
  3,
  inside => `select ${columns} from school s join province p on p.code = s.province_code
   where ${inside} and ($1::text is null or s.name ilike $1 or s.code like $1) and s.id > $2
   order by s.id limit $3`,
);
const found = scoped<SchoolRow>(
  'schools.find_school',
  whose,
  1,
  inside => `select ${columns} from school s join province p on p.code = s.province_code where ${inside} and s.id = $1`,
);
const provinces = statement<{ code: string; name: string }>(
  'schools.provinces',
  `select code, name from region where level = 'province' order by code`,
);
const keepProvince = statement(
  'schools.keep_province',
  `insert into province (code, name) select code, name from region where code = $1 and level = 'province' on conflict do nothing`,
);
const insertSchool = statement<{ id: number }>(
  'schools.insert_school',
  `insert into school (id, code, name, province_code)
   select coalesce(max(id), 0) + 1, $1, $2, $3 from school returning id`,
);

export const findSchool = (queryable: Queryable, scope: Scope, id: number): Promise<SchoolRow | undefined> =>
  queryable.first(...found(scope, [id]));

/** The provinces in which somebody may make schools. */
async function provincesOf(queryable: Queryable, scope: Scope) {
  const all = await queryable.query(provinces);
  if (scope.kind === 'platform') return all;
  return all.filter(({ code }) => scope.kind === 'province' && code === scope.provinceCode);
}

interface ListQuery {
  readonly q?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}
export async function readSchools({ database }: Platform, scope: Scope, { q, cursor, limit }: ListQuery) {
  const after = /^\d{1,9}$/.test(cursor ?? '') ? Number(cursor) : 0;
  const search = q ? likeAnywhere(q) : null;
  const [rows, own] = await Promise.all([
    database.query(...listed(scope, [search, after, limit + 1])),
    provincesOf(database, scope),
  ]);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: last && rows.length > limit ? String(last.id) : null, provinces: own };
}

interface NewSchool {
  readonly code: string;
  readonly name: string;
  readonly provinceCode: string;
}
export async function createSchool(
  platform: Platform,
  { actor, scope, addressPrefix }: { readonly actor: Actor; readonly scope: Scope; readonly addressPrefix: string },
  { code, name, provinceCode }: NewSchool,
): Promise<SchoolRow | Refused> {
  if (scope.kind !== 'province' && scope.kind !== 'platform') return refuse('not-allowed');
  if (scope.kind === 'province' && scope.provinceCode !== provinceCode)
    return invalidFields({ provinceCode: '只能新增本省的学校' });
  try {
    return await platform.database.transaction(async tx => {
      const known = await tx.query(provinces);
      if (!known.some(({ code }) => code === provinceCode)) return invalidFields({ provinceCode: '没有这个省份，请重新选择' });
      await tx.execute(keepProvince, [provinceCode]);
      const { id } = await tx.one(insertSchool, [code, name, provinceCode]);
      const event = {
        at: platform.clock.now(),
        actor: actorKey(actor),
        action: 'school-created',
        object: `school:${id}`,
        addressPrefix,
        detail: { code, name, provinceCode },
      } as const;
      await recordAuditEvent(tx, event, platform.vault);
      return (await findSchool(tx, scope, id)) ?? refuse('not-found');
    });
  } catch (error) {
    if (sqlState(error) !== '23505') throw error;
    // Two at once drew the same number: the second is asked to send again.
    return violatedConstraint(error) === 'school_code_unique'
      ? invalidFields({ code: '该院校代码已有学校，请核对' })
      : refuse('changed-meanwhile');
  }
}
