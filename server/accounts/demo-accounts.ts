import type { z } from 'zod';
import type { listDemoAccounts } from '#contract/routes/people.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { nextTotp } from './totp.ts';

const demoFactors = statement<{ login: string; totpSealed: Buffer; lastStep: number }>(
  'accounts.demo_second_factors',
  'select login, totp_sealed, totp_last_step as last_step from account where login = any($1) and totp_sealed is not null',
);

type DemoAccounts = z.input<typeof listDemoAccounts.answer>;

/** Accounts of the demonstration with the one-time password of the moment. Empty anywhere else, where the seeds are not even loaded. */
export async function readDemoAccounts({ database, vault, clock, demo }: Platform): Promise<DemoAccounts> {
  if (!demo) return [];
  const { demoAccounts, demoEmployers, demoGraduates } = await import('#database/demo/demo.ts');
  // As it is now: somebody who tries the pages may have set one up, or lost it.
  const rows = await database.query(demoFactors, [demoAccounts.map(({ login }) => login)]);
  const now = clock.now();
  const factors = new Map(
    rows.map(({ login, totpSealed, lastStep }) => [login, nextTotp(vault.open(totpSealed), lastStep, now)]),
  );
  return [
    ...demoGraduates.map(({ name, account, password }) => ({
      who: name,
      login: account,
      password,
      totp: null,
      entry: 'graduate' as const,
    })),
    ...demoEmployers.map(({ name, contactMobile, password }) => ({
      who: name,
      login: contactMobile,
      password,
      totp: null,
      entry: 'employer' as const,
    })),
    ...demoAccounts.map(({ name, login, password }) => ({
      who: name,
      login,
      password,
      totp: factors.get(login) ?? null,
      entry: 'staff' as const,
    })),
  ];
}
