/** 变更申请: a department asks the school to change a record in force. */
import { z } from 'zod';
import { decide } from '#domain/flow/decide.ts';
import { start } from '#domain/flow/table.ts';
import { flowNamed } from '#domain/flows/all.ts';
import { changeRequest } from '#domain/flows/change-request.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { handIn } from '#server/case-files/index.ts';
import type { Actor } from '#server/platform/http/actor.ts';
import { alsoInvalid, invalidFields } from '#server/platform/http/problems.ts';
import { once } from '#server/platform/once.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Transaction } from '#server/platform/postgres.ts';
import { loadRegions } from '#server/platform/regions.ts';
import type { Scope } from '#server/platform/scope.ts';
import { correctForm } from '../corrections/correct-form.ts';
import { type CaseForm, type CaseRef, lockOpenedCase, type OpenedCase } from '../read-case.ts';
import { alreadyMoved } from '../write-case.ts';
import { insertRequest, openRequestOf } from './store.ts';

export interface FileChangeRequest {
  readonly ref: CaseRef;
  readonly version: number;
  readonly fields: CaseForm;
  readonly text: string;
  readonly actor: Actor;
  readonly scope: Scope;
  readonly key: string;
  readonly addressPrefix: string;
}
const filed = z.object({ id: z.number() });

export function fileChangeRequest(platform: Platform, command: FileChangeRequest): Promise<{ id: number } | Refused> {
  const { ref, version, fields, text, actor, key } = command;
  const content = ['change-request', ref, version, fields, text];
  return once(platform.database, { actor: actorKey(actor), key, content, now: platform.clock.now() }, filed.parse, tx =>
    fileInside(platform, tx, command),
  );
}

/** Whether the school could correct this record now: what it may not, nobody may ask it for. */
export function obstacleOfCorrection({ row, facts }: OpenedCase): Refused | undefined {
  const kase = { state: row.state, levels: row.levels, dueAt: row.dueAt ?? undefined };
  const decision = decide(flowNamed(row.flow), kase, 'correct', ['school'], facts);
  return isRefused(decision) ? decision : undefined;
}

async function fileInside(platform: Platform, tx: Transaction, command: FileChangeRequest): Promise<{ id: number } | Refused> {
  const { ref, version, fields, text, actor, scope, addressPrefix } = command;
  const { vault, clock, database } = platform;
  const now = clock.now();
  const opened = await lockOpenedCase(platform, tx, ref, scope);
  if (!opened || actor.accountId === undefined) return refuse('not-found');
  const { row, facts } = opened;
  if (row.version !== version) return alreadyMoved(tx, row, ['department']);
  const obstacle = obstacleOfCorrection(opened);
  if (obstacle) return obstacle;
  // The case is locked: whoever asks at the same instant comes after this.
  if (await tx.first(openRequestOf, [row.schoolId, row.id])) return refuse('change-request-open');
  const decision = decide(changeRequest, { state: start, levels: [] }, 'submit', ['department'], facts);
  if (isRefused(decision)) return decision;

  const why = text.trim();
  const faults: Record<string, string> =
    why === '' ? { text: '请填写申请变更的原因' } : [...why].length > 500 ? { text: '原因最多 500 个字，请精简' } : {};
  const corrected = correctForm(opened, fields, await loadRegions(database), 'fields.');
  if ('refused' in corrected) return alsoInvalid(corrected, faults);
  if (Object.keys(faults).length > 0) return invalidFields(faults);

  const gathered = await handIn(tx, row, 'change');
  const files = gathered.map(({ id }) => id);
  const sealed = vault.sealJson({ fields, changes: corrected.changes, text: why });
  const { id } = await tx.one(insertRequest, [
    ...[row.schoolId, row.id, decision.to.id, sealed, files, actor.accountId, actor.name, now],
  ]);
  const object = `change-request:${row.schoolId}-${id}`;
  const detail = { case: `${row.schoolId}-${row.id}`, fields: corrected.changes.map(({ key }) => key) };
  const event = {
    at: now,
    schoolId: row.schoolId,
    actor: actorKey(actor),
    action: 'change-request-filed',
    object,
    addressPrefix,
    detail,
  } as const;
  await recordAuditEvent(tx, event, vault);
  await tx.notify('desk', String(row.schoolId));
  return { id };
}
