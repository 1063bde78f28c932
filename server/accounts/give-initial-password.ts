import type { Queryable } from '#server/platform/postgres/postgres.ts';
import { setInitialPassword } from './staff-store.ts';
import { initialPasswordUntil } from './store-account.ts';

/** In place of the present one; it is over after some days, and is changed at the first sign-in. */
export const giveInitialPassword = (tx: Queryable, accountId: number, hash: string, now: Date): Promise<number> =>
  tx.execute(setInitialPassword, [accountId, hash, initialPasswordUntil(now)]);
