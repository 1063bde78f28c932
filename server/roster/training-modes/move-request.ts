/** The province decides a request for another training mode, or whoever asked takes it back. */
import { z } from 'zod';
import type { Action } from '#domain/actions.ts';
import { nameOf } from '#domain/codes/code-table.ts';
import { trainingMode } from '#domain/codes/training-mode.ts';
import type { Facts } from '#domain/facts.ts';
import { askOf, decide } from '#domain/flow/decide.ts';
import type { Effect } from '#domain/flow/effects.ts';
import { trainingModeChange } from '#domain/flows/training-mode-change.ts';
import { type ReasonForm, reasonFormFor } from '#domain/forms/reason-form.ts';
import { modeRefusalReasons } from '#domain/forms/reasons.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import type { Role } from '#domain/roles.ts';
import { losesSigning } from '#domain/rules/training-mode.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { postMessage } from '#server/messages/index.ts';
import type { Actor } from '#server/platform/http/actor.ts';
import { fieldsOf, invalidFields } from '#server/platform/http/problems.ts';
import { once } from '#server/platform/once.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Queryable, Transaction } from '#server/platform/postgres.ts';
import type { Scope } from '#server/platform/scope.ts';
import type { CasesPort } from '../cases-port.ts';
import { keepHistory } from '../graduate-record.ts';
import { insertStep, lockRequest, type RequestRow, writeMode, writeState } from './store.ts';

export interface RequestRef {
  readonly schoolId: number;
  readonly requestId: number;
}
export const noteShape = z.object({ reason: z.string(), text: z.string() });
const moved = z.object({ state: z.string() });

/** What an account is towards a request in its scope. */
export function rolesOf({ kind }: Actor): readonly Role[] {
  switch (kind) {
    case 'department':
      return ['department'];
    case 'school':
    case 'schoolAdmin':
      return ['school'];
    case 'province':
      return ['province'];
    default:
      return [];
  }
}

/** How the graduate stands, and whether the change would take from them what they have. */
export async function factsOfRequest(
  cases: CasesPort,
  queryable: Queryable,
  { schoolId, graduateId, fromMode, toMode }: Pick<RequestRow, 'schoolId' | 'graduateId' | 'fromMode' | 'toMode'>,
): Promise<Facts> {
  const facts = await cases.factsOf(queryable, schoolId, graduateId);
  if (!facts) throw new Error(`graduate ${schoolId}-${graduateId} is gone`);
  return { ...facts, losesSigning: losesSigning(fromMode, toMode) };
}

export interface MoveRequest {
  readonly ref: RequestRef;
  readonly action: Extract<Action, 'approve' | 'reject' | 'discard'>;
  readonly version: number;
  readonly reason: ReasonForm | undefined;
  readonly actor: Actor;
  readonly scope: Scope;
  readonly key: string;
  readonly addressPrefix: string;
}

export async function moveRequest(
  platform: Platform,
  cases: CasesPort,
  command: MoveRequest,
): Promise<z.output<typeof moved> | Refused> {
  const { ref, action, version, reason, actor, key } = command;
  const content = ['mode-request', ref, action, version, reason ?? null];
  const sent = { actor: actorKey(actor), key, content, now: platform.clock.now() };
  return once(platform.database, sent, moved.parse, tx => move(platform, cases, tx, command));
}

