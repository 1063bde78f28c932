/**
 * Accounts that no page makes or rescues, by whoever may start the server, with its environment:
 *   npm run account -- operator <login> <name>                        the first account of an installation
 *   npm run account -- province <six-digit code> <login> <name>
 *   npm run account -- new-password <login> <reason>                  an initial password that ended, or was forgotten
 *   npm run account -- remove-second-factor <login> <reason>          the phone is lost, and so are the recovery codes
 * Everybody else is made by them on the pages. Prints an initial password once. A reason is logged and told to the owner.
 */
import { parseArgs } from 'node:util';
import { fillRegions } from '#database/seeds/fill-regions.ts';
import { schoolAdminForm } from '#domain/forms/account-form.ts';
import { initialPasswordDays } from '#domain/rules/initial-password.ts';
import { createAccount, makeInitialPassword, type Rescue, rescueAccount } from '#server/accounts/index.ts';
import { recordAuditEvent } from '#server/audit/index.ts';
import { readConfig } from '#server/config.ts';
import { systemClock } from '#server/platform/base/clock.ts';
import { createVault, type Vault } from '#server/platform/base/crypto.ts';
import { type Database, openDatabase, statement } from '#server/platform/postgres/postgres.ts';

const keepProvince = statement<{ code: string }>(
  'account.keep_province',
  `insert into province (code, name) select code, name from region where code = $1 and level = 'province'
   on conflict (code) do update set name = excluded.name returning code`,
);

function refuseUse(faults: readonly string[] = []): never {
  console.error('npm run account -- operator <login> <name>');
  console.error('npm run account -- province <six-digit code> <login> <name>');
  console.error('npm run account -- new-password <login> <reason>');
  console.error('npm run account -- remove-second-factor <login> <reason>');
  for (const message of faults) console.error(`  ${message}`);
  process.exit(2);
}

const showPassword = (login: string, password: string): void =>
  console.log(
    `login ${login}\ninitial password ${password}\nIt is shown this once, is good for ${initialPasswordDays} days, and has to be changed at the first sign-in.`,
  );

interface At {
  readonly database: Database;
  readonly vault: Vault;
}
type Work = (at: At) => Promise<void>;

function makeOne(kind: 'operator' | 'province', rest: readonly string[]): Work {
  const [provinceCode, login, name] = kind === 'province' ? rest : [undefined, ...rest];
  const wanted = schoolAdminForm.safeParse({ login, name });
  if (!wanted.success) refuseUse(wanted.error.issues.map(({ message }) => message));
  const password = makeInitialPassword();
  return async ({ database, vault }) => {
    await database.transaction(async tx => {
      await fillRegions(tx);
      if (provinceCode !== undefined && !(await tx.first(keepProvince, [provinceCode])))
        throw new Error(`no province has the code ${provinceCode}`);
      const now = new Date();
      const id = await createAccount(tx, vault, { kind, ...wanted.data, password, provinceCode, initialPassword: true, now });
      const event = { at: now, actor: 'anyone', action: 'account-created', object: `account:${id}` } as const;
      await recordAuditEvent(tx, event, vault);
    });
    showPassword(wanted.data.login, password);
  };
}

function rescueOne(rescue: Rescue, [login, ...why]: readonly string[]): Work {
  const reason = why.join(' ').trim();
  if (!login || reason.length < 4 || reason.length > 100) refuseUse(['the reason has 4 to 100 characters']);
  return async ({ database, vault }) => {
    const done = await rescueAccount({ database, vault, clock: systemClock }, { login, rescue, reason });
    if (!done) refuseUse([`no account ${login}`]);
    if (done.password === undefined) console.log(`login ${login}\nThe second factor is taken away; all sessions have ended.`);
    else showPassword(login, done.password);
  };
}

function workOf([kind, ...rest]: readonly string[]): Work {
  if (kind === 'operator' || kind === 'province') return makeOne(kind, rest);
  return kind === 'new-password' || kind === 'remove-second-factor' ? rescueOne(kind, rest) : refuseUse();
}

const work = workOf(parseArgs({ allowPositionals: true }).positionals);
const config = readConfig(process.env);
const database = openDatabase(config.databaseUrl, { max: 2 });
try {
  await work({ database, vault: createVault(config.keys) });
} finally {
  await database.close();
}
