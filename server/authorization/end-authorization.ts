/** 结束授权: nobody has to prove anything for less to be shown. */
import { z } from 'zod';
import { type Refused, refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { once } from '#server/platform/postgres/once.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { endCodes, lockFormGraduates } from '#server/verification/index.ts';
import { isOver } from './describe.ts';
import type { Authorizing, Own } from './own.ts';
import { findOwnCode } from './store.ts';

interface Asking {
  readonly actor: Actor;
  readonly key: string;
  readonly addressPrefix: string;
}

export async function endAuthorization(
  { platform: { database, vault, clock } }: Authorizing,
  { schoolId, graduateId }: Own,
  id: number,
  { actor, key, addressPrefix }: Asking,
): Promise<{ done: true } | Refused> {
  const now = clock.now();
  const command = { actor: actorKey(actor), key, content: ['end-authorization', schoolId, graduateId, id], now };
  return once(database, command, z.object({ done: z.literal(true) }).parse, async tx => {
    const [graduate] = await tx.query(lockFormGraduates, [schoolId, [graduateId]]);
    const row = graduate && (await tx.first(findOwnCode, [schoolId, graduateId, id]));
    if (!row) return refuse('not-found');
    if (isOver(row, now)) return refuse('code-over');
    await endCodes(tx, {
      ...{ schoolId, graduateIds: [graduateId], reason: 'graduate', now, purpose: 'authorization' },
      kinds: [row.kind],
    });
    const event = { at: now, schoolId, actor: actorKey(actor), action: 'code-ended', object: `graduate:${graduateId}` };
    await recordAuditEvent(tx, { ...event, addressPrefix, detail: { kind: row.kind } }, vault);
    await tx.notify('desk', String(schoolId));
    return { done: true } as const;
  });
}
