import type { z } from 'zod';
import type { listDemoAccounts } from '#contract/routes/people.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { nextTotp } from './totp.ts';

const demoTotpSteps = statement<{ login: string; lastStep: number }>(
  'accounts.demo_totp_steps',
  'select login, totp_last_step as last_step from account where login = any($1)',
);

type DemoAccounts = z.input<typeof listDemoAccounts.answer>;

/** Accounts of the demonstration with the one-time password of the moment. Empty anywhere else, where the seeds are not even loaded. */
export async function readDemoAccounts({ database, clock, demo }: Platform): Promise<DemoAccounts> {
  if (!demo) return [];
  const { demoAccounts, demoEmployers, demoGraduates } = await import('#database/demo/demo.ts');
  const rows = await database.query(demoTotpSteps, [demoAccounts.map(({ login }) => login)]);
  const lastSteps = new Map(rows.map(({ login, lastStep }) => [login, lastStep]));
  const now = clock.now();
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
    ...demoAccounts.map(({ name, login, password, totpSecret }) => ({
      who: name,
      login,
      password,
      totp: totpSecret === undefined ? null : nextTotp(totpSecret, lastSteps.get(login) ?? 0, now),
      entry: 'staff' as const,
    })),
  ];
}
