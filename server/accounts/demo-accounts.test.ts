import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { demoAccounts } from '#database/demo/demo.ts';
import { signIn } from '#server/sign-in/sign-in.ts';
import { createTestPlatform, makeAccount, type TestPlatform } from '#server/testing/platform.ts';
import { readDemoAccounts } from './demo-accounts.ts';

let platform: TestPlatform;
before(async () => {
  platform = { ...(await createTestPlatform()), demo: true };
  const operator = demoAccounts.find(({ kind }) => kind === 'operator');
  await makeAccount(platform, {
    kind: 'operator',
    login: 'operator',
    password: operator?.password ?? '',
    totpSecret: operator?.totpSecret,
  });
});
after(() => platform.stop());

test('the shown one-time password can be used twice running: the second is that of the next step', async () => {
  const enter = async () => {
    const shown = (await readDemoAccounts(platform)).find(({ login }) => login === 'operator');
    return signIn(platform, {
      login: 'operator',
      password: shown?.password ?? '',
      totp: shown?.totp ?? undefined,
      addressPrefix: '127.0.0',
      sender: '127.0.0.1',
      deviceOf: () => undefined,
    });
  };
  assert.ok('accountId' in (await enter()));
  assert.ok('accountId' in (await enter()));
  assert.deepEqual(await enter(), { refused: { code: 'wrong-totp' } });
  platform.clock.advance(30_000);
  assert.ok('accountId' in (await enter()));
});

test('every entry of the demo has its accounts', async () => {
  const entries = (await readDemoAccounts(platform)).map(({ entry }) => entry);
  assert.deepEqual([...new Set(entries)].toSorted(), ['employer', 'graduate', 'staff']);
});
