/** The one way in which a request is moved: one transaction, one effect, however often the command is sent. */
import { z } from 'zod';
import type { Action } from '#domain/actions/all.ts';
import { askOf, decide } from '#domain/flow/decide.ts';
import { reasonFormFor } from '#domain/forms/reason-form.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { rolesOf } from '#domain/roles.ts';
import { fieldsOf, invalidFields } from '#server/platform/http/problems.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import { versionFirst } from './overtaken.ts';
import type { Asking, Reasoned, RequestKind, RequestRef, RequestRow } from './request-kind.ts';
import { runOnce } from './run-once.ts';
import { takeStep } from './take-step.ts';

export interface MoveRequest<Given> extends Asking {
  readonly ref: RequestRef;
  readonly action: Action;
  /** The version that the person read. */
  readonly version: number;
  readonly given: Given;
}
const moved = z.object({ state: z.string(), label: z.string() });
export type Moved = z.output<typeof moved>;

export function moveRequest<Row extends RequestRow, Given extends Reasoned>(
  platform: Platform,
  kind: RequestKind<Row, Given>,
  command: MoveRequest<Given>,
): Promise<Moved | Refused> {
  const { ref, action, version, given } = command;
  return runOnce(platform, kind, command, [ref, action, version, given], moved.parse, tx => move(platform, kind, tx, command));
}

async function move<Row extends RequestRow, Given extends Reasoned>(
  platform: Platform,
  kind: RequestKind<Row, Given>,
  tx: Transaction,
  { ref, version, ...command }: MoveRequest<Given>,
): Promise<Moved | Refused> {
  const { action, given, actor, scope } = command;
  const at = platform.clock.now();
  const row = await kind.lock(tx, ref, scope);
  if (!row) return refuse('not-found');
  const roles = rolesOf(actor);
  const kase = { state: row.state, levels: row.levels ?? [] };
  const decision = decide(kind.flow, kase, action, roles, await kind.facts(tx, row, at));
  // Asked first: who acts on a page that has been overtaken is told so, whatever else they typed.
  const refusal = isRefused(decision) ? decision : undefined;
  const overtaken = await (kind.overtaken ?? versionFirst)(tx, { row, action, isStale: row.version !== version, refusal });
  if (overtaken) return overtaken;
  if (isRefused(decision)) return decision;

  const reason = askOf(kind.flow, row.state, action, roles) === 'reason' ? readReason(kind.reasons ?? [], given) : undefined;
  if (isRefused(reason)) return reason;
  const fault = await kind.check?.(tx, row, action, given);
  if (fault) return fault;

  const { to, by, levels, effects } = decision;
  const step = { ...command, row, by, to, levels, at, version: version + 1, reason };
  return (await takeStep(platform, kind, tx, step, effects)) ?? { state: to.id, label: to.label };
}

function readReason(reasons: readonly string[], { reason }: Reasoned) {
  const read = z.object({ reason: reasonFormFor(reasons) }).safeParse({ reason: reason ?? {} });
  return read.success ? read.data.reason : invalidFields(fieldsOf(read.error));
}
