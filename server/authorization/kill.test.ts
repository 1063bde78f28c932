/** The server is killed with -9 between a code and its form: after the start the form is there, once, signed as it has to be. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestSandbox } from '#sandbox/test-sandbox.ts';
import { checkSignature } from '#server/platform/pdf/check-signature.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { killableServers, until } from '#server/testing/killable-servers.ts';
import { cookieOf } from '#server/testing/platform.ts';
import { startAuthorizations, type TestAuthorizations } from './testing/authorizations.ts';

let it: TestAuthorizations;
let sandbox: Awaited<ReturnType<typeof startTestSandbox>>;
let servers: Awaited<ReturnType<typeof killableServers>>;
before(async () => {
  [sandbox, it] = await Promise.all([startTestSandbox({ smsPerMinute: 1_000 }), startAuthorizations()]);
  servers = await killableServers(it.on.platform, sandbox);
  // The server runs by the machine's clock.
  it.on.clock.set(new Date());
});
after(async () => {
  await servers.stop();
  await Promise.all([it.on.stop(), sandbox.remove()]);
});

const graduatesIn = unnamed('update graduate set graduates_on = $2 where id = $1');
const unmade = unnamed<{ count: number }>(`select count(*)::int as count from document where state <> 'ready'`);
const forms = unnamed<{ state: string; fileId: string | null }>(
  'select state, file_id from verification_form where code_id = $1',
);

test('killed while the form waits for its timestamp', async () => {
  const today = new Date();
  const cohort = today.getUTCFullYear() + (today.getUTCMonth() >= 8 ? 1 : 0);
  const who = await it.on.graduate({ cohort, hukouTransferred: true, name: '欧阳𬭎㛃' });
  await it.on.database.execute(graduatesIn, [who.graduateId, `${cohort}06`]);
  await it.signed(who);
  await it.confirm(who);
  const first = await servers.start();
  await until('the agreement is made', async () => (await it.on.database.one(unmade)).count === 0);

  await sandbox.order({ target: 'tsa', mode: 'hang' });
  await it.prove(who);
  const { days } = await it.read(who);
  const { ids } = it.flow.passed(await it.authorize(who, ['archive'], days.last)).json();
  await until('the form waits for its timestamp', async () => {
    const faults: object = await (await fetch(`${sandbox.url}/control`)).json();
    return !('tsa' in faults);
  });
  const { code } = (await it.code(who, ids[0])).json().shown;
  await first.kill();
  assert.deepEqual(await it.on.database.query(forms, [ids[0]]), [{ state: 'making', fileId: null }]);

  const second = await servers.start();
  await until('the form is ready', async () => (await it.on.database.one(forms, [ids[0]])).state === 'ready');
  const cookie = await cookieOf(it.on.platform, who.owner);
  const asked = (path: string, init: RequestInit = {}) =>
    fetch(`${second.url}/api/graduate/authorization${path}`, {
      ...init,
      headers: { cookie, 'content-type': 'application/json' },
    });
  const proof = JSON.stringify({ name: who.name, documentNumber: who.idNumber });
  assert.equal((await asked('/identity', { method: 'POST', body: proof })).status, 200);
  const answer = await asked(`/codes/${ids[0]}/form`);
  assert.equal(answer.status, 200);
  const check = checkSignature(Buffer.from(await answer.arrayBuffer()));
  assert.deepEqual([check?.level, check?.intact, check?.coversWholeDocument], ['B-T', true, true]);
  assert.equal((await it.code(who, ids[0])).json().shown.code, code);
  assert.deepEqual(await it.ends(who), ['authorization archive null']);
  await second.kill();
});