async function move(
  platform: Platform,
  cases: CasesPort,
  tx: Transaction,
  { ref, action, version, reason, actor, scope, addressPrefix }: MoveRequest,
): Promise<z.output<typeof moved> | Refused> {
  const { vault, clock } = platform;
  const now = clock.now();
  const row = await tx.first(...lockRequest(scope, [ref.schoolId, ref.requestId]));
  if (!row) return refuse('not-found');
  if (row.version !== version) return refuse('changed-meanwhile');
  const roles = rolesOf(actor);
  if (askOf(trainingModeChange, row.state, action, roles) === 'reason') {
    const given = z.object({ reason: reasonFormFor(modeRefusalReasons) }).safeParse({ reason: reason ?? {} });
    if (!given.success) return invalidFields(fieldsOf(given.error));
  }
  const facts = await factsOfRequest(cases, tx, row);
  const decision = decide(trainingModeChange, { state: row.state, levels: [] }, action, roles, facts);
  if (decision.refused) return { refused: decision.refused, instead: decision.instead };
  const { to, effects, by } = decision;
  const note = action === 'reject' ? reason : undefined;
  const { schoolId, id } = row;
  await tx.execute(writeState, [schoolId, id, version, to.id, now]);
  const step = [schoolId, id, version + 1, now, action, by, actor.accountId ?? null, to.id];
  await tx.execute(insertStep, [...step, note ? vault.sealJson(note) : null]);
  if (action === 'approve') await changeMode(platform, cases, tx, row, actor);
  const event = {
    at: now,
    schoolId,
    actor: actorKey(actor),
    action: 'mode-change-moved',
    object: `mode-request:${schoolId}-${id}`,
    addressPrefix,
    detail: { action, to: to.id },
  } as const;
  await recordAuditEvent(tx, event, vault);
  for (const effect of effects) await tell(platform, tx, row, { effect, label: to.label, note });
  return { state: to.id };
}

/** The roster changes, with history; cases follow, and invitations that nobody may accept any more end. */
async function changeMode(
  { vault, clock }: Platform,
  cases: CasesPort,
  tx: Transaction,
  row: RequestRow,
  actor: Actor,
): Promise<void> {
  const { schoolId, graduateId, toMode, toUnit, toRegion } = row;
  const now = clock.now();
  await tx.execute(writeMode, [schoolId, graduateId, toMode, toUnit, toRegion, now]);
  const changes = Object.fromEntries(
    (
      [
        ['trainingMode', row.trainingMode, toMode],
        ['directedUnit', row.directedUnitName, toUnit],
        ['directedRegion', row.directedUnitRegion, toRegion],
      ] as const
    ).flatMap(([field, before, after]) => (before === after ? [] : [[field, [before, after] as const]])),
  );
  await keepHistory(tx, vault, {
    schoolId,
    id: graduateId,
    source: 'training-mode',
    accountId: actor.accountId ?? null,
    changes,
    now,
  });
  await cases.follow(tx, schoolId, [graduateId]);
  if (losesSigning(row.trainingMode, toMode))
    await cases.endInvitations(tx, schoolId, graduateId, `毕业生的培养方式已修改为${nameOf(trainingMode, toMode) ?? toMode}`);
}

/** The graduate by all ways, whoever asked in the inbox. */
async function tell(
  { vault, clock }: Platform,
  tx: Transaction,
  row: RequestRow,
  { effect, label, note }: { readonly effect: Effect; readonly label: string; readonly note: ReasonForm | undefined },
): Promise<void> {
  if (effect.kind !== 'tell') return;
  const { schoolId, id, personId, accountId, graduateName, toMode, toUnit } = row;
  const mode = [nameOf(trainingMode, toMode) ?? toMode, ...(toUnit ? [`单位：${toUnit}`] : [])].join('，');
  const because = note ? `原因：${note.reason}，${note.text.replace(/。+$/, '')}。` : '';
  const toGraduate = effect.whom === 'graduate';
  await postMessage(
    tx,
    { vault, now: clock.now() },
    {
      eventKey: `mode-request-${schoolId}-${id}-${row.version + 1}`,
      to: toGraduate ? { personId } : { accountId },
      title: toGraduate ? '您的培养方式已修改' : `培养方式修改申请：${label}`,
      text: toGraduate
        ? `您的培养方式已修改为${mode}。如有疑问，请联系学校就业部门。`
        : `${graduateName}的培养方式修改申请（${mode}）：${label}。${because}`,
      push: toGraduate ? 'any' : 'none',
    },
  );
}
