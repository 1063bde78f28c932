/** The SQL that narrows a query to a scope. It is written here alone, once for each kind of scope. */

import { type Statement, statement } from '../postgres/postgres.ts';
import { type Everything, everything } from './everything.ts';
import type { Scope } from './scope.ts';

/**
 * The columns by which a query narrows. A kind of scope whose columns the query does not name finds nothing,
 * so a query is opened to a kind by naming what tells its rows apart, never by leaving something out.
 */
export interface Columns {
  readonly school?: string;
  readonly department?: string;
  readonly graduate?: string;
  readonly case?: string;
  readonly employer?: string;
  /** The province that keeps a row, where rows belong to provinces and to no school. */
  readonly province?: string;
  /** The account that a row belongs to. */
  readonly account?: string;
  /** The operator sees every row: said only by a query that is meant for the operator. */
  readonly platform?: 'all';
}

/** Collects a value and answers how the text names it: `$1`, `$2`, … */
export type Put = (value: unknown) => string;

const nothing = 'false';

/**
 * The condition that a row lies within the scope. Its text depends on the kind of the scope alone, so a statement with it
 * can be prepared once for each kind. A new kind of scope does not compile until it has its line here.
 */
export function within(scope: Scope | Everything, columns: Columns, put: Put): string {
  const { school, department, graduate, employer, account, province } = columns;
  switch (scope.kind) {
    case 'everything':
      return scope === everything ? 'true' : nothing;
    case 'public':
      return nothing;
    case 'account':
      return account ? `${account} = ${put(scope.accountId)}` : nothing;
    case 'graduate':
      return school && graduate ? `${school} = ${put(scope.schoolId)} and ${graduate} = ${put(scope.graduateId)}` : nothing;
    case 'link':
      return school && columns.case ? `${school} = ${put(scope.schoolId)} and ${columns.case} = ${put(scope.caseId)}` : nothing;
    case 'employer':
      return employer ? `${employer} = ${put(scope.employerId)}` : nothing;
    case 'department':
      return school && department
        ? `${school} = ${put(scope.schoolId)} and ${department} = any(${put(scope.departmentIds)}::bigint[])`
        : nothing;
    case 'school':
      return school ? `${school} = ${put(scope.schoolId)}` : nothing;
    case 'province':
      if (province) return `${province} = ${put(scope.provinceCode)}`;
      return school ? `${school} in (select id from school where province_code = ${put(scope.provinceCode)})` : nothing;
    case 'platform':
      return columns.platform === 'all' ? 'true' : nothing;
  }
}

/** Collects values as they are named, from `$1` on. */
export function valueList(): { readonly values: unknown[]; readonly put: Put } {
  const values: unknown[] = [];
  return { values, put: value => `$${values.push(value)}` };
}

/** A statement in a scope, with its values: `database.first(...findCase(scope, [school, case]))`. */
export type Scoped<Row, Seer extends Scope | Everything = Scope> = (
  scope: Seer,
  values?: readonly unknown[],
) => readonly [Statement<Row>, readonly unknown[]];

const known = new Map<string, Scoped<unknown, Scope | Everything>>();
/** All scoped statements by name, so that a test can tell that it has asked each of them within each kind of scope. */
export const scopedStatements: ReadonlyMap<string, Scoped<unknown, Scope | Everything>> = known;

/**
 * One named prepared statement for each kind of scope. `count` is the number of the query's own values, which come first;
 * `text` is given the condition. Made once, at module level. Jobs and the clock ask it only where its type says so.
 * Throws when the name is taken.
 */
export function scoped<Row, Seer extends Scope | Everything = Scope>(
  name: string,
  columns: Columns,
  count: number,
  text: (inside: string) => string,
): Scoped<Row, Seer> {
  if (known.has(name)) throw new Error(`two scoped statements are named ${name}`);
  /** By the condition: were two texts to share a kind, the second name would be refused. */
  const prepared = new Map<string, Statement<Row>>();
  // The kinds that it is not opened to share one; made now, so that a name that cannot be is refused at once.
  prepared.set(nothing, statement<Row>(`${name}.nothing`, text(`(${nothing})`)));
  const ask: Scoped<Row, Scope | Everything> = (scope, values = []) => {
    if (values.length !== count) throw new Error(`${name} takes ${count} values of its own, was given ${values.length}`);
    const all = [...values];
    const inside = within(scope, columns, value => `$${all.push(value)}`);
    const asked = prepared.get(inside) ?? statement<Row>(`${name}.${scope.kind}`, text(`(${inside})`));
    prepared.set(inside, asked);
    return [asked, all];
  };
  known.set(name, ask);
  return ask;
}
