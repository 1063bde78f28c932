import { z } from 'zod';
import { importantColumns } from '#domain/forms/roster-columns.ts';
import type { RosterRecord } from '#domain/forms/roster-row.ts';
import { scheduleComparison, undoConfirmations } from '#server/confirmation/index.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { type Queryable, statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { type Scoped, scoped } from '#server/platform/scope/within.ts';
import { rosterColumns } from './list-graduates.ts';
import { plainSelection } from './roster-fields.ts';

/** One graduate with their whole roster row, opened. */
export interface GraduateRecord {
  readonly id: number;
  readonly schoolId: number;
  readonly personId: number;
  readonly cohort: number;
  readonly version: number;
  readonly departmentId: number;
  readonly departmentName: string;
  readonly lapsedAt: Date | null;
  readonly isLapsed: boolean;
  readonly firstSignedInAt: Date | null;
  readonly checkedAt: Date | null;
  readonly record: RosterRecord;
}

type Row = Omit<GraduateRecord, 'record' | 'isLapsed'> &
  Omit<RosterRecord, 'idNumber' | 'phone'> & { readonly documentNumberSealed: Buffer; readonly phoneSealed: Buffer | null };

const one = (inside: string) => `select id, school_id, person_id, cohort, version, lapsed_at, first_signed_in_at,
     basic_information_checked_at as checked_at, document_number_sealed, phone_sealed, exam_number, department_id,
     (select d.name from department d where d.school_id = g.school_id and d.id = g.department_id) as department_name,
     ${plainSelection}
   from graduate g
   where ${inside} and id = $1`;
const find = scoped<Row>('roster.graduate', rosterColumns, 1, one);
const lock = scoped<Row>('roster.graduate_lock', rosterColumns, 1, inside => `${one(inside)} for update`);

async function read(
  chosen: Scoped<Row>,
  queryable: Queryable,
  vault: Vault,
  scope: Scope,
  id: number,
): Promise<GraduateRecord | undefined> {
  const row = await queryable.first(...chosen(scope, [id]));
  if (!row) return undefined;
  const { personId, cohort, version, departmentId, departmentName, lapsedAt, firstSignedInAt, checkedAt, ...rest } = row;
  const { documentNumberSealed, phoneSealed, schoolId: ownSchool, id: _, ...plain } = rest;
  const record = { ...plain, idNumber: vault.open(documentNumberSealed), phone: phoneSealed && vault.open(phoneSealed) };
  const own = { id, schoolId: ownSchool, personId, cohort, version, departmentId, departmentName };
  return { ...own, lapsedAt, isLapsed: lapsedAt !== null, firstSignedInAt, checkedAt, record };
}

/** Undefined when there is none, or out of scope: nobody can tell which. */
export const findGraduateRecord = (queryable: Queryable, vault: Vault, scope: Scope, id: number) =>
  read(find, queryable, vault, scope, id);
/** The same, locked until the transaction ends. */
export const lockGraduateRecord = (queryable: Queryable, vault: Vault, scope: Scope, id: number) =>
  read(lock, queryable, vault, scope, id);

const insertHistory = statement(
  'roster.history_insert',
  `insert into graduate_history (school_id, graduate_id, at, source, account_id, fields, changes_sealed)
   values ($1, $2, $3, $4, $5, $6, $7)`,
);

/** Where a change of a row came from. */
export const historySources = {
  upload: '名单上传',
  edit: '修改信息',
  'sign-in': '学信网登录同步',
  delete: '从名单中删除',
  restore: '恢复',
  'training-mode': '培养方式修改',
} as const;
export type HistorySource = keyof typeof historySources;
export const isHistorySource = (name: string): name is HistorySource => Object.hasOwn(historySources, name);

export interface RosterChange {
  readonly schoolId: number;
  readonly id: number;
  readonly source: HistorySource;
  readonly accountId: number | null;
  readonly changes: Readonly<Record<string, readonly [string | null, string | null]>>;
  readonly now: Date;
}
/** A row of the history of one graduate: which fields, from what to what, and what follows for what was confirmed. */
export async function keepHistory(tx: Transaction, vault: Vault, change: RosterChange): Promise<void> {
  const { schoolId, id, source, accountId, changes, now } = change;
  const fields = Object.keys(changes);
  await tx.execute(insertHistory, [schoolId, id, now, source, accountId, fields, vault.sealJson(changes)]);
  if (importantColumns.some(key => fields.includes(key)))
    await undoConfirmations(tx, vault, { schoolId, graduateIds: [id], change: 'roster', now });
  else await scheduleComparison(tx, schoolId, [id]);
}

export interface HistoryRow {
  readonly at: Date;
  readonly source: string;
  readonly who: string | null;
  readonly changesSealed: Buffer;
}
export const selectHistory = statement<HistoryRow>(
  'roster.history',
  `select h.at, h.source, a.name as who, h.changes_sealed
   from graduate_history h left join account a on a.id = h.account_id
   where h.school_id = $1 and h.graduate_id = $2 order by h.id desc limit 200`,
);
/** As they are sealed: field, before and after. */
export const sealedChanges = z.record(z.string(), z.tuple([z.string().nullable(), z.string().nullable()]));
