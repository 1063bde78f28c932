/** The only functions that write the state of a case. */
import type { Action } from '#domain/actions/all.ts';
import { typeName } from '#domain/codes/destination-types.ts';
import { formatBeijing } from '#domain/dates.ts';
import type { Facts } from '#domain/facts.ts';
import { type Decision, decide } from '#domain/flow/decide.ts';
import type { Effect } from '#domain/flow/effects.ts';
import { start } from '#domain/flow/table.ts';
import { type FlowName, flowNamed, labelOf, placeOf } from '#domain/flows/all.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { levelOf, type Role, roleWords } from '#domain/roles.ts';
import { refreshed, type Snapshot } from '#domain/rules/snapshot.ts';
import { digestOfHistory, recordAuditEvent } from '#server/audit/index.ts';
import { undoConfirmations } from '#server/confirmation/index.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import { everything } from '#server/platform/scope/everything.ts';
import { contactHash } from './contact.ts';
import { changeCounters } from './desk-counters.ts';
import { type CaseForm, caseForm, lockOpenedCase } from './read-case.ts';
import { scheduleEffects } from './schedule-effects.ts';
import type { Note } from './step.ts';
import { type CaseRow, drawSerial, selectHistory } from './store.ts';
import { insertCase, insertHistory, updateCase } from './store-writes.ts';

/** Who acts, as the history keeps it. */
export interface Who {
  readonly roles: readonly Role[];
  readonly accountId?: number | undefined;
  readonly name?: string | undefined;
  /** `account:7`, `person:12`, and from where: for the audit. Left out by the clock and the system. */
  readonly auditedAs?: string;
  readonly addressPrefix?: string;
}
/** What is attached to a step: the parties read it, and it is kept as evidence. */
export interface Attached {
  readonly note?: Note | undefined;
  readonly evidence?: Readonly<Record<string, unknown>> | undefined;
}
export interface Written {
  readonly schoolId: number;
  readonly id: number;
  readonly state: string;
  readonly version: number;
}
/** What an action changes beside the state: parsed before, by the form that the action asked for. */
export interface Changes {
  readonly form?: CaseForm | undefined;
  readonly destinationType?: string | undefined;
  readonly isExplanation?: boolean | undefined;
  /** Of a correction: something changed that the graduate confirms. */
  readonly isImportant?: boolean | undefined;
}
/** What an action's form gave, parsed. */
export interface ReadInput {
  readonly attached?: Attached;
  readonly changes?: Changes;
}
interface Writing {
  readonly platform: Platform;
  readonly facts: Facts;
  readonly who: Who;
  readonly attached?: Attached;
}

const sealed = (vault: Vault, value: unknown): Buffer | null => (value === undefined ? null : vault.sealJson(value));
const agreementNumber = (cohort: number, schoolCode: string, serial: number): string =>
  `${cohort}${schoolCode}${String(serial).padStart(6, '0')}`;

/** Somebody else has acted first. Everybody reads which office it was; staff and the person's own side read the name too. */
export async function alreadyMoved(tx: Transaction, row: CaseRow, roles: readonly Role[]): Promise<Refused> {
  const last = (await tx.query(selectHistory, [row.schoolId, row.id])).at(-1);
  const role = Object.entries(roleWords).find(([name]) => name === last?.byRole)?.[1] ?? '他人';
  const seesPeople = roles.some(role => role === 'department' || role === 'school' || role === last?.byRole);
  return refuse('already-moved', {
    who: last?.actorName && seesPeople ? `${role}（${last.actorName}）` : role,
    when: last ? formatBeijing(last.at, 'second') : '',
    state: labelOf(row.flow, row.state, row.lapsedAt !== null),
  });
}

interface Move extends Writing {
  readonly action: Action;
  /** The version that the person saw; left out by the clock. */
  readonly version?: number | undefined;
  readonly roster: Snapshot;
  readonly snapshot: Snapshot | undefined;
  readonly changes?: Changes | undefined;
}

