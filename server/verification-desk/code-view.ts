/** From what somebody asks for to what the lists look through, and from a row to what a page says. */
import type { AuthorizationFilter, TransferCodeFilter } from '#contract/routes/verification-desk.ts';
import { canBeConfirmed } from '#domain/confirmation/states.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import {
  type CodeState,
  codeStateAt,
  codeStateDetails,
  codeStates,
  isAnswered,
  wasIssued,
} from '#domain/verification/code-states.ts';
import type { CodePurpose } from '#domain/verification/purposes.ts';
import { cohortOf, graduateInWords } from '#server/archives/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { narrowedTo, type Scope, schoolOf } from '#server/platform/scope/scope.ts';
import type { CodeView, ListedCode, Place } from './code-list.ts';

export interface Asked<Filter> {
  readonly kind: TransferKind;
  readonly filter: Filter;
  readonly scope: Scope;
}
type Base = Pick<Platform, 'database' | 'clock'>;

async function viewOf(
  { database, clock }: Base,
  { kind, filter, scope: asked }: Asked<AuthorizationFilter | TransferCodeFilter>,
  purpose: CodePurpose,
): Promise<Omit<CodeView, 'states'>> {
  const scope = schoolOf(asked);
  const cohort = (await cohortOf(database, scope, filter.cohort)) ?? 0;
  return { purpose, kind, filter, cohort, inside: narrowedTo(scope, filter.department), now: clock.now() };
}
export async function authorizationView(base: Base, asked: Asked<AuthorizationFilter>): Promise<CodeView> {
  const { state } = asked.filter;
  return { ...(await viewOf(base, asked, 'authorization')), states: state ? [state] : codeStates };
}

/** 编号是否生成, 编号是否失效: what each answer leaves. */
const generated: Readonly<Record<'yes' | 'no', readonly CodeState[]>> = { yes: ['live', 'over'], no: ['none'] };
const outdated: Readonly<Record<'yes' | 'no', readonly CodeState[]>> = { yes: ['none', 'over'], no: ['live'] };
export async function transferView(base: Base, asked: Asked<TransferCodeFilter>): Promise<CodeView> {
  const { filter } = asked;
  const left = [filter.generated && generated[filter.generated], filter.outdated && outdated[filter.outdated]];
  const states = codeStates.filter(state => left.every(some => !some || some.includes(state)));
  const { from, to } = filter;
  return { ...(await viewOf(base, asked, 'transfer')), states, issued: { from, to } };
}

export function codeInWords({ purpose, now }: Pick<CodeView, 'purpose' | 'now'>, row: ListedCode) {
  const state = codeStateAt(purpose, row, now);
  const { label, tone } = codeStateDetails[purpose][state];
  const isThere = wasIssued(state);
  return {
    ...graduateInWords(row),
    ...{ state, label, tone, isReported: canBeConfirmed(row.confirmation) },
    issuedAt: isThere ? row.issuedAt : null,
    // A code that was ended before its day is valid until no day.
    validUntil: isThere && (isAnswered(state) || (row.until !== null && row.until <= now)) ? row.until : null,
  };
}

/** `department_exam number` of the last row that was shown. */
export function placeFrom(text: string | undefined): Place | undefined {
  const [, department, exam] = /^(\d{1,15})_([\w-]{1,40})$/.exec(text ?? '') ?? [];
  return exam === undefined ? undefined : { departmentId: Number(department), examNumber: exam };
}
export const placeOf = ({ departmentId, examNumber }: Place): string => `${departmentId}_${examNumber}`;
