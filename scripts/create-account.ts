/**
 * The first account of an installation: `npm run account -- operator yunwei 张工`, or `... province 350000 fujian 福建省就业主管部门`.
 * Everybody else is made by them on the pages. Reads the environment of the server and prints the initial password once.
 */
import { parseArgs } from 'node:util';
import { fillRegions } from '#database/seeds/fill-regions.ts';
import { schoolAdminForm } from '#domain/forms/account-form.ts';
import { createAccount, makeInitialPassword } from '#server/accounts/index.ts';
import { recordAuditEvent } from '#server/audit/index.ts';
import { readConfig } from '#server/config.ts';
import { createVault } from '#server/platform/base/crypto.ts';
import { openDatabase, statement } from '#server/platform/postgres/postgres.ts';

const keepProvince = statement<{ code: string }>(
  'account.keep_province',
  `insert into province (code, name) select code, name from region where code = $1 and level = 'province'
   on conflict (code) do update set name = excluded.name returning code`,
);

const { positionals } = parseArgs({ allowPositionals: true });
const [kind, ...rest] = positionals;
const provinceCode = kind === 'province' ? rest.shift() : undefined;
const wanted = schoolAdminForm.safeParse({ login: rest[0], name: rest[1] });
if ((kind !== 'operator' && kind !== 'province') || !wanted.success) {
  console.error('npm run account -- operator <login> <name>\nnpm run account -- province <six-digit code> <login> <name>');
  if (!wanted.success) for (const { message } of wanted.error.issues) console.error(`  ${message}`);
  process.exit(2);
}

const config = readConfig(process.env);
const database = openDatabase(config.databaseUrl, { max: 2 });
const vault = createVault(config.keys);
const password = makeInitialPassword();
try {
  await database.transaction(async tx => {
    await fillRegions(tx);
    if (provinceCode !== undefined && !(await tx.first(keepProvince, [provinceCode])))
      throw new Error(`no province has the code ${provinceCode}`);
    const now = new Date();
    const id = await createAccount(tx, vault, { kind, ...wanted.data, password, provinceCode, initialPassword: true, now });
    const event = { at: now, actor: 'anyone', action: 'account-created', object: `account:${id}` } as const;
    await recordAuditEvent(tx, event, vault);
  });
  console.log(
    `login ${wanted.data.login}\ninitial password ${password}\nIt is shown this once and has to be changed at the first sign-in.`,
  );
} finally {
  await database.close();
}
