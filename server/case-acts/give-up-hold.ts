/** 作废并接受, 作废并提交: who holds only an 未就业 destination gives it up in the transaction of the step that takes its place. */
import { z } from 'zod';
import { placeOf } from '#domain/flows/all.ts';
import { wayToGiveUp } from '#domain/flows/giving-up.ts';
import { isRefused, type Refused } from '#domain/refusals.ts';
import { actorKey } from '#server/audit/index.ts';
import { lockOpenedCase, moveCase, type OpenedCase } from '#server/cases/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import type { ActOnCase } from './act-command.ts';

interface Holding {
  readonly row: Pick<OpenedCase['row'], 'schoolId' | 'holdCaseId' | 'holdFlow' | 'holdState' | 'holdDestinationType'>;
  readonly facts: Pick<OpenedCase['facts'], 'hold'>;
}
/** What the graduate may give up for this case, or for one that is not begun yet: its reference, and how it reads. */
export function voidableHold({ row, facts }: Holding): { readonly ref: string; readonly label: string } | null {
  const { holdCaseId, holdFlow, holdState, holdDestinationType } = row;
  if (!facts.hold || !holdFlow || !holdState || !holdDestinationType) return null;
  const way = wayToGiveUp(holdFlow, holdState, holdDestinationType);
  return way ? { ref: `${row.schoolId}-${holdCaseId}`, label: facts.hold.label } : null;
}

const takesItsPlace: readonly string[] = ['accept', 'submit'];
const asked = z.object({ voidFirst: z.literal(true) });

/** Undefined when nothing was to give up: the step itself then finds what holds, and is refused. */
export async function giveUpFirst(
  platform: Platform,
  tx: Transaction,
  { ref, action, input, actor, scope, addressPrefix }: ActOnCase,
): Promise<Refused | undefined> {
  if (!takesItsPlace.includes(action) || !actor.graduate || !asked.safeParse(input).success) return undefined;
  const wanted = await lockOpenedCase(platform, tx, ref, scope);
  // A termination takes the place of nothing.
  if (!wanted?.row.holdCaseId || wanted.row.signingCaseId !== null) return undefined;
  const holder = await lockOpenedCase(platform, tx, { schoolId: ref.schoolId, caseId: wanted.row.holdCaseId }, scope);
  if (!holder || !placeOf(holder.row.flow, holder.row.state).holds) return undefined;
  const { row, facts, snapshot, roster } = holder;
  const way = wayToGiveUp(row.flow, row.state, row.destinationType);
  if (!way) return undefined;
  const who = { roles: ['graduate'], name: actor.name, auditedAs: actorKey(actor), addressPrefix } as const;
  const moved = await moveCase(tx, row, { platform, action: way, facts, snapshot, roster, who });
  return isRefused(moved) ? moved : undefined;
}
