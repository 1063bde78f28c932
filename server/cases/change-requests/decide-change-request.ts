/** The school grants a department's request, which corrects the record in the same transaction, or refuses it with a reason. */
import { z } from 'zod';
import { type Decision, decide } from '#domain/flow/decide.ts';
import { changeRequest } from '#domain/flows/change-request.ts';
import { correctedOnRequest, refusalReasonForm } from '#domain/forms/correction-form.ts';
import type { ReasonForm } from '#domain/forms/reason-form.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { rolesOf } from '#domain/roles.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { postMessage } from '#server/messages/index.ts';
import type { Actor } from '#server/platform/http/actor.ts';
import { fieldsOf, invalidFields } from '#server/platform/http/problems.ts';
import { once } from '#server/platform/once.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Transaction } from '#server/platform/postgres.ts';
import type { Scope } from '#server/platform/scope.ts';
import { readCorrected } from '../corrections/read-correction.ts';
import { lockOpenedCase, type OpenedCase } from '../read-case.ts';
import { alreadyMoved, moveCase } from '../write-case.ts';
import { decideRequest, lockRequest, type RequestRow, wanted } from './store.ts';

export interface DecideChangeRequest {
  readonly schoolId: number;
  readonly id: number;
  readonly action: 'approve' | 'reject';
  readonly version: number;
  readonly caseVersion: number;
  readonly reason: ReasonForm | undefined;
  readonly actor: Actor;
  readonly scope: Scope;
  readonly key: string;
  readonly addressPrefix: string;
}
const decided = z.object({ state: z.string() });

export async function decideChangeRequest(
  platform: Platform,
  command: DecideChangeRequest,
): Promise<{ state: string } | Refused> {
  const { id, action, version, caseVersion, reason, actor, key } = command;
  if (action === 'reject') {
    const given = z.object({ reason: refusalReasonForm }).safeParse({ reason: reason ?? {} });
    if (!given.success) return invalidFields(fieldsOf(given.error));
  }
  const content = ['change-request', id, action, version, caseVersion, reason ?? null];
  return once(platform.database, { actor: actorKey(actor), key, content, now: platform.clock.now() }, decided.parse, tx =>
    decideInside(platform, tx, command),
  );
}

async function decideInside(
  platform: Platform,
  tx: Transaction,
  command: DecideChangeRequest,
): Promise<{ state: string } | Refused> {
  const { schoolId, id, action, version, reason, actor, scope, addressPrefix } = command;
  const { vault, clock } = platform;
  const now = clock.now();
  const request = await tx.first(lockRequest, [schoolId, id]);
  const opened = request && (await lockOpenedCase(platform, tx, { schoolId, caseId: request.caseId }, scope));
  if (!request || !opened) return refuse('not-found');
  const decision = decide(changeRequest, { state: request.state, levels: [] }, action, rolesOf(actor), opened.facts);
  if (isRefused(decision)) return decision;
  if (request.version !== version) return refuse('changed-meanwhile');
  if (action === 'approve') {
    const corrected = await correctNow(platform, tx, { command, request, opened });
    if (corrected) return corrected;
  }
  const note = action === 'reject' && reason ? vault.sealJson(reason) : null;
  await tx.execute(decideRequest, [schoolId, id, version, decision.to.id, actor.accountId, actor.name, now, note]);
  const object = `change-request:${schoolId}-${id}`;
  const event = {
    at: now,
    schoolId,
    actor: actorKey(actor),
    action: 'change-request-decided',
    object,
    addressPrefix,
    detail: { action },
  } as const;
  await recordAuditEvent(tx, event, vault);
  await tellDepartment(platform, tx, { request, opened, decision, reason: action === 'reject' ? reason : undefined });
  await tx.notify('desk', String(schoolId));
  return { state: decision.to.id };
}

interface Granting {
  readonly command: DecideChangeRequest;
  readonly request: RequestRow;
  readonly opened: OpenedCase;
}

/** Against the record as it stands today, which must be the one that the school has read. */
async function correctNow(
  platform: Platform,
  tx: Transaction,
  { command, request, opened }: Granting,
): Promise<Refused | undefined> {
  const { actor, caseVersion, addressPrefix } = command;
  const { row, facts, snapshot, roster } = opened;
  const roles = rolesOf(actor);
  if (row.version !== caseVersion) return alreadyMoved(tx, row, roles);
  const { fields, text } = wanted.parse(platform.vault.openJson(request.wantedSealed));
  const note = { reason: correctedOnRequest, text };
  const read = await readCorrected(platform, opened, { fields, note, requestId: request.id }, 'fields.');
  if ('refused' in read) return read;
  const who = { roles, accountId: actor.accountId, name: actor.name, auditedAs: actorKey(actor), addressPrefix };
  const moved = await moveCase(tx, row, {
    platform,
    action: 'correct',
    version: caseVersion,
    facts,
    snapshot,
    roster,
    who,
    ...read,
  });
  return isRefused(moved) ? moved : undefined;
}

interface Outcome {
  readonly request: RequestRow;
  readonly opened: OpenedCase;
  readonly decision: Decision;
  readonly reason: ReasonForm | undefined;
}

async function tellDepartment(
  { vault, clock }: Platform,
  tx: Transaction,
  { request, opened: { row }, decision, reason }: Outcome,
) {
  if (!decision.effects.some(({ kind }) => kind === 'tell')) return;
  const because = reason ? `原因：${reason.reason}，${reason.text.replace(/。+$/, '')}。` : '毕业生和用人单位已收到通知。';
  await postMessage(
    tx,
    { vault, now: clock.now() },
    {
      eventKey: `change-request-${row.schoolId}-${request.id}`,
      to: { accountId: request.filedBy },
      title: `变更申请：${decision.to.label}`,
      text: `您为${row.name}（${row.employerName}）提交的变更申请，学校处理结果：${decision.to.label}。${because}`,
      caseRef: { schoolId: row.schoolId, caseId: row.id },
    },
  );
}
