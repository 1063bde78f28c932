/** The server is killed while archives are decided, reviewed quickly or imported: nothing acknowledged is lost, half done or done twice. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestSandbox } from '#sandbox/test-sandbox.ts';
import { transferCountersAgree } from '#server/archives/testing/counters.ts';
import { type Graduate, type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { untilWaiting } from '#server/platform/testing/waiting.ts';
import { type KillableServer, killableServers, until } from '#server/testing/killable-servers.ts';
import { cookieOf } from '#server/testing/platform.ts';
import { makeOffice, office, sheetTools } from './testing/sheets.ts';

let on: TestCases;
let tools: Awaited<ReturnType<typeof sheetTools>>;
let sandbox: Awaited<ReturnType<typeof startTestSandbox>>;
let servers: Awaited<ReturnType<typeof killableServers>>;
let school: Someone;
let cohort: number;
before(async () => {
  [sandbox, on] = await Promise.all([startTestSandbox({ smsPerMinute: 1_000_000 }), startCases()]);
  [servers, tools] = await Promise.all([killableServers(on.platform, sandbox), sheetTools(on)]);
  // The server runs by the machine's clock, so the graduates are of a cohort that is open today: from September on the next year's.
  const today = new Date();
  on.clock.set(today);
  cohort = today.getUTCFullYear() + (today.getUTCMonth() >= 8 ? 1 : 0);
  await makeOffice(on);
  school = await on.makeStaff('school');
  const levels = JSON.stringify({ reviewLevels: { 'archive-request': 'school' } });
  await on.database.execute(unnamed('update school set settings = $1, settings_version = settings_version + 1 where id = 1'), [
    levels,
  ]);
});
after(async () => {
  await servers.stop();
  await Promise.all([tools.remove(), on.stop(), sandbox.remove()]);
});

const path = '/api/archives/archive';
async function post(server: KillableServer, to: string, body: object, key: string = crypto.randomUUID()): Promise<Response> {
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': key,
    cookie: await cookieOf(on.platform, school.owner),
  };
  return fetch(`${server.url}${to}`, { method: 'POST', headers, body: JSON.stringify(body) });
}
type Asked = Graduate & { readonly id: number };
async function asked(count: number): Promise<Asked[]> {
  const found: Asked[] = [];
  for (let left = count; left > 0; left--) {
    const who = await on.graduate({ cohort });
    const form = { archiveType: '4', ...office };
    const answer = await on.send(who, 'POST', '/api/graduate/archives/archive/requests', { action: 'register', form });
    assert.equal(answer.statusCode, 200, answer.body);
    found.push({ ...who, id: answer.json().id });
  }
  return found;
}

const lockOne = unnamed<object>('select from graduate where id = $1 for update');
/** The server is killed while it waits for this graduate's row: what it did before is committed, the rest is not begun. */
const killedAt = (server: KillableServer, { graduateId }: Graduate, reached: () => Promise<boolean>) =>
  on.database.transaction(async tx => {
    await tx.query(lockOne, [graduateId]);
    await until('the server does what comes before', reached);
    await untilWaiting(on.database, 1);
    await server.kill();
  });

interface Left {
  readonly graduateId: number;
  readonly state: string;
  readonly version: number;
  readonly records: number;
  readonly reported: number;
  readonly told: number;
  readonly shown: string;
}
const selectLeft = unnamed<Left>(
  `select g.id as graduate_id, t.state, t.version, g.archive_state as shown,
     (select count(*)::int from transfer_record_history h where h.graduate_id = g.id and h.kind = 'archive') as records,
     (select count(*)::int from registry_record_history h where h.graduate_id = g.id and h.part = 'archive') as reported,
     (select count(*)::int from message m where m.person_id = g.person_id) as told
   from graduate g left join transfer_record t on t.graduate_id = g.id and t.kind = 'archive' where g.id = any($1::bigint[]) order by g.id`,
);
const selectSteps = unnamed<{ count: number; most: number }>(
  `select count(*)::int as count, max(seq) as most from transfer_request_history where request_id = any($1::bigint[])`,
);
const running = unnamed<{ left: number }>(
  'select count(*)::int as left from graphile_worker._private_jobs where run_at <= now()',
);
/** Each has its record, once: written, reported and told. */
async function onceEach(whom: readonly Graduate[]): Promise<void> {
  await until('every job is done', async () => (await on.database.one(running)).left === 0);
  const ids = whom.map(({ graduateId }) => graduateId);
  const once = { state: 'registered', version: 1, records: 1, reported: 1, told: 1, shown: 'registered' };
  assert.deepEqual(
    (await on.database.query(selectLeft, [ids])).map(row => ({ ...row })),
    ids.toSorted((one, other) => one - other).map(graduateId => ({ graduateId, ...once })),
  );
  const deliveries = await on.database.query(
    unnamed<{ id: number; state: string }>(
      `select d.id, d.state from delivery d join message m on m.id = d.message_id join graduate g on g.person_id = m.person_id
       where g.id = any($1::bigint[])`,
    ),
    [ids],
  );
  const sent = new Map((await sandbox.inbox('?limit=1000000')).map(({ id, requests }) => [id, requests]));
  for (const { id, state } of deliveries) {
    const times = sent.get(`qx-${id}`) ?? 0;
    assert.ok(state === 'unknown' ? times <= 1 : times === 1, `delivery ${id} is ${state}, sent ${times} times`);
  }
  await transferCountersAgree(on.database);
}

