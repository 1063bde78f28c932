import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { allRoutes } from '#contract/routes/all.ts';
import { reachOf } from '#domain/access.ts';
import { dayLength } from '#domain/dates.ts';
import { proofMinutes } from '#domain/rules/proof.ts';
import { createHeadsFile, recordAuditEvent } from '#server/audit/index.ts';
import { sealAudit } from '#server/audit/tree/seal-audit.ts';
import { startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { sqlState, unnamed } from '#server/platform/postgres/postgres.ts';
import { cookieOf, makeAccount, type TestPlatform } from '#server/testing/platform.ts';

const verifier = fileURLToPath(new URL('../../scripts/audit-verifier/verify.mjs', import.meta.url));
let on: TestCases;
let platform: TestPlatform;
let app: FastifyInstance;
const operatorIds: number[] = [];
let operators: string[] = [];
/** Signed in this moment, and so proven. */
async function renewCookies(): Promise<void> {
  operators = await Promise.all(operatorIds.map(accountId => cookieOf(platform, { kind: 'operator', accountId })));
}
before(async () => {
  on = await startCases();
  ({ platform, app } = on);
  for (const login of ['yunwei-1', 'yunwei-2', 'yunwei-3'])
    operatorIds.push(await makeAccount(platform, { kind: 'operator', login, name: login }));
  await renewCookies();
});
after(() => on.stop());

const [first, second] = [0, 1];
const ask = (method: 'GET' | 'POST', url: string, cookie = '', payload?: object, key: string = randomUUID()) =>
  app.inject({ method, url, headers: { cookie, 'idempotency-key': key }, ...(payload ? { payload } : {}) });
const listed = async (by: number) => (await ask('GET', '/api/auditors', operators[by])).json().auditors[0];
const act = async (by: number, name: string, key?: string) => {
  const { id, version } = await listed(by);
  return ask('POST', `/api/auditors/${id}/${name}`, operators[by], { version }, key);
};
const check = (file: string) => spawnSync(process.execPath, [verifier, file], { encoding: 'utf8' });
let auditor = '';

test('an auditor is made by two operators, and by nobody alone', async () => {
  const form = { login: 'shenji', name: '司空䶮' };
  assert.equal((await ask('POST', '/api/auditors', operators[first], form)).statusCode, 200);
  assert.equal((await ask('POST', '/api/auditors', operators[second], form)).json().code, 'login-taken');
  assert.equal((await act(first, 'approve')).json().code, 'own-proposal');
  const words = async (by: number) =>
    (await listed(by)).actions.map(({ word, obstacle }: { word: string; obstacle: object | null }) => [word, obstacle === null]);
  assert.deepEqual(await words(first), [
    ['确认', false],
    ['不同意', true],
  ]);
  assert.deepEqual(await words(second), [
    ['确认', true],
    ['不同意', true],
  ]);
  const own = unnamed(`update auditor set account_id = 1, decided_by = proposed_by`);
  await assert.rejects(platform.database.execute(own), error => sqlState(error) === '23514');

  const { id, version } = await listed(second);
  const confirm = () => ask('POST', `/api/auditors/${id}/approve`, operators[second], { version }, 'the-same-key-0001');
  const told = (await confirm()).json();
  assert.equal(told.login, 'shenji');
  assert.deepEqual((await confirm()).json(), told, 'sent again it tells the same password');
  const row = await listed(first);
  assert.deepEqual([row.label, row.proposer, row.decider], ['使用中', 'yunwei-1', 'yunwei-2']);
  const account = await platform.database.one(
    unnamed<{ id: number; kind: string; initialPassword: boolean }>(
      `select id, kind, initial_password from account where login = 'shenji'`,
    ),
  );
  assert.deepEqual([account.kind, account.initialPassword], ['auditor', true]);
  const settled = unnamed(`update account set initial_password = false, totp_sealed = $1 where login = 'shenji'`);
  await platform.database.execute(settled, [platform.vault.seal('KFLUIRKNJ5HVARKSIFKE6USEIVGU6MRQ')]);
  auditor = await cookieOf(platform, { kind: 'auditor', accountId: account.id });
});

test('an auditor writes nothing but their own password, sessions and messages', () => {
  const open = allRoutes.filter(({ method, permission }) => method !== 'GET' && reachOf(permission, 'auditor') === 'platform');
  assert.deepEqual(open, []);
  const own = new Set(
    allRoutes
      .filter(({ method, permission }) => method !== 'GET' && reachOf(permission, 'auditor') === 'own')
      .map(it => it.permission),
  );
  assert.deepEqual([...own].sort(), ['account.own', 'messages.own', 'session.own']);
});

test('reads the log of all schools and the platform, without the names of graduates; the school sees each look', async () => {
  const event = (schoolId: number | undefined, detail?: object) =>
    recordAuditEvent(
      platform.database,
      { at: platform.clock.now(), schoolId, actor: 'person:1', action: 'case-moved', object: 'graduate:1', detail },
      platform.vault,
    );
  await event(1, { purpose: '核对证件与材料' });
  await event(2);
  const { rows, schools, actors } = (await ask('GET', '/api/audit-events?limit=100', auditor)).json();
  assert.deepEqual(
    [...new Set(rows.map((row: { schoolName: string }) => row.schoolName))].sort(),
    ['东海大学', '平台', '西岭师范大学'].sort(),
  );
  assert.deepEqual([rows[0].who, rows[0].objectWords], ['毕业生', '毕业生：1']);
  assert.deepEqual([schools.length, actors], [2, []]);
  assert.equal((await ask('GET', '/api/audit-events?school=2', auditor)).json().rows.length, 1);
  const looked = await ask('GET', `/api/audit-events/${rows[1].id}`, auditor);
  assert.deepEqual(looked.json().rows, [{ label: '用途', value: '核对证件与材料' }]);
  const { rows: ofSchool } = (await ask('GET', '/api/audit-events?school=1&action=audit-read', auditor)).json();
  assert.deepEqual([ofSchool.length, ofSchool[0].who], [1, '司空䶮']);
  for (const url of ['/api/queues', '/api/auditors', '/api/schools', '/api/accounts'])
    assert.equal((await ask('GET', url, auditor)).statusCode, 403);
});

test('a row’s proof and the export hold for a program that shares no code with this one', async () => {
  const heads = createHeadsFile(join(platform.folder, 'audit', 'heads.jws'));
  const { rows } = (await ask('GET', '/api/audit-events?school=1&limit=1', auditor)).json();
  const proofOf = (cookie: string, id: number = rows[0].id) => ask('GET', `/api/audit-events/${id}/proof`, cookie);
  assert.equal((await proofOf(auditor)).json().code, 'not-sealed-yet');
  assert.deepEqual((await ask('GET', '/api/audit-tree', auditor)).json().heads, []);
  const sealed = await sealAudit({ platform, heads });
  const { statusCode, body } = await proofOf(auditor);
  assert.equal(statusCode, 200);
  const file = join(platform.folder, 'proof.json');
  await writeFile(file, body);
  assert.match(check(file).stdout, /^OK, the row is in the tree/);
  await writeFile(file, body.replace('"person:1"', '"person:2"').replace(/"actor":"[^"]*"/, '"actor":"person:9"'));
  assert.match(check(file).stdout, /^proof: does not lead to the signed root/);

  const admin = async (schoolId: number) => {
    const accountId = await makeAccount(platform, { kind: 'schoolAdmin', login: `admin-${schoolId}`, schoolId });
    return cookieOf(platform, { kind: 'schoolAdmin', accountId });
  };
  assert.equal((await proofOf(await admin(1))).statusCode, 200);
  assert.equal((await proofOf(await admin(2))).statusCode, 404);

  const tree = (await ask('GET', '/api/audit-tree', operators[first])).json();
  assert.deepEqual([tree.heads[0].size, tree.file, tree.waiting, tree.hasWitness], [sealed?.size, 'same', 0, false]);
  const exported = await ask('GET', '/api/audit-tree/export', operators[first]);
  assert.doesNotMatch(exported.body, /核对证件|司空/);
  await writeFile(file, exported.body);
  assert.match(check(file).stdout, new RegExp(`^OK, ${sealed?.size} rows, 1 heads`));
});

test('an initial password that is over is renewed by two, who prove who they are; the old sessions end and the auditor is told', async () => {
  const signIn = (password: string) => ask('POST', '/api/session', '', { login: 'shenji', password });
  platform.clock.advance(proofMinutes * 60_000);
  assert.equal((await act(first, 'requestPassword')).json().code, 'prove-again');
  await renewCookies();
  assert.equal((await act(first, 'requestPassword')).statusCode, 200);
  assert.deepEqual((await listed(first)).label, '重设密码待另一位运维确认');
  assert.equal((await ask('GET', '/api/audit-tree', auditor)).statusCode, 200, 'until it is confirmed');
  assert.equal(
    (await ask('POST', '/api/auditors', operators[second], { login: 'shenji', name: '公孙' })).json().code,
    'login-taken',
  );
  assert.equal((await act(first, 'approve')).json().code, 'own-proposal');
  assert.equal((await act(2, 'discard')).statusCode, 200);
  assert.equal((await listed(first)).label, '使用中');
  await act(first, 'requestPassword');
  const { id, version } = await listed(second);
  const confirm = () => ask('POST', `/api/auditors/${id}/approve`, operators[second], { version }, 'the-same-key-0002');
  const told = (await confirm()).json();
  assert.equal(told.login, 'shenji');
  assert.deepEqual((await confirm()).json(), told, 'sent again it tells the same password');
  assert.deepEqual([(await listed(first)).label, (await listed(first)).decider], ['使用中', 'yunwei-2']);
  assert.equal((await ask('GET', '/api/audit-tree', auditor)).statusCode, 401);

  assert.equal((await signIn(told.password)).json().code, 'totp-required', 'the second factor stays');
  platform.clock.advance(8 * dayLength);
  assert.equal((await signIn(told.password)).json().code, 'initial-password-over');
  await renewCookies();
  await act(second, 'requestPassword');
  const again = (await act(first, 'approve')).json();
  assert.equal((await signIn(again.password)).json().code, 'totp-required');
  const { accountId } = await platform.database.one(
    unnamed<{ accountId: number }>('select account_id from auditor where id = $1'),
    [id],
  );
  auditor = await cookieOf(platform, { kind: 'auditor', accountId });
  await platform.database.execute(unnamed(`update account set initial_password = false where login = 'shenji'`));
  const { messages } = (await ask('GET', '/api/messages', auditor)).json();
  assert.deepEqual(
    messages.map(({ title }: { title: string }) => title),
    ['密码已重置', '密码已重置'],
  );
});

test('an auditor is removed by two as well, and every session ends at once', async () => {
  assert.equal((await act(second, 'submit')).statusCode, 200);
  assert.equal((await ask('GET', '/api/audit-tree', auditor)).statusCode, 200, 'until it is confirmed');
  assert.equal((await act(second, 'approve')).json().code, 'own-proposal');
  assert.equal((await act(2, 'discard')).statusCode, 200);
  assert.equal((await listed(first)).label, '使用中');
  await act(second, 'submit');
  assert.equal((await act(first, 'approve')).statusCode, 200);
  assert.deepEqual([(await listed(first)).label, (await listed(first)).actions], ['已停用', []]);
  assert.equal((await ask('GET', '/api/audit-tree', auditor)).statusCode, 401);
});
