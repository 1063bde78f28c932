/** 操作日志: of a school for its admin, of all for an auditor. */

import { accountKinds } from '#domain/access.ts';
import { accountKindNames } from '#domain/account-kinds.ts';
import { addDays, startOfBeijingDay } from '#domain/dates.ts';
import { refuse } from '#domain/refusals.ts';
import type { AuditObject, Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { type Queryable, statement, unnamed } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { isInSchool, type Scope } from '#server/platform/scope/scope.ts';
import { scoped, valueList, within } from '#server/platform/scope/within.ts';
import { commonObjects } from './audit-object.ts';
import { caseStepsInWords } from './case-steps.ts';
import { detailRows } from './detail-rows.ts';
import { type SoughtInLog, soughtConditions } from './log-search.ts';
import { actorKey, recordAuditEvent } from './record-audit-event.ts';

export interface LogQuery extends SoughtInLog {
  readonly action?: string | undefined;
  readonly actor?: string | undefined;
  readonly object?: string | undefined;
  readonly school?: number | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}
interface EventRow {
  readonly id: number;
  readonly at: Date;
  readonly schoolId: number | null;
  readonly actor: string;
  readonly action: string;
  readonly object: string;
  readonly addressPrefix: string | null;
  readonly hasDetail: boolean;
  /** Of the step of a case that was written with it. */
  readonly historySeq: number | null;
}

/** Written for what is asked, so that the planner knows it: by actor from audit_event_of_school_actor, else from the newest back. */
async function findEvents(database: Queryable, scope: Scope, query: LogQuery): Promise<EventRow[]> {
  const { values, put } = valueList();
  const { action, actor, object, school, from, to, cursor, limit } = query;
  const conditions = [
    within(scope, { school: 'school_id', platform: 'all' }, put),
    ...(school === undefined ? [] : [school === 0 ? 'school_id is null' : `school_id = ${put(school)}`]),
    ...(cursor && /^\d{1,15}$/.test(cursor) ? [`id < ${put(Number(cursor))}`] : []),
    ...(action ? [`action = ${put(action)}`] : []),
    ...(actor ? [`actor = ${put(actor)}`] : []),
    ...(object ? [`object = ${put(object)}`] : []),
    // Names are looked for in one's own school alone.
    ...(isInSchool(scope) ? soughtConditions(query, scope.schoolId, put) : []),
    ...(from ? [`at >= ${put(startOfBeijingDay(from))}`] : []),
    ...(to ? [`at < ${put(startOfBeijingDay(addDays(to, 1)))}`] : []),
  ];
  return database.query(
    unnamed<EventRow>(
      `select id, at, school_id, actor, action, object, address_prefix, detail_sealed is not null as has_detail, history_seq
       from audit_event where ${conditions.join(' and ')} order by id desc limit ${put(limit + 1)}`,
    ),
    values,
  );
}

interface Named {
  readonly id: number;
  readonly name: string;
  readonly kind: string;
}
const accountsById = statement<Named>('audit.accounts', 'select id, name, kind from account where id = any($1)');
/** In this school: a person may be on the rosters of several. */
const graduatesByPerson = statement<{ id: number; name: string }>(
  'audit.persons',
  'select person_id as id, max(name) as name from graduate where school_id = $1 and person_id = any($2) group by person_id',
);
const graduatesById = statement<{ id: number; name: string }>(
  'audit.graduates',
  'select id, name from graduate where school_id = $1 and id = any($2)',
);
const casesById = statement<{ id: number; name: string; employerName: string }>(
  'audit.cases',
  `select c.id, g.name, c.employer_name from destination_case c
   join graduate g on g.school_id = c.school_id and g.id = c.graduate_id
   where c.school_id = $1 and c.id = any($2)`,
);
const schoolNames = statement<{ id: number; name: string }>('audit.schools', 'select id, name from school order by id');
export const staffOfSchool = statement<Named>(
  'audit.staff',
  'select id, name, kind from account where school_id = $1 order by id limit 1000',
);

/** `case:12-34` and `case:34` alike: the number in the school is the last one. */
const numbersOf = (keys: readonly string[], kind: string): number[] => [
  ...new Set(
    keys.flatMap(key => {
      const [, found] = key.startsWith(`${kind}:`) ? (/(\d{1,15})$/.exec(key) ?? []) : [];
      return found === undefined ? [] : [Number(found)];
    }),
  ),
];
const numberOf = (key: string): number => Number(/(\d{1,15})$/.exec(key)?.[1] ?? 0);
const kindName = (kind: string): string => accountKindNames[accountKinds.find(known => known === kind) ?? 'anyone'];

async function namesOf(database: Queryable, { kind, names }: AuditObject, schoolId: number, keys: readonly string[]) {
  const ids = names ? numbersOf(keys, kind) : [];
  const rows = names && ids.length > 0 ? await database.query(names, [schoolId, ids]) : [];
  return { kind, names: new Map(rows.map(({ id, name }) => [id, name])) };
}

/** What the log calls acts, and the things that they are done to. */
export interface LogWords {
  readonly acts: ReadonlyMap<string, string>;
  readonly objects: readonly AuditObject[];
}
/** Throws when two matters have a word for the same act. */
export function logWords(modules: readonly Module[]): LogWords {
  const acts = modules.flatMap(({ auditWords = {} }) => Object.entries(auditWords));
  const twice = acts.find(([act], index) => acts.findIndex(([other]) => other === act) !== index);
  if (twice) throw new Error(`two matters have a word for ${twice[0]}`);
  return { acts: new Map(acts), objects: modules.flatMap(({ auditObjects = [] }) => auditObjects) };
}

const nobody: readonly never[] = [];
/** Names in a school; who sees many schools reads numbers instead: an auditor checks what was done, not who the graduates are. */
async function namesIn(database: Queryable, objects: readonly AuditObject[], scope: Scope, keys: readonly string[]) {
  if (!isInSchool(scope)) return [nobody, nobody, nobody, nobody, nobody, await database.query(schoolNames)] as const;
  const { schoolId } = scope;
  return Promise.all([
    database.query(graduatesByPerson, [schoolId, numbersOf(keys, 'person')]),
    database.query(graduatesById, [schoolId, numbersOf(keys, 'graduate')]),
    database.query(casesById, [schoolId, numbersOf(keys, 'case')]),
    database.query(staffOfSchool, [schoolId]),
    Promise.all(objects.map(one => namesOf(database, one, schoolId, keys))),
    nobody,
  ]);
}

/** A page of the log, with names in place of numbers. */
export async function readLog({ database }: Platform, { acts, objects }: LogWords, scope: Scope, query: LogQuery) {
  const found = await findEvents(database, scope, query);
  const shown = found.slice(0, query.limit);
  const last = shown.at(-1);
  const keys = shown.flatMap(({ actor, object }) => [actor, object]);
  const [accounts, [persons, graduates, cases, staff, named, schools]] = await Promise.all([
    database.query(accountsById, [numbersOf(keys, 'account')]),
    namesIn(database, objects, scope, keys),
  ]);
  const stepOf = isInSchool(scope) ? await caseStepsInWords(database, scope.schoolId, shown) : () => undefined;
  const schoolOfId = new Map(schools.map(({ id, name }) => [id, name]));
  const accountOf = new Map(accounts.map(row => [row.id, row]));
  const personOf = new Map(persons.map(({ id, name }) => [id, name]));
  const graduateOf = new Map(graduates.map(({ id, name }) => [id, name]));
  const caseOf = new Map(cases.map(({ id, name, employerName }) => [id, [name, employerName].filter(Boolean).join('，')]));

  const who = (actor: string): { readonly who: string; readonly kindName: string } => {
    if (actor.startsWith('account:')) {
      const account = accountOf.get(numberOf(actor));
      return { who: account?.name ?? actor, kindName: account ? kindName(account.kind) : '' };
    }
    if (actor.startsWith('person:')) return { who: personOf.get(numberOf(actor)) ?? '毕业生', kindName: '毕业生' };
    return actor === 'anyone' ? { who: '未登录', kindName: '' } : { who: '系统', kindName: '' };
  };
  const names: Readonly<Record<string, (id: number) => string | undefined>> = {
    ...Object.fromEntries(named.map(({ kind, names }) => [kind, (id: number) => names.get(id)])),
    account: id => accountOf.get(id)?.name,
    person: id => personOf.get(id),
    graduate: id => graduateOf.get(id),
    case: id => caseOf.get(id),
  };
  const wordOf = new Map([...commonObjects, ...objects].map(one => [one.kind, one.word]));
  const objectWords = (object: string): string => {
    const [kind = '', rest = ''] = object.split(':', 2);
    const name =
      kind === 'employer-code' || !isInSchool(scope)
        ? (names[kind]?.(numberOf(object)) ?? rest)
        : names[kind]?.(numberOf(object));
    return [wordOf.get(kind) ?? '', name].filter(Boolean).join('：');
  };
  return {
    rows: shown.map(({ addressPrefix, schoolId, historySeq, ...event }) => ({
      ...event,
      schoolName: isInSchool(scope) ? null : schoolId === null ? '平台' : (schoolOfId.get(schoolId) ?? String(schoolId)),
      ...who(event.actor),
      word: stepOf({ object: event.object, historySeq })?.word ?? acts.get(event.action) ?? event.action,
      change: stepOf({ object: event.object, historySeq })?.change ?? '',
      objectWords: objectWords(event.object),
      from: addressPrefix ?? '',
    })),
    next: last && found.length > query.limit ? String(last.id) : null,
    actions: Array.from(acts, ([action, word]) => ({ action, word })),
    actors: staff.map(({ id, name, kind }) => ({ actor: `account:${id}`, who: `${name}（${kindName(kind)}）` })),
    schools: schools.map(({ id, name }) => ({ id, name })),
  };
}

interface FoundEvent {
  readonly schoolId: number | null;
  readonly detailSealed: Buffer | null;
}
export const findEvent = scoped<FoundEvent>(
  'audit.event',
  { school: 'school_id', platform: 'all' },
  1,
  inside => `select school_id, detail_sealed from audit_event where id = $1 and ${inside}`,
);

/** What was sealed with an event. Looking is an act on others' data, and is written down itself, in the log that it was in. */
export async function readLogDetail(
  { database, vault, clock }: Platform,
  scope: Scope,
  id: number,
  { actor, addressPrefix }: { readonly actor: Actor; readonly addressPrefix: string },
) {
  const event = await database.first(...findEvent(scope, [id]));
  if (!event?.detailSealed) return refuse('not-found');
  const look = {
    at: clock.now(),
    schoolId: event.schoolId ?? undefined,
    actor: actorKey(actor),
    action: 'audit-read',
    object: `event:${id}`,
    addressPrefix,
  } as const;
  await recordAuditEvent(database, look, vault);
  return { rows: detailRows(vault.openJson(event.detailSealed)) };
}
