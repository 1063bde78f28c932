import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startTestSandbox } from '#sandbox/test-sandbox.ts';
import { type Employer, type Graduate, type Someone, startCases, type TestCases } from './cases/testing/cases.ts';
import { checkSignature } from './platform/pdf/check-signature.ts';
import { unnamed } from './platform/postgres/postgres.ts';
import { type KillableServer, killableServers, until } from './testing/killable-servers.ts';
import { cookieOf } from './testing/platform.ts';

let on: TestCases;
let sandbox: Awaited<ReturnType<typeof startTestSandbox>>;
let servers: Awaited<ReturnType<typeof killableServers>>;
let employer: Employer;
let department: Someone;
let school: Someone;
let cohort: number;

before(async () => {
  [sandbox, on] = await Promise.all([startTestSandbox({ smsPerMinute: 1_000 }), startCases()]);
  servers = await killableServers(on.platform, sandbox);
  // The server runs by the machine's clock, so the graduates are of a cohort that is open today: from September on the next year's.
  const today = new Date();
  on.clock.set(today);
  cohort = today.getUTCFullYear() + (today.getUTCMonth() >= 8 ? 1 : 0);
  employer = await on.makeEmployer();
  department = await on.makeStaff('department');
  school = await on.makeStaff('school');
});
after(async () => {
  await servers.stop();
  await Promise.all([on.stop(), sandbox.remove()]);
});

/** A case that waits for its last approval; what was to be said of the steps before has been said. */
async function beforeTheLastApproval(): Promise<{ who: Graduate; ref: string }> {
  const who = await on.graduate({ cohort });
  const ref = await on.invited(employer, who);
  for (const [actor, action, input] of [
    [who, 'accept', on.consent(who)],
    [department, 'approve', {}],
  ] as const) {
    const answer = await on.act(actor, ref, action, input);
    assert.equal(answer.statusCode, 200, answer.body);
  }
  return { who, ref };
}
async function approve(server: KillableServer, ref: string): Promise<void> {
  const answer = await fetch(`${server.url}/api/cases/${ref}/actions/approve`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      cookie: await cookieOf(on.platform, school.owner),
    },
    body: JSON.stringify({ version: (await on.row(ref)).version, input: {} }),
  });
  assert.equal(answer.status, 200, await answer.text());
}

const caseOf = (ref: string) => Number(ref.split('-')[1]);
const documents = (ref: string) =>
  on.database.query(unnamed<{ id: number; state: string }>('select id, state from document where case_id = $1'), [caseOf(ref)]);
const deliveries = (ref: string) =>
  on.database.query(
    unnamed<{ id: number; state: string; title: string }>(
      'select d.id, d.state, m.title from delivery d join message m on m.id = d.message_id where m.about = $1 order by d.id',
    ),
    [`case:${ref}`],
  );
const isReady = async (ref: string) => (await documents(ref)).every(({ state }) => state === 'ready');
const isSettled = async (ref: string, count: number) => {
  const found = await deliveries(ref);
  return found.length === count && found.every(({ state }) => state !== 'queued' && state !== 'sending');
};
/** How often the gateway was asked for each of them. */
const requests = async (ref: string): Promise<number[]> =>
  Promise.all((await deliveries(ref)).map(async ({ id }) => (await sandbox.inbox(`?id=qx-${id}`)).length));
const isTaken = async (target: string): Promise<boolean> => {
  const faults: object = await (await fetch(`${sandbox.url}/control`)).json();
  return !(target in faults);
};
async function onePerRecipient(ref: string): Promise<void> {
  const doubles = await on.database.query(
    unnamed('select event_key from message where about = $1 group by event_key, person_id, account_id having count(*) > 1'),
    [`case:${ref}`],
  );
  assert.deepEqual(doubles, []);
}
const expectedTitles = ['您收到一份签约邀请', '毕业生已接受签约邀请', '签约完成', '签约完成'];

test('killed between the last approval and the PDF: after the start the PDF is there, and every message went out once', async () => {
  const { who, ref } = await beforeTheLastApproval();
  await sandbox.order({ target: 'tsa', mode: 'hang' });
  const first = await servers.start();
  await approve(first, ref);
  await until('the agreement waits for its timestamp', () => isTaken('tsa'));
  await until('all is sent', () => isSettled(ref, 4));
  await first.kill();
  assert.ok((await documents(ref)).every(({ state }) => state !== 'ready'));

  const second = await servers.start();
  await until('the agreement is ready', () => isReady(ref));
  const [document] = await documents(ref);
  const answer = await fetch(`${second.url}/api/cases/${ref}/documents/${document?.id}`, {
    headers: { cookie: await cookieOf(on.platform, who.owner) },
  });
  assert.equal(answer.status, 200);
  const check = checkSignature(Buffer.from(await answer.arrayBuffer()));
  assert.deepEqual([check?.level, check?.intact, check?.coversWholeDocument], ['B-T', true, true]);
  assert.deepEqual((await deliveries(ref)).map(({ title }) => title).toSorted(), expectedTitles.toSorted());
  assert.ok((await deliveries(ref)).every(({ state }) => state === 'sent'));
  assert.deepEqual(await requests(ref), [1, 1, 1, 1]);
  await onePerRecipient(ref);
  assert.equal((await on.registry.read(who)).length, 3);
  await second.kill();
});

test('killed while a message is on its way: it is unknown, is never sent again, and all other effects happen', async () => {
  const { ref } = await beforeTheLastApproval();
  await sandbox.order({ target: 'sms', mode: 'hang' });
  const first = await servers.start();
  await approve(first, ref);
  await until('a message hangs at the gateway', () => isTaken('sms'));
  await first.kill();

  const second = await servers.start();
  await until('the agreement is ready', () => isReady(ref));
  await until('every message is settled', () => isSettled(ref, 4));
  const found = await deliveries(ref);
  const times = await requests(ref);
  assert.deepEqual(found.map(({ title }) => title).toSorted(), expectedTitles.toSorted());
  assert.ok(found.some(({ state }) => state === 'unknown'));
  for (const [at, { state }] of found.entries()) {
    if (state === 'sent') assert.equal(times[at], 1);
    // Nobody knows whether the gateway had it; it is not asked again.
    else assert.ok(state === 'unknown' && (times[at] ?? 2) <= 1, `${state} ${times[at]}`);
  }
  await onePerRecipient(ref);
  await second.kill();
});

test('killed the moment the approval was answered: nothing is lost, nothing done twice', async () => {
  const { who, ref } = await beforeTheLastApproval();
  const first = await servers.start();
  await approve(first, ref);
  await first.kill();
  assert.equal((await on.row(ref)).state, 'effective');

  const second = await servers.start();
  await until('the agreement is ready', () => isReady(ref));
  await until('every message is settled', () => isSettled(ref, 4));
  await until('it is reported', async () => (await on.registry.read(who)).length === 3);
  assert.equal((await documents(ref)).length, 1);
  assert.ok((await requests(ref)).every(count => count <= 1));
  await onePerRecipient(ref);
  await second.kill();
});
