import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import sharp from 'sharp';
import { dayLength } from '#domain/dates.ts';
import { countersAgree, historiesReplay, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { faulty, filledForm, refused, startFlows, type TestFlows } from '#server/cases/testing/flows.ts';
import { failingJobs, retryJob } from '#server/platform/jobs/jobs.ts';
import type { FailedDelivery } from '#server/platform/outside/delivery.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';

let on: TestCases;
let flow: TestFlows;
before(async () => {
  on = await startCases();
  flow = await startFlows(on);
});
after(async () => {
  await countersAgree(on.database);
  await historiesReplay(on.database);
  await on.stop();
});
const morning = '2027-03-10T02:00:00Z';
beforeEach(() => on.clock.set(morning));
const later = (milliseconds: number) => on.clock.set(new Date(new Date(morning).getTime() + milliseconds).toISOString());

/** An SMS with the link; others lead to the page of the case. */
const isLink = ({ params }: { readonly params: Readonly<Record<string, string>> }): boolean =>
  params.url?.includes('/agent#') === true;
/** The token of the SMS that went out last. */
async function lastToken(): Promise<string> {
  assert.deepEqual(await on.drain(), []);
  const url = on.platform.sent.findLast(isLink)?.params.url ?? '';
  assert.match(url, /\/agent#[\w-]{43}$/);
  return url.split('#')[1] ?? '';
}
async function linked() {
  const who = await on.graduate();
  const ref = await flow.issued(who);
  flow.passed(await on.act(who, ref, 'requestEmployerUpload'));
  return { who, ref, token: await lastToken() };
}
const as = (token: string) => ({ headers: { 'agent-token': token } });
const open = (token: string) => on.send(undefined, 'GET', '/api/agent-link', undefined, as(token));
const hand = (token: string, key?: string) =>
  on.send(undefined, 'POST', '/api/agent-link/submission', undefined, { ...as(token), ...(key && { key }) });
const uploadBy = (token: string, content: Buffer = flow.image) =>
  flow.uploadInPieces(undefined, '/api/agent-link/uploads', { content, headers: { 'agent-token': token } });
const show = (token: string, id: number) => on.send(undefined, 'GET', `/api/agent-link/files/${id}`, undefined, as(token));
const remove = (token: string, id: number) =>
  on.app.inject({ method: 'DELETE', url: `/api/agent-link/files/${id}`, headers: { 'agent-token': token } });

describe('a link for the employer’s agent', () => {
  test('shows this agreement, takes the scan, and the case continues', async () => {
    const { ref, token } = await linked();
    const page = flow.passed(await open(token)).json();
    const { agreementNumber, employerName } = await on.row(ref);
    assert.deepEqual([page.agreementNumber, page.employerName], [agreementNumber, employerName]);
    assert.deepEqual(
      page.sections.map(({ title }: { title: string }) => title),
      ['用人单位信息', '协议信息'],
    );
    assert.doesNotMatch(JSON.stringify(page), /\d{17}[\dX]/, 'no ID number');
    refused(await hand(token), 'evidence-missing');
    const file = flow.passed(await uploadBy(token)).json();
    assert.deepEqual([file.purpose, file.submitted], ['scan', false]);
    flow.passed(await remove(token, file.id));
    refused(await hand(token), 'evidence-missing');
    flow.passed(await uploadBy(token));
    flow.passed(await hand(token));
    assert.equal(await flow.state(ref), 'signingReviewing.department');
    await flow.approved(ref);
    assert.equal(await flow.state(ref), 'effective');
  });

  test('is dead when used', async () => {
    const { token } = await linked();
    flow.passed(await uploadBy(token));
    const answers = await Promise.all([hand(token), hand(token), hand(token)]);
    assert.ok(answers.some(({ statusCode }) => statusCode === 200));
    for (const answer of answers) if (answer.statusCode !== 200) refused(answer, 'link-dead');
    for (const answer of [await open(token), await uploadBy(token), await hand(token), await remove(token, 1)])
      refused(answer, 'link-dead');
    refused(await on.send(undefined, 'GET', '/api/agent-link/agreement', undefined, as(token)), 'link-dead');
  });

  test('handed in once more because the answer was lost, with the same key, it answers the same; with another it is dead', async () => {
    const { ref, token } = await linked();
    flow.passed(await uploadBy(token));
    const key = 'the-same-button-1';
    const answers = await Promise.all([hand(token, key), hand(token, key), hand(token, key)]);
    for (const answer of answers) assert.deepEqual(flow.passed(answer).json(), { done: true });
    assert.deepEqual(flow.passed(await hand(token, key)).json(), { done: true });
    refused(await hand(token, 'somebody-else-1'), 'link-dead');
    assert.equal(await flow.state(ref), 'signingReviewing.department');
    flow.passed(await on.act(flow.department, ref, 'return', { reason: '未加盖公章或公章不符', text: '请重拍' }));
    assert.deepEqual(flow.passed(await hand(token, key)).json(), { done: true });
    assert.equal(await flow.state(ref), 'signingReturned', 'the answer, and nothing else, comes again');
  });

  test('shows what was uploaded with it, and nothing of another case', async () => {
    const [one, two] = [await linked(), await linked()];
    const file = flow.passed(await uploadBy(one.token)).json();
    const shown = flow.passed(await show(one.token, file.id));
    assert.equal((await sharp(shown.rawPayload).metadata()).format, 'jpeg');
    assert.match(String(shown.headers['content-security-policy']), /sandbox/);
    refused(await show(two.token, file.id), 'not-found');
    refused(await show('', file.id), 'link-dead');
    flow.passed(await remove(one.token, file.id));
    refused(await show(one.token, file.id), 'not-found');
  });

  test('shows nothing that the graduate uploaded or handed in; and nobody sees its own before it is handed in', async () => {
    const who = await on.graduate();
    const ref = await flow.issued(who);
    flow.passed(await flow.upload(who, `/api/cases/${ref}/files/scan/0`));
    flow.passed(await on.act(who, ref, 'upload', { explanation: true }));
    flow.passed(await on.act(flow.department, ref, 'return', { reason: '其他', text: '请盖章后回传' }));
    const drafted = flow.passed(await flow.upload(who, `/api/cases/${ref}/files/scan/0`)).json();
    flow.passed(await on.act(who, ref, 'requestEmployerUpload'));
    const token = await lastToken();
    assert.deepEqual(flow.passed(await open(token)).json().files, []);
    const filesSeenBy = async (someone: Parameters<typeof on.page>[0]) =>
      flow.passed(await on.page(someone, ref)).json().files as { id: number; earlier: boolean; explanation: boolean }[];
    const theirs = await filesSeenBy(who);
    for (const { id } of theirs) {
      refused(await show(token, id), 'not-found');
      refused(await remove(token, id), 'not-found');
    }
    refused(await hand(token), 'evidence-missing');

    const own = flow.passed(await uploadBy(token)).json();
    assert.deepEqual(await filesSeenBy(who), theirs);
    const url = `/api/cases/${ref}/files/${own.id}`;
    refused(await on.send(who, 'GET', `${url}/shown`), 'not-found');
    refused(await on.send(who, 'DELETE', url), 'not-found');
    flow.passed(await hand(token));
    const handedIn = (await filesSeenBy(flow.department)).map(({ id, earlier, explanation }) => [id, earlier, explanation]);
    assert.ok(theirs.some(({ id }) => id === drafted.id));
    const statement = theirs.find(({ explanation }) => explanation);
    assert.deepEqual(handedIn, [
      [own.id, false, false],
      [statement?.id, true, true],
    ]);
  });

  test('is sent five times a day for one graduate, and no more', async () => {
    const { who, ref } = await linked();
    for (let sent = 1; sent < 5; sent++) flow.passed(await on.act(who, ref, 'requestEmployerUpload'));
    refused(await on.act(who, ref, 'requestEmployerUpload'), 'links-used-up');
    const other = await on.graduate();
    const own = await flow.issued(other);
    flow.passed(await on.act(other, own, 'requestEmployerUpload'));
    later(dayLength + 1);
    flow.passed(await on.act(who, ref, 'requestEmployerUpload'));
  });

  test('is dead when another replaces it, after 7 days, and when the case has moved on', async () => {
    const { who, ref, token } = await linked();
    flow.passed(await on.act(who, ref, 'requestEmployerUpload'));
    const second = await lastToken();
    assert.notEqual(second, token);
    refused(await open(token), 'link-dead');
    later(7 * dayLength - 1);
    flow.passed(await open(second));
    later(7 * dayLength);
    refused(await open(second), 'link-dead');
    refused(await uploadBy(second), 'link-dead');
    refused(await hand(second), 'link-dead');
    on.clock.set(morning);
    await flow.enclose(ref, 'scan');
    flow.passed(await on.act(who, ref, 'upload'));
    refused(await open(second), 'link-dead');
    flow.passed(await on.act(who, ref, 'withdraw'));
    refused(await open(second), 'link-dead');
    refused(await hand(second), 'link-dead');
  });

  test('is dead while the graduate is not on the roster', async () => {
    const { who, token } = await linked();
    const lapse = unnamed('update graduate set lapsed_at = $2 where id = $1');
    await on.database.execute(lapse, [who.graduateId, on.clock.now()]);
    refused(await open(token), 'link-dead');
    await on.database.execute(lapse, [who.graduateId, null]);
    flow.passed(await open(token));
  });

  test('opens one case: its files alone can be removed, and nothing else answers to it', async () => {
    const [one, two] = [await linked(), await linked()];
    const file = flow.passed(await uploadBy(one.token)).json();
    refused(await remove(two.token, file.id), 'not-found');
    const own = await flow.enclose(one.ref, 'scan');
    refused(await remove(one.token, own), 'not-found');
    for (const url of [`/api/cases/${one.ref}`, `/api/cases/${one.ref}/files/${file.id}/shown`])
      refused(await on.send(undefined, 'GET', url, undefined, as(one.token)), 'not-signed-in');
    for (const token of ['', 'x', `${one.token}x`, one.token.toLowerCase(), `${'A'.repeat(43)}`])
      refused(await open(token), 'link-dead');
    refused(await on.send(undefined, 'GET', '/api/agent-link'), 'link-dead');
    assert.equal((await on.row(two.ref)).state, 'issued');
  });

  test('the token is in no log, and in the database never in clear, and sealed only while the link lives', async () => {
    const { token } = await linked();
    flow.passed(await open(token));
    await hand(token);
    assert.ok(!on.platform.logged().includes(token));
    const { tables } = await on.database.one(
      unnamed<{ tables: string[] }>(
        `select array_agg(quote_ident(schemaname) || '.' || quote_ident(tablename)) as tables from pg_tables
         where schemaname in ('public', 'graphile_worker')`,
      ),
    );
    for (const table of tables) {
      const mayRead = unnamed<{ can: boolean }>(`select has_table_privilege($1, 'select') as can`);
      if (!(await on.database.one(mayRead, [table])).can) continue;
      const { found } = await on.database.one(
        unnamed<{ found: number }>(`select count(*)::int as found from ${table} r where r::text like $1`),
        [`%${token}%`],
      );
      assert.equal(found, 0, table);
    }
    const { left } = await on.database.one(
      unnamed<{ left: number }>(
        `select count(*)::int as left from employer_link where token_sealed is not null and used_at is not null`,
      ),
    );
    assert.equal(left, 0);
  });

  test('is sent to the mobile of the form, or to a given one; a landline alone asks for a mobile', async () => {
    const who = await on.graduate();
    const ref = await flow.begun(who, '10.02');
    const { contactMobile: _, ...form } = { contactMobile: '', ...filledForm('10.02'), contactLandline: '0592-6181234' };
    flow.passed(await flow.submit(who, ref, form));
    await flow.approved(ref);
    const before = on.platform.sent.length;
    faulty(await on.act(who, ref, 'requestEmployerUpload'), 'input.phone');
    faulty(await on.act(who, ref, 'requestEmployerUpload', { phone: '12345' }), 'input.phone');
    await on.drain();
    assert.equal(on.platform.sent.slice(before).filter(isLink).length, 0);
    flow.passed(await on.act(who, ref, 'requestEmployerUpload', { phone: '13800990007' }));
    const token = await lastToken();
    assert.equal(on.platform.sent.findLast(isLink)?.phone, '13800990007');
    flow.passed(await open(token));
    assert.equal(await flow.state(ref), 'issued');
  });

  test('asked for twice at the same instant: one link works', async () => {
    const who = await on.graduate();
    const ref = await flow.issued(who);
    const { version } = await on.row(ref);
    const asked = [1, 2, 3].map(() => on.act(who, ref, 'requestEmployerUpload', {}, { version, key: 'one-and-the-same' }));
    for (const answer of await Promise.all(asked)) flow.passed(answer);
    const { links } = await on.database.one(
      unnamed<{ links: number }>('select count(*)::int as links from employer_link where case_id = $1 and used_at is null'),
      [Number(ref.split('-')[1])],
    );
    assert.equal(links, 1);
    refused(await on.act(who, ref, 'requestEmployerUpload', {}, { version }), 'already-moved');
  });
});

describe('the SMS with the link', () => {
  const link = async (who: Parameters<typeof on.page>[0], ref: string) =>
    flow.passed(await on.page(who, ref)).json().employerLink;
  /** The gateway answers so until it is asked anew. */
  async function answering(fails: FailedDelivery | undefined, work: () => Promise<unknown>): Promise<void> {
    const { sms } = on.platform.outside;
    const { send } = sms;
    if (fails) Object.assign(sms, { send: async () => fails });
    await work();
    Object.assign(sms, { send });
  }
  const retry = async () => {
    for (const { id } of await failingJobs(on.database)) await retryJob(on.database, id);
    assert.deepEqual(await on.drain(), []);
  };

  test('is on the case: to whom, until when, opened when; the link is for the graduate alone', async () => {
    const { who, ref, token } = await linked();
    const theirs = await link(who, ref);
    assert.deepEqual([theirs.sms, theirs.openedAt, theirs.left], ['sent', null, 4]);
    assert.equal(theirs.url.split('#')[1], token);
    assert.ok(theirs.qr.size > 20);
    assert.match(theirs.phone, /^1\d{10}$/);
    const ours = await link(flow.department, ref);
    assert.deepEqual([ours.url, ours.qr], [null, null]);
    assert.match(ours.phone, /^1\d\d\*+\d{4}$/);
    later(3_600_000);
    flow.passed(await open(token));
    later(7_200_000);
    flow.passed(await open(token));
    assert.equal((await link(who, ref)).openedAt, new Date(new Date(morning).getTime() + 3_600_000).toISOString());
    later(7 * dayLength);
    assert.deepEqual([(await link(who, ref)).isOver, (await link(who, ref)).url], [true, null]);
  });

  test('is tried again while the gateway throttles; given up, the graduate and the operator learn of it, and the link still works', async () => {
    const who = await on.graduate();
    const ref = await flow.issued(who);
    await on.drain();
    flow.passed(await on.act(who, ref, 'requestEmployerUpload'));
    await answering({ outcome: 'temporary-failure', code: 'isv.BUSINESS_LIMIT_CONTROL', fateUnknown: false }, on.drain);
    assert.deepEqual([(await link(who, ref)).sms, (await link(who, ref)).tries], ['queued', 1]);
    await retry();
    assert.deepEqual([(await link(who, ref)).sms, (await link(who, ref)).tries], ['sent', 2]);

    flow.passed(await on.act(who, ref, 'requestEmployerUpload'));
    await answering({ outcome: 'permanent-failure', code: 'isv.MOBILE_NUMBER_ILLEGAL', fateUnknown: false }, on.drain);
    assert.deepEqual(await on.drain(), []);
    const failed = await link(who, ref);
    assert.equal(failed.sms, 'failed');
    flow.passed(await open(failed.url.split('#')[1]));
    const inbox = flow.passed(await on.send(who, 'GET', '/api/messages')).json();
    assert.ok(JSON.stringify(inbox).includes('给单位的短信没有发出'));
    assert.equal(flow.passed(await on.send(await on.makeOperator(), 'GET', '/api/queues')).json().failedLinks, 1);
  });
});

test('the agreement that is issued is made, and the agent has it to print; so have those who may see the case', async () => {
  const made = await startCases({ press: true });
  const its = await startFlows(made);
  try {
    const who = await made.graduate({ name: '㛃䶮·买买提' });
    const ref = await its.issued(who);
    its.passed(await made.act(who, ref, 'requestEmployerUpload'));
    assert.deepEqual(await made.drain(), []);
    const token = made.platform.sent.findLast(isLink)?.params.url?.split('#')[1] ?? '';
    const agreement = its.passed(await made.send(undefined, 'GET', '/api/agent-link/agreement', undefined, as(token)));
    assert.equal(agreement.rawPayload.subarray(0, 5).toString(), '%PDF-');
    const [document] = its.passed(await made.page(who, ref)).json().documents;
    assert.deepEqual([document.state, document.version], ['ready', 1]);
    const own = its.passed(await made.send(who, 'GET', `/api/cases/${ref}/documents/${document.id}`));
    assert.deepEqual(own.rawPayload, agreement.rawPayload);
    const it = { content: agreement.rawPayload, pieces: 2, headers: { 'agent-token': token } };
    const scan = its.passed(await its.uploadInPieces(undefined, '/api/agent-link/uploads', it));
    assert.ok(
      scan.json().checks.some(({ label }: { label: string }) => label === '与本协议一致'),
      scan.body,
    );
    assert.ok(!made.platform.logged().includes(token));
  } finally {
    await made.stop();
  }
});