/** Moves a case that is locked: state, history, what must hold at once, a job per later effect, counters. */
export async function moveCase(tx: Transaction, row: CaseRow, move: Move): Promise<Written | Refused> {
  const { platform, facts, who, action, attached = {}, roster, snapshot } = move;
  const { vault } = platform;
  if (move.version !== undefined && move.version !== row.version) return alreadyMoved(tx, row, who.roles);
  const kase = { state: row.state, levels: row.levels, dueAt: row.dueAt ?? undefined };
  const decision = decide(flowNamed(row.flow), kase, action, who.roles, facts);
  if (isRefused(decision)) return decision;
  const { to, effects } = decision;

  const now = facts.now;
  const has = (kind: Effect['kind']): boolean => effects.some(effect => effect.kind === kind);
  const nextSnapshot = has('takeSnapshot')
    ? roster
    : has('refreshSnapshot') && snapshot
      ? refreshed(snapshot, roster)
      : undefined;
  const serial = has('drawAgreementNumber') ? await tx.one(drawSerial, [row.schoolId, row.cohort]) : undefined;
  const number = serial && agreementNumber(row.cohort, serial.schoolCode, serial.last);
  const dueAt = to.runsOut ? row.dueAt : null;
  const { form, destinationType = row.destinationType, isExplanation, isImportant = false } = move.changes ?? {};
  const { employerName, uscc, jobTitle } = form ? headlineOf(destinationType, form) : {};
  const seq = row.historySeq + 1;
  const version = row.version + 1;
  for (const effect of effects) if (effect.kind === 'alsoOnSigning') await moveSigning(platform, tx, row, effect.action);
  const { schoolId, cohort, flow } = row;
  const counted = { schoolId, departmentId: row.caseDepartmentId, cohort, flow };
  // A frozen case is counted apart, whatever its state.
  if (row.frozenAt === null)
    changeCounters(tx, [
      { ...counted, state: row.state, destinationType: row.destinationType, by: -1 },
      { ...counted, state: to.id, destinationType, by: 1 },
    ]);
  // Sent together: none needs another's answer, and if one fails, the transaction is rolled back.
  const [changed] = await Promise.all([
    updateCase(tx, {
      schoolId: row.schoolId,
      id: row.id,
      from: row,
      state: to.id,
      levels: decision.levels,
      holds: to.holds,
      dueAt,
      now,
      since: to.id === row.state ? row.updatedAt : now,
      waitsAt: to.waitsAt ?? null,
      submittedAt: to.unseen ? null : (row.submittedAt ?? now),
      destinationType,
      snapshotSealed: sealed(vault, nextSnapshot),
      agreementNumber: number ?? null,
      formSealed: sealed(vault, form),
      contactHash: form ? contactHash(vault, form) : null,
      employerName: employerName ?? null,
      uscc: uscc ?? null,
      jobTitle: jobTitle ?? null,
      isExplanation: isExplanation ?? null,
      mark: to.id === row.state ? null : (to.mark ?? null),
      amendedFrom: amendedFrom(row, action, destinationType),
    }),
    writeHistory(tx, {
      ...{ schoolId: row.schoolId, id: row.id, seq, version, action, decision, now, who, vault },
      attached: facts.isWitnessed && levelOf([decision.by]) ? asWitness(attached) : attached,
    }),
    ...effects.flatMap(effect =>
      effect.kind === 'confirmation' && (isImportant || !effect.ifImportant)
        ? [undoConfirmations(tx, vault, { schoolId, graduateIds: [row.graduateId], change: effect.change, now })]
        : [],
    ),
    scheduleEffects(tx, { ...row, seq, version, dueAt, now, by: decision.by }, effects),
    tx.notify('desk', String(row.schoolId)),
  ]);
  if (changed !== 1) throw new Error(`case ${row.schoolId}-${row.id} was written although it was locked`);
  return { schoolId: row.schoolId, id: row.id, state: to.id, version };
}

/** The history keeps that it was 鉴证: the school may set it otherwise afterwards. */
const asWitness = ({ evidence, ...attached }: Attached): Attached => ({
  ...attached,
  evidence: { ...evidence, witnessed: true },
});

/** From a submission on, the evidence is of the type that was handed in, until a reviewer changes the type. */
function amendedFrom({ destinationType: before, amendedFrom: from }: CaseRow, action: Action, after: string): string | null {
  if (action === 'submit') return null;
  const handedIn = action === 'amend' ? (from ?? before) : from;
  return handedIn === after ? null : handedIn;
}

/** Termination completed: the signing ends in the same transaction. */
async function moveSigning(platform: Platform, tx: Transaction, row: CaseRow, action: Action): Promise<void> {
  const signing =
    row.signingCaseId && (await lockOpenedCase(platform, tx, { schoolId: row.schoolId, caseId: row.signingCaseId }, everything));
  if (!signing) throw new Error(`termination ${row.schoolId}-${row.id} has no signing`);
  const { facts, snapshot, roster } = signing;
  const moved = await moveCase(tx, signing.row, { platform, facts, snapshot, roster, action, who: { roles: ['system'] } });
  if (isRefused(moved)) throw new Error(`signing ${row.schoolId}-${row.signingCaseId} does not ${action}: ${moved.refused.code}`);
}

