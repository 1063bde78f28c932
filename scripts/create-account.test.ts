import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { freshKeyRing } from '#server/platform/base/crypto.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { createTestDatabase } from '#server/platform/testing/database.ts';

const script = fileURLToPath(new URL('create-account.ts', import.meta.url));

test('the first operator of an installation, with its regions, is made by a command', async () => {
  const { database, url, drop } = await createTestDatabase();
  try {
    const { keys, current, hashKey } = freshKeyRing();
    const placeholder = 'https://outside.example';
    const env = {
      ...process.env,
      DATABASE_URL: url,
      PUBLIC_URL: 'https://quxiang.example',
      DATA_FOLDER: '/nowhere',
      ENCRYPTION_KEYS: Object.entries(keys)
        .map(([id, key]) => `${id}:${key}`)
        .join(','),
      ENCRYPTION_KEY: current,
      HASH_KEY: hashKey,
      STATEMENT_KEYS: `1:${'ab'.repeat(32)}`,
      CHSI_ISSUER: placeholder,
      CHSI_CLIENT_ID: 'a',
      CHSI_CLIENT_SECRET: 'a',
      WECHAT_APP_ID: 'a',
      WECHAT_SECRET: 'a',
      SMS_ACCESS_KEY_ID: 'a',
      SMS_ACCESS_KEY_SECRET: 'a',
      SMS_SIGN_NAME: 'a',
      IDENTITY_CHECK_URL: placeholder,
      IDENTITY_CHECK_KEY: 'a',
    };
    const run = (...args: string[]) => spawnSync(process.execPath, [script, ...args], { env, encoding: 'utf8' });
    const made = run('operator', 'yunwei', '张工');
    assert.equal(made.status, 0, made.stderr);
    assert.match(made.stdout, /initial password [a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}/);
    assert.equal(run('province', '350000', 'fujian', '福建省就业主管部门').status, 0);
    assert.notEqual(run('province', '999999', 'nowhere', '没有的省').status, 0);
    assert.equal(run('operator', 'x').status, 2);
    const accounts = await database.query(unnamed(`select kind, login, initial_password from account order by id`));
    assert.deepEqual(accounts, [
      { kind: 'operator', login: 'yunwei', initialPassword: true },
      { kind: 'province', login: 'fujian', initialPassword: true },
    ]);
    const again = run('new-password', 'yunwei', '忘记密码，已核实本人');
    assert.match(again.stdout, /initial password/, again.stderr);
    assert.match(run('remove-second-factor', 'fujian', '手机遗失，已核实本人').stdout, /taken away/);
    assert.equal(run('remove-second-factor', 'fujian', 'x').status, 2);
    assert.equal(run('new-password', 'nobody', '忘记密码，已核实本人').status, 2);
    const { count } = await database.one(unnamed<{ count: number }>('select count(*)::int as count from region'));
    assert.ok(count > 3000);
  } finally {
    await drop();
  }
});
