import { z } from 'zod';
import { objection } from '#domain/flows/objection.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { AuditObject } from '#server/platform/module.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { type Columns, scoped } from '#server/platform/scope/within.ts';

export interface ObjectionRow {
  readonly schoolId: number;
  readonly id: number;
  readonly graduateId: number;
  readonly about: string | null;
  readonly state: string;
  readonly version: number;
  readonly objectionSealed: Buffer;
  readonly filedAt: Date;
  readonly answeredByName: string | null;
  readonly endedAt: Date | null;
  readonly answerSealed: Buffer | null;
}
export interface ListedObjection extends ObjectionRow {
  readonly cohort: number;
  readonly personId: number;
  readonly graduateName: string;
  readonly studentNumber: string | null;
  readonly departmentName: string;
}
const columns = `o.school_id, o.id, o.graduate_id, o.about, o.state, o.version, o.objection_sealed, o.filed_at, o.answered_by_name,
  o.ended_at, o.answer_sealed`;
const listed = `select ${columns}, g.cohort, g.person_id, g.name as graduate_name, g.student_number, d.name as department_name
  from objection o
  join graduate g on g.school_id = o.school_id and g.id = o.graduate_id
  join department d on d.school_id = g.school_id and d.id = g.department_id`;

/** As it is sealed: what it is about, as it read then, and what is said. */
const said = z.object({ about: z.string(), text: z.string() });
export const openSaid = (vault: Vault, { objectionSealed }: Pick<ObjectionRow, 'objectionSealed'>) =>
  said.parse(vault.openJson(objectionSealed));

/** Nothing comes back when this entry, or none in particular, is objected to already. */
export const insertObjection = statement<{ id: number }>(
  'objections.insert',
  `insert into objection (school_id, graduate_id, about, state, objection_sealed, filed_at) values ($1, $2, $3, $4, $5, $6)
   on conflict (school_id, graduate_id, coalesce(about, '')) where ended_at is null do nothing
   returning id`,
);
export const findCohort = statement<{ cohort: number }>(
  'objections.cohort',
  'select cohort from graduate where school_id = $1 and id = $2',
);
/** Values: cohort, school and number of the last one seen, limit. Asked once a night. */
export const waitingIn = statement<{ schoolId: number; id: number }>(
  'objections.waiting_in',
  `select o.school_id, o.id from objection o join graduate g on g.school_id = o.school_id and g.id = o.graduate_id
   where o.ended_at is null and g.cohort <= $1 and (o.school_id, o.id) > ($2, $3) order by o.school_id, o.id limit $4`,
);
export const objectionsOfGraduate = statement<ObjectionRow>(
  'objections.of_graduate',
  `select ${columns} from objection o where o.school_id = $1 and o.graduate_id = $2 order by o.id desc limit 200`,
);
const whose: Columns = { school: 'o.school_id', department: 'g.department_id' };
/** Value: the number. */
const one = (inside: string) => `${listed} where ${inside} and o.id = $1`;
export const findObjection = scoped<ListedObjection>('objections.find', whose, 1, one);
export const lockObjection = scoped<ListedObjection>('objections.lock', whose, 1, inside => `${one(inside)} for update of o`);
export const writeAnswer = statement(
  'objections.answer',
  `update objection set state = $4, version = version + 1, answered_by = $5, answered_by_name = $6, ended_at = $7, answer_sealed = $8
   where school_id = $1 and id = $2 and version = $3 and state = $9`,
);
const pageBy = (beyond: '<' | '>', direction: 'asc' | 'desc') => (inside: string) =>
  `${listed}
   where ${inside} and o.state = any($1) and ($2::timestamptz is null or (o.filed_at, o.id) ${beyond} ($2, $3::bigint))
   order by o.filed_at ${direction}, o.id ${direction} limit $4`;
export const newestObjections = scoped<ListedObjection>('objections.page', whose, 4, pageBy('<', 'desc'));
/** What waits is served in the order in which it came. */
export const oldestObjections = scoped<ListedObjection>('objections.page_waiting', whose, 4, pageBy('>', 'asc'));
export const countObjections = scoped<{ state: string; count: number }>(
  'objections.count',
  whose,
  0,
  inside => `select o.state, count(*)::int as count from objection o join graduate g on g.school_id = o.school_id and g.id = o.graduate_id
   where ${inside} group by o.state`,
);
/** What waits for the school. */
export const countOpenObjections = statement<{ count: number }>(
  'objections.count_open',
  'select count(*)::int as count from objection where school_id = $1 and ended_at is null',
);

/** In the log by the graduate's name. */
export const objectionAudit: AuditObject = {
  kind: 'objection',
  word: objection.title,
  names: statement(
    'objections.audit_names',
    `select o.id, g.name from objection o join graduate g on g.school_id = o.school_id and g.id = o.graduate_id
     where o.school_id = $1 and o.id = any($2::bigint[])`,
  ),
};
