import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import { objectOf, type RequestKind, type Step } from './request-kind.ts';

/** History, audit, and the desks that are open. */
export async function recordStep(
  { vault }: Platform,
  { flow, keep, audit, refreshesDesks }: Pick<RequestKind<never>, 'flow' | 'keep' | 'audit' | 'refreshesDesks'>,
  tx: Transaction,
  step: Step,
  detail = audit.detail?.(step),
): Promise<void> {
  const { row, by, at } = step;
  const action = audit.actions[step.action];
  if (!action) throw new Error(`flow ${flow.name}: ${step.action} is not audited`);
  await keep?.(tx, step);
  const schoolId = row.schoolId ?? undefined;
  const who = by === 'clock' ? { actor: 'platform' } : { actor: actorKey(step.actor), addressPrefix: step.addressPrefix };
  const event = { at, schoolId, ...who, action, object: objectOf({ audit }, row), detail };
  await recordAuditEvent(tx, event, vault);
  if (refreshesDesks && row.schoolId !== null) await tx.notify('desk', String(row.schoolId));
}
