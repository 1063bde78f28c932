import { type CaseRef, lockOpenedCase, moveCase, selectOverdue } from '#server/cases/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import { everything } from '#server/platform/scope/everything.ts';

/** The clock's move. Answered, recalled or not yet due: the flow refuses, and nothing happens. */
export async function expireInside(platform: Platform, tx: Transaction, ref: CaseRef): Promise<void> {
  const opened = await lockOpenedCase(platform, tx, ref, everything);
  if (!opened) return;
  const { row, facts, snapshot, roster } = opened;
  await moveCase(tx, row, { platform, action: 'expire', facts, snapshot, roster, who: { roles: ['clock'] } });
}

/** The same, in a transaction of its own. */
export const expireCase = (platform: Platform, ref: CaseRef): Promise<void> =>
  platform.database.transaction(tx => expireInside(platform, tx, ref));

/** What a lost or late job left behind: looked for every minute, so that a deadline never hangs on one job alone. */
export async function expireOverdue(platform: Platform): Promise<number> {
  const overdue = await platform.database.query(selectOverdue, [platform.clock.now()]);
  for (const { schoolId, id } of overdue) await expireCase(platform, { schoolId, caseId: id });
  return overdue.length;
}
