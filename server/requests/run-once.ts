import type { Refused } from '#domain/refusals.ts';
import { actorKey } from '#server/audit/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { type Transaction, violatedConstraint } from '#server/platform/postgres/postgres.ts';
import type { Asking, RequestKind } from './request-kind.ts';

/** One transaction per command. If a unique index stops it, the kind says which refusal that is. */
export async function runOnce<T>(
  { database, clock }: Platform,
  { flow, unique = {} }: Pick<RequestKind<never>, 'flow' | 'unique'>,
  { actor, key }: Asking,
  content: readonly unknown[],
  parse: (outcome: unknown) => T,
  work: (tx: Transaction) => Promise<T | Refused>,
): Promise<T | Refused> {
  const command = { actor: actorKey(actor), key, content: [flow.name, ...content], now: clock.now() };
  try {
    return await once(database, command, parse, work);
  } catch (error) {
    const refused = unique[violatedConstraint(error) ?? ''];
    if (refused) return refused;
    throw error;
  }
}