/** What lists show of a case: employer, or school admitted to; code; post. */
export function headlineOf(destinationType: string, form: CaseForm): { employerName: string; uscc: string; jobTitle: string } {
  const name = form.employerName ?? form.businessName ?? form.admittingSchool ?? form.shopName ?? form.projectName ?? '';
  return {
    employerName: name || typeName(destinationType),
    uscc: form.uscc ?? '',
    jobTitle: form.jobTitle ?? form.admittingMajor ?? '',
  };
}

export interface NewCase extends Writing {
  readonly flow: FlowName;
  readonly action: Action;
  readonly schoolId: number;
  readonly graduateId: number;
  readonly cohort: number;
  readonly destinationType: string;
  readonly employer: { readonly id: number | null; readonly name: string; readonly uscc: string };
  readonly jobTitle: string;
  readonly validityDays: number | null;
  readonly dueAt: Date | null;
  readonly form: unknown;
  /** Of a termination. */
  readonly signingCaseId?: number | undefined;
}

/** Opens a case: a move from the start. */
export async function openCase(tx: Transaction, draft: NewCase): Promise<Written | Refused> {
  const { platform, facts, who, flow, action, schoolId, graduateId, cohort, destinationType, employer, attached = {} } = draft;
  const { vault } = platform;
  const decision = decide(flowNamed(flow), { state: start, levels: [] }, action, who.roles, facts);
  if (isRefused(decision)) return decision;
  const { to, effects } = decision;
  const dueAt = to.runsOut ? draft.dueAt : null;
  const inserted = await insertCase(tx, {
    schoolId,
    graduateId,
    cohort,
    flow,
    state: to.id,
    levels: decision.levels,
    holds: to.holds,
    dueAt,
    destinationType,
    employer,
    jobTitle: draft.jobTitle,
    validityDays: draft.validityDays,
    formSealed: vault.sealJson(draft.form),
    contactHash: contactOf(vault, draft.form),
    now: facts.now,
    signingCaseId: draft.signingCaseId ?? null,
    waitsAt: to.waitsAt ?? null,
    submittedAt: to.unseen ? null : facts.now,
  });
  if (!inserted) return refuse('lapsed');
  const { id, departmentId } = inserted;
  await writeHistory(tx, { schoolId, id, seq: 1, version: 1, action, decision, now: facts.now, who, attached, vault });
  await scheduleEffects(
    tx,
    { schoolId, id, graduateId, flow, seq: 1, version: 1, dueAt, now: facts.now, by: decision.by },
    effects,
  );
  changeCounters(tx, [{ schoolId, departmentId, cohort, flow, state: to.id, destinationType, by: 1 }]);
  await tx.notify('desk', String(schoolId));
  return { schoolId, id, state: placeOf(flow, to.id).id, version: 1 };
}

/** A draft begins with what is no form yet, and a termination has none. */
function contactOf(vault: Vault, form: unknown): Buffer | null {
  const texts = caseForm.safeParse(form);
  return texts.success ? contactHash(vault, texts.data) : null;
}

interface HistoryStep {
  readonly schoolId: number;
  readonly id: number;
  readonly seq: number;
  readonly version: number;
  readonly action: Action;
  readonly decision: Decision;
  readonly now: Date;
  readonly who: Who;
  readonly attached: Attached;
  readonly vault: Vault;
}

async function writeHistory(tx: Transaction, step: HistoryStep): Promise<void> {
  const { decision, who, attached, vault } = step;
  const row = {
    schoolId: step.schoolId,
    caseId: step.id,
    seq: step.seq,
    at: step.now,
    action: step.action,
    byRole: decision.by,
    accountId: who.accountId ?? null,
    actorName: who.name ?? null,
    levels: decision.levels,
    toState: decision.to.id,
    version: step.version,
    noteSealed: sealed(vault, attached.note),
    evidenceSealed: sealed(vault, attached.evidence),
  };
  const { auditedAs: actor = decision.by, addressPrefix } = who;
  const detail = { action: step.action, to: decision.to.id, version: step.version };
  const object = `case:${step.schoolId}-${step.id}`;
  const history = digestOfHistory(row, vault);
  const event = {
    at: step.now,
    schoolId: step.schoolId,
    actor,
    action: 'case-moved',
    object,
    addressPrefix,
    detail,
    history,
  } as const;
  await Promise.all([insertHistory(tx, row), recordAuditEvent(tx, event, vault)]);
}
