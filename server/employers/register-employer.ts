import { z } from 'zod';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { hashPassword, phoneHash, refuseWeakPassword, storeAccount } from '#server/accounts/index.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { violatedConstraint } from '#server/platform/postgres/postgres.ts';
import { checkCode, useCode } from '#server/sign-in/index.ts';
import { findPhoneAccount, insertEmployer } from './store.ts';

interface Registration {
  readonly phone: string;
  readonly code: string;
  readonly password: string;
  readonly key: string;
  readonly addressPrefix: string;
  readonly sender: string;
}
const registered = z.object({ accountId: z.number() });

/** A phone that has proven itself by a code, and a password, make an employer without data and its first administrator. */
export async function registerEmployer(
  platform: Platform,
  { phone, code, password, key, addressPrefix, sender }: Registration,
): Promise<{ readonly accountId: number; readonly isFirst: boolean } | Refused> {
  const weak = refuseWeakPassword(password, { names: [], phone });
  if (weak) return weak;
  const { database, vault, clock } = platform;
  const now = clock.now();
  const hash = phoneHash(vault, phone);
  const proof = await checkCode(platform, { phone, purpose: 'register', subject: phone }, { code, sender });
  // Costly, so only for those who have the phone; a command that is sent again needs none.
  const passwordHash = isRefused(proof) ? '' : await hashPassword(password, { sender });
  // What is kept of the command contains neither phone nor password, not even as a plain digest.
  const command = { actor: `register:${hash.toString('hex')}`, key, content: ['register'], now };
  try {
    let isFirst = false;
    const outcome = await once(database, command, registered.parse, async tx => {
      isFirst = false;
      if (isRefused(proof)) return proof;
      if (await tx.first(findPhoneAccount, [hash])) return refuse('phone-taken');
      const used = await useCode(tx, proof);
      if (used) return used;
      const { id: employerId } = await tx.one(insertEmployer, [now]);
      const accountId = await storeAccount(tx, vault, {
        kind: 'employerAdmin',
        login: phone,
        name: '单位管理员',
        passwordHash,
        employerId,
        phone,
        now,
      });
      const actor = actorKey({ accountId });
      const object = `employer:${employerId}`;
      await recordAuditEvent(tx, { at: now, actor, action: 'account-registered', object, addressPrefix }, vault);
      isFirst = true;
      return { accountId };
    });
    return isRefused(outcome) ? outcome : { ...outcome, isFirst };
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'account_employer_phone' || constraint === 'account_login') return refuse('phone-taken');
    throw error;
  }
}