test('while twelve requests are approved at once: what was answered is there, and what was not is done once when it is sent again', async () => {
  const whom = await asked(12);
  const held = whom[7];
  assert.ok(held);
  const first = await servers.start();
  const commands = whom.map(({ id }) => ({ to: `${path}/requests/${id}/approve`, key: crypto.randomUUID() }));
  const answers: (number | undefined)[] = [];
  let sending: Promise<unknown> = Promise.resolve();
  await killedAt(first, held, async () => {
    if (answers.length === 0)
      sending = Promise.all(
        commands.map(async ({ to, key }, at) => {
          answers[at] = undefined;
          answers[at] = await post(first, to, { version: 1 }, key).then(
            ({ status }) => status,
            () => undefined,
          );
        }),
      );
    answers.length = 12;
    return answers.filter(status => status === 200).length === 11;
  });
  await sending;
  assert.equal(answers[7], undefined);
  const second = await servers.start();
  for (const { to, key } of commands) assert.equal((await post(second, to, { version: 1 }, key)).status, 200);
  await onceEach(whom);
  const steps = await on.database.one(selectSteps, [whom.map(({ id }) => id)]);
  assert.deepEqual([steps.count, steps.most], [24, 2]);
  await second.kill();
});

test('during a quick review: it continues where it was, and nobody is approved twice', async () => {
  const whom = await asked(45);
  const held = whom[29];
  assert.ok(held);
  const first = await servers.start();
  const cookie = await cookieOf(on.platform, school.owner);
  const preview: { count: number; asOf: string } = JSON.parse(
    await (await fetch(`${first.url}${path}/quick-reviews/preview`, { headers: { cookie } })).text(),
  );
  assert.equal(preview.count, 45);
  const begun = await post(first, `${path}/quick-reviews`, { asOf: preview.asOf });
  assert.equal(begun.status, 200);
  const { id } = JSON.parse(await begun.text());
  const outcomes = unnamed<{ passed: number; approved: number }>(
    `select count(*) filter (where k.outcome = 'passed')::int as passed, count(*) filter (where r.state = 'approved')::int as approved
     from desk_job_request k join transfer_request r on r.id = k.request_id where k.job_id = $1`,
  );
  // Twenty outcomes are written down together: of nine, only the decision is there.
  await killedAt(first, held, async () => (await on.database.one(outcomes, [id])).approved === 29);
  assert.deepEqual({ ...(await on.database.one(outcomes, [id])) }, { passed: 20, approved: 29 });

  const second = await servers.start();
  await until('the review is done', async () => (await on.database.one(outcomes, [id])).passed === 45);
  await onceEach(whom);
  const steps = await on.database.one(selectSteps, [whom.map(({ id }) => id)]);
  assert.deepEqual([steps.count, steps.most], [90, 2]);
  await second.kill();
});

test('while an import writes: what was committed stays, the rest is written once', async () => {
  const whom: Graduate[] = [];
  for (let count = 0; count < 270; count++) whom.push(await on.graduate({ cohort }));
  const held = whom[260];
  assert.ok(held);
  const rows = [];
  for (const who of whom) rows.push(await tools.rowOf('archive', who));
  const first = await servers.start();
  const cookie = await cookieOf(on.platform, school.owner);
  const headers = {
    'content-type': 'application/octet-stream',
    'file-name': 'a.xlsx',
    'idempotency-key': crypto.randomUUID(),
    cookie,
  };
  const body = new Uint8Array(await tools.sheetOf('archive', rows));
  const uploaded = await fetch(`${first.url}${path}/import-files`, { method: 'POST', headers, body });
  const { fileId } = JSON.parse(await uploaded.text());
  const begun = await post(first, `${path}/imports`, { fileId, fileName: 'a.xlsx' });
  const { id } = JSON.parse(await begun.text());
  const run = unnamed<{ phase: string; written: number; added: number }>(
    'select phase, written, added from transfer_import where id = $1',
  );
  await killedAt(first, held, async () => (await on.database.one(run, [id])).written === 250);
  assert.deepEqual({ ...(await on.database.one(run, [id])) }, { phase: 'writing', written: 250, added: 270 });

  const second = await servers.start();
  await until('the import is done', async () => (await on.database.one(run, [id])).phase === 'done');
  assert.deepEqual({ ...(await on.database.one(run, [id])) }, { phase: 'done', written: 270, added: 270 });
  await onceEach(whom);
  await second.kill();
});
