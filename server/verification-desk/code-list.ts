/**
 * The graduates of a cohort with how their last code of a kind and purpose is, department by department, in the order of exam numbers. Each
 * state of each department is one ordered read of graduate_by_…_authorization or graduate_by_…_transfer_code.
 */
import type { RosterFilter } from '#contract/parts/roster-filter.ts';
import { type ConfirmationState, canBeConfirmed, confirmationStates } from '#domain/confirmation/states.ts';
import { addDays, startOfBeijingDay } from '#domain/dates.ts';
import { type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import { type CodeState, type KeptCodeState, lookedFor } from '#domain/verification/code-states.ts';
import type { CodePurpose } from '#domain/verification/purposes.ts';
import { likeAnywhere } from '#server/platform/postgres/like.ts';
import { type Queryable, type Statement, unnamed } from '#server/platform/postgres/postgres.ts';
import type { SchoolScope } from '#server/platform/scope/scope.ts';
import { type Put, valueList, within } from '#server/platform/scope/within.ts';
import { nameSearch } from '#server/roster/index.ts';

export interface CodeView {
  readonly purpose: CodePurpose;
  readonly kind: TransferKind;
  readonly filter: RosterFilter;
  readonly states: readonly CodeState[];
  /** Days on which the last code was issued, `YYYY-MM-DD`. */
  readonly issued?: { readonly from: string | undefined; readonly to: string | undefined };
  readonly cohort: number;
  readonly inside: SchoolScope;
  readonly now: Date;
}
export interface ListedCode {
  readonly graduateId: number;
  readonly name: string;
  readonly studentNumber: string | null;
  readonly examNumber: string;
  readonly cohort: number;
  readonly departmentId: number;
  readonly departmentName: string;
  readonly majorName: string;
  readonly className: string | null;
  readonly educationLevel: string;
  readonly confirmation: ConfirmationState;
  readonly kept: KeptCodeState;
  readonly issuedAt: Date | null;
  readonly until: Date | null;
}
/** The counting ends here: a school has fewer. */
const most = 100_000;

export const ofRoster = { school: 'g.school_id', department: 'g.department_id' };

/** What holds of every row, whatever its state and department. */
function conditionsOf({ kind, purpose, filter, cohort, inside, issued }: CodeView, put: Put): string {
  const { q, major, class: className, level } = filter;
  const at = `g.${kind}_${purpose}_at`;
  const where = [within(inside, ofRoster, put), `g.cohort = ${put(cohort)}`, 'g.lapsed_at is null'];
  if (transferDetails[kind].needsHukou) where.push('g.hukou_transferred');
  if (major) where.push(`g.major_code = ${put(major)}`);
  if (className) where.push(`g.class_name like ${put(likeAnywhere(className))}`);
  if (level) where.push(`g.education_level = ${put(level)}`);
  if (issued?.from) where.push(`${at} >= ${put(startOfBeijingDay(issued.from))}`);
  if (issued?.to) where.push(`${at} < ${put(startOfBeijingDay(addDays(issued.to, 1)))}`);
  if (q) where.push(nameSearch(q, put));
  return where.join(' and ');
}

/** A condition for each way in which a row may be kept. */
function keptOf({ purpose, kind, states, now }: CodeView, put: Put): string[] {
  const [code, until] = [`g.${kind}_${purpose}_code`, `g.${kind}_${purpose}_until`];
  return lookedFor(purpose, states).map(({ kept, lastMoment }) => {
    const state = `${code} = ${put(kept)}`;
    return lastMoment ? `${state} and ${until} ${lastMoment === 'ahead' ? '>' : '<='} ${put(now)}` : state;
  });
}

/** The last row that was shown. */
export interface Place {
  readonly departmentId: number;
  readonly examNumber: string;
}
/** Of one department its number is the same in every row: named in the order, it would keep the arms from being merged as they are read. */
const orderIn = (inside: SchoolScope): string =>
  inside.kind === 'department' && inside.departmentIds.length === 1
    ? 'order by exam_number'
    : 'order by department_id, exam_number';

export function codePage(
  view: CodeView,
  { after, limit }: { readonly after: Place | undefined; readonly limit: number },
): { statement: Statement<ListedCode>; values: unknown[] } | undefined {
  const { kind, purpose, inside } = view;
  const { values, put } = valueList();
  const order = orderIn(inside);
  const where = conditionsOf(view, put);
  const beyond = after
    ? ` and (g.department_id, g.exam_number) > (${put(after.departmentId)}::bigint, ${put(after.examNumber)})`
    : '';
  const [rows, school] = [put(limit), put(inside.schoolId)];
  const departments = inside.kind === 'department' ? inside.departmentIds.map(id => ` and g.department_id = ${put(id)}`) : [''];
  const arms = keptOf(view, put).flatMap(state =>
    departments.map(
      whose => `(select g.id as graduate_id, g.name, g.student_number, g.exam_number, g.cohort, g.department_id, g.major_name, g.class_name,
          g.education_level, g.confirmation, g.${kind}_${purpose}_code as kept, g.${kind}_${purpose}_at as issued_at,
          g.${kind}_${purpose}_until as until
        from graduate g where ${where} and ${state}${whose}${beyond} ${order} limit ${rows})`,
    ),
  );
  if (arms.length === 0) return undefined;
  const text = `with departments as materialized (select id, name from department where school_id = ${school}),
    page as materialized (select * from (${arms.join('\n union all ')}) g ${order} limit ${rows})
    select page.*, d.name as department_name from page join departments d on d.id = page.department_id
    order by page.department_id, page.exam_number`;
  return { statement: unnamed<ListedCode>(text), values };
}

export async function countCodes(queryable: Queryable, view: CodeView, bound = most): Promise<{ total: number; over: boolean }> {
  const { values, put } = valueList();
  const where = conditionsOf(view, put);
  const states = keptOf(view, put).map(state => `(${state})`);
  if (states.length === 0) return { total: 0, over: false };
  const text = `select count(*)::int as count from (select from graduate g
    where ${where} and (${states.join(' or ')}) limit ${put(bound + 1)}) g`;
  const { count } = await queryable.one(unnamed<{ count: number }>(text), values);
  return { total: Math.min(count, bound), over: count > bound };
}

const reportedStates = confirmationStates.filter(canBeConfirmed);
export interface Tally {
  readonly kept: KeptCodeState;
  readonly isPast: boolean;
  readonly isReported: boolean;
  readonly isEarlier: boolean;
  readonly count: number;
}
/** How many there are of what, so that one knows before codes are issued. `firstYear`: of graduation, of those that are not over. */
export async function tallyCodes(queryable: Queryable, view: CodeView, firstYear: number): Promise<Tally[]> {
  const { kind, purpose } = view;
  const { values, put } = valueList();
  const where = conditionsOf(view, put);
  const states = keptOf(view, put).map(state => `(${state})`);
  if (states.length === 0) return [];
  const text = `select g.${kind}_${purpose}_code as kept, coalesce(g.${kind}_${purpose}_until <= ${put(view.now)}, false) as is_past,
      g.confirmation = any(${put(reportedStates)}::text[]) as is_reported, g.graduates_on < ${put(String(firstYear))} as is_earlier, count(*)::int as count
    from graduate g where ${where} and (${states.join(' or ')}) group by 1, 2, 3, 4`;
  return queryable.query(unnamed<Tally>(text), values);
}
