import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import { z } from 'zod';
import { type CaseRef, lockOpenedCase, parseRef } from '#server/cases/read-case.ts';
import { type Employer, type Graduate, type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { moveCase } from '#server/cases/write-case.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { everything } from '#server/platform/scope/everything.ts';
import { makeAccount } from '#server/testing/platform.ts';
import { clearReportedCase, reportCase } from './report-case.ts';
import { remindParties } from './tell-parties.ts';

let on: TestCases;
let employer: Employer;
let department: Someone;
let school: Someone;
before(async () => {
  on = await startCases({ press: true });
  employer = await on.makeEmployer({ name: '厦门鹭岛星河智能装备制造与工业软件研究院股份有限公司第三分公司' });
  department = await on.makeStaff('department', { name: '罗老师' });
  school = await on.makeStaff('school', { name: '欧阳老师' });
});
after(() => on.stop());
beforeEach(() => on.clock.set('2027-03-10T02:00:00Z'));

const passed = (answer: { statusCode: number; body: string }) => assert.equal(answer.statusCode, 200, answer.body);
const accept = (who: Graduate, ref: string) => on.act(who, ref, 'accept', on.consent(who));

async function inForce(who: Graduate): Promise<string> {
  const ref = await on.invited(employer, who);
  passed(await accept(who, ref));
  passed(await on.act(department, ref, 'approve'));
  passed(await on.act(school, ref, 'approve'));
  return ref;
}
interface Linked {
  readonly link: { readonly path: string } | null;
}
/** Titles of what somebody finds in the inbox, the first one first. */
async function inbox(who: Someone, ref?: string): Promise<string[]> {
  const answer = await on.send(who, 'GET', '/api/messages?limit=100');
  passed(answer);
  const { messages } = answer.json();
  return messages
    .filter(({ link }: Linked) => ref === undefined || link?.path.endsWith(`/${ref}`))
    .map(({ title }: { title: string }) => title)
    .toReversed();
}
const smsTo = (phone: string) => on.platform.sent.filter(message => message.phone === phone).map(({ params }) => params.title);
const reported = async (who: Graduate) => on.registry.read(who);

const waitingJobs = () =>
  on.database.query(
    unnamed<{ name: string; payload: unknown }>(
      `select t.identifier as name, j.payload from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`,
    ),
  );
const envelope = z.object({ data: z.unknown() });
async function runAgain({ name, payload }: { name: string; payload: unknown }): Promise<void> {
  const handler = on.handlers.find(handler => handler.name === name);
  assert.ok(handler, name);
  const context = { database: on.database, clock: on.clock, jobId: 0, attempt: 2, signal: new AbortController().signal };
  await handler.run(envelope.parse(payload).data, context);
}
const everythingMade = () =>
  on.database.query(
    unnamed<Record<string, unknown>>(
      `select (select count(*) from message) as messages, (select count(*) from delivery) as deliveries,
         (select count(*) from registry_record_history) as reports, (select count(*) from document) as documents,
         (select string_agg(file_id, ' ' order by id) from document) as files, (select count(*) from case_history) as steps,
         (select string_agg(state, ' ' order by id) from delivery) as sent`,
    ),
  );

describe('what follows', () => {
  test('from an invitation to an agreement in force: messages, report, document', async () => {
    const who = await on.graduate({ name: '㛃䶮·买买提' });
    const ref = await on.invited(employer, who);
    assert.deepEqual(await inbox(who), [], 'nothing before its job has run');
    assert.deepEqual(await on.drain(), []);
    assert.deepEqual([await inbox(who, ref), await inbox(employer, ref)], [['您收到一份签约邀请'], []]);
    passed(await accept(who, ref));
    await on.drain();
    assert.deepEqual(await inbox(employer, ref), ['毕业生已接受签约邀请']);
    passed(await on.act(department, ref, 'approve'));
    await on.drain();
    assert.deepEqual(await inbox(who, ref), ['您收到一份签约邀请', '学院审核已通过']);
    assert.deepEqual(await reported(who), []);
    passed(await on.act(school, ref, 'approve'));
    const page = (await on.page(who, ref)).json();
    const [invitedBy, toItself] = [page.history[0].who, (await on.page(employer, ref)).json().history[0].who];
    assert.equal(invitedBy, employer.name);
    assert.match(toItself, new RegExp(`^${employer.name}（.+）$`), 'an employer reads which of its people it was');
    assert.deepEqual(
      page.documents.map((document: { state: string }) => document.state),
      ['making'],
    );
    assert.deepEqual(await on.drain(), []);
    assert.deepEqual(await inbox(who, ref), ['您收到一份签约邀请', '学院审核已通过', '签约完成']);
    assert.deepEqual(await inbox(employer, ref), ['毕业生已接受签约邀请', '签约完成']);
    assert.deepEqual(smsTo(who.phone), ['您收到一份签约邀请', '签约完成'], 'a step on the way goes by WeChat only');

    const parts = await reported(who);
    assert.deepEqual(
      parts.map(({ part, source }) => [part, source]),
      [
        ['destination', 'platform'],
        ['archive', 'platform'],
        ['hukou', 'platform'],
      ],
    );
    assert.equal(parts[0]?.content.employerName, employer.name);
    const { confirmation } = await on.database.one(
      unnamed<{ confirmation: string }>('select confirmation from graduate where id = $1'),
      [who.graduateId],
    );
    assert.equal(confirmation, 'unconfirmed');

    const [document] = (await on.page(school, ref)).json().documents;
    assert.deepEqual([document.state, document.version, document.signature.isTest], ['ready', 1, true]);
    const url = `/api/cases/${ref}/documents/${document.id}`;
    const files = await Promise.all([who, employer, department, school].map(reader => on.send(reader, 'GET', url)));
    for (const file of files) {
      passed(file);
      assert.ok(file.rawPayload.subarray(0, 5).toString() === '%PDF-');
      assert.equal(file.rawPayload.length, document.bytes);
      assert.equal(file.headers['content-type'], 'application/pdf');
      const disposition = String(file.headers['content-disposition']);
      assert.match(disposition, /^inline; filename\*=UTF-8''/);
      assert.match(decodeURIComponent(disposition), new RegExp(`-${who.name}-`), 'a folder of them is told apart by name');
    }
    const pictures = await on.send(who, 'GET', `${url}/shown`);
    passed(pictures);
    assert.equal(pictures.headers['content-type'], 'image/jpeg');
    assert.deepEqual([...pictures.rawPayload.subarray(0, 3)], [0xff, 0xd8, 0xff], 'for browsers that open no PDF');
    for (const stranger of [
      await on.makeEmployer(),
      await on.graduate(),
      await on.makeStaff('department', { departmentIds: [2] }),
    ])
      for (const address of [url, `${url}/shown`]) assert.equal((await on.send(stranger, 'GET', address)).statusCode, 404);
  });

  test('every job run twice, and once more at the same time: the same messages, one report, one document', async () => {
    const who = await on.graduate();
    const ref = await on.invited(employer, who);
    const jobs = await waitingJobs();
    await on.drain();
    passed(await accept(who, ref));
    jobs.push(...(await waitingJobs()));
    await on.drain();
    passed(await on.act(department, ref, 'approve'));
    jobs.push(...(await waitingJobs()));
    await on.drain();
    passed(await on.act(school, ref, 'approve'));
    jobs.push(...(await waitingJobs()));
    await on.drain();
    const made = await everythingMade();
    const names = new Set(jobs.map(({ name }) => name));
    for (const name of ['cases.tell', 'cases.remind', 'cases.report', 'cases.make-document', 'cases.expire'])
      assert.ok(names.has(name), name);
    for (const job of jobs) await runAgain(job);
    await Promise.all(jobs.map(runAgain));
    assert.deepEqual(await everythingMade(), made);
  });

  test('every account of an employer that may sign in is told, once', async () => {
    const two = await on.makeEmployer();
    const staff = await makeAccount(on.platform, { kind: 'employerStaff', login: 'staff-of-two', employerId: two.employerId });
    const gone = await makeAccount(on.platform, { kind: 'employerStaff', login: 'gone-of-two', employerId: two.employerId });
    await on.database.execute(unnamed('update account set disabled_at = $2 where id = $1'), [gone, on.clock.now()]);
    const who = await on.graduate();
    passed(await accept(who, await on.invited(two, who)));
    await on.drain();
    const told = await on.database.query(
      unnamed<{ accountId: number }>('select account_id from message where account_id = any($1) order by 1'),
      [[two.accountId, staff, gone]],
    );
    assert.deepEqual(
      told.map(({ accountId }) => accountId),
      [two.accountId, staff],
    );
  });

  test('who declines, who recalls, what expires: the other side is told, with the reason', async () => {
    const [declining, recalled, silent] = [await on.graduate(), await on.graduate(), await on.graduate()];
    const refs = [
      await on.invited(employer, declining),
      await on.invited(employer, recalled),
      await on.invited(employer, silent),
    ] as const;
    await on.drain();
    passed(await on.act(declining, refs[0], 'decline', { reason: '工作地点不合适', text: '离家太远' }));
    passed(await on.act(employer, refs[1], 'recall'));
    on.clock.set('2027-03-12T16:00:00Z');
    await on.drain();
    on.clock.set('2027-03-13T16:00:00Z');
    await on.drain();
    assert.deepEqual(await inbox(employer, refs[0]), ['毕业生已拒绝签约邀请']);
    const { messages } = (await on.send(employer, 'GET', '/api/messages?limit=100')).json();
    const declined = messages.find(({ link }: Linked) => link?.path.endsWith(`/${refs[0]}`));
    assert.match(declined.text, /原因：工作地点不合适，离家太远。/);
    assert.deepEqual(await inbox(recalled, refs[1]), ['您收到一份签约邀请', '签约邀请已撤回']);
    assert.deepEqual(await inbox(silent, refs[2]), ['您收到一份签约邀请', '签约邀请即将到期', '签约邀请已失效']);
    assert.deepEqual(await inbox(employer, refs[2]), ['签约邀请已失效']);
  });
});

describe('messages that come late', () => {
  test('the message of an invitation that is already over still gives its deadline', async () => {
    const who = await on.graduate();
    const ref = await on.invited(employer, who);
    passed(await on.act(employer, ref, 'recall'));
    await on.drain();
    const { messages } = (await on.send(who, 'GET', '/api/messages')).json();
    const invitation = messages.find((message: { title: string }) => message.title === '您收到一份签约邀请');
    assert.match(invitation.text, /请在 2027年3月14日 00:00（北京时间）前应约/);
  });

  test('a reminder is sent 24 hours before, to graduates who have not answered and still can', async () => {
    const [waiting, answered, lapsed] = [await on.graduate(), await on.graduate(), await on.graduate()];
    const refs = [
      await on.invited(employer, waiting),
      await on.invited(employer, answered),
      await on.invited(employer, lapsed),
    ] as const;
    await on.drain();
    passed(await accept(answered, refs[1]));
    await on.database.execute(unnamed('update graduate set lapsed_at = $2 where id = $1'), [lapsed.graduateId, on.clock.now()]);
    on.clock.set('2027-03-12T15:59:00Z');
    await on.drain();
    assert.ok(!(await inbox(waiting)).includes('签约邀请即将到期'));
    on.clock.set('2027-03-12T16:00:00Z');
    await on.drain();
    assert.deepEqual(await inbox(waiting), ['您收到一份签约邀请', '签约邀请即将到期']);
    for (const other of [answered, lapsed]) assert.ok(!(await inbox(other)).includes('签约邀请即将到期'));
  });

  test('a reminder whose job runs after the deadline says nothing any more', async () => {
    const who = await on.graduate();
    const ref = await on.invited(employer, who);
    on.clock.set('2027-03-13T16:00:00Z');
    await remindParties(on.platform, { ...parseRef(ref), seq: 1, nth: 0 }, 'graduate');
    assert.deepEqual(await inbox(who), []);
  });

  test('a reminder says nothing either to who has found another destination', async () => {
    const [who, other] = [await on.graduate(), await on.makeEmployer()];
    const ref = await on.invited(employer, who);
    passed(await accept(who, await on.invited(other, who)));
    await remindParties(on.platform, { ...parseRef(ref), seq: 1, nth: 0 }, 'graduate');
    assert.deepEqual(await inbox(who), []);
  });
});

describe('the reported record', () => {
  const terminate = (ref: CaseRef) =>
    on.database.transaction(async tx => {
      const opened = await lockOpenedCase(on.platform, tx, ref, everything);
      assert.ok(opened);
      const { row, facts, snapshot, roster } = opened;
      const moved = await moveCase(tx, row, {
        platform: on.platform,
        action: 'terminate',
        facts,
        snapshot,
        roster,
        who: { roles: ['system'] },
      });
      assert.ok(!('refused' in moved));
    });

  test('falls away with the signing: the destination is cleared, archive and hukou stay and are marked', async () => {
    const who = await on.graduate();
    const ref = parseRef(await inForce(who));
    await on.drain();
    await terminate(ref);
    await on.drain();
    const parts = await reported(who);
    assert.deepEqual(
      parts.map(({ part, note }) => [part, note]),
      [
        ['archive', 'destination-ended'],
        ['hukou', 'destination-ended'],
      ],
    );
    const { confirmation } = await on.database.one(
      unnamed<{ confirmation: string }>('select confirmation from graduate where id = $1'),
      [who.graduateId],
    );
    assert.equal(confirmation, 'unreported');
    assert.deepEqual((await inbox(who)).at(-1), '签约完成', 'the termination tells of it, not the signing');
  });

  test('a report that comes after the clearing, having failed before, writes nothing', async () => {
    const who = await on.graduate();
    const ref = parseRef(await inForce(who));
    await terminate(ref);
    await clearReportedCase(on.platform, on.reporting, { ...ref, seq: 5 }, 5);
    await reportCase(on.platform, on.reporting, { ...ref, seq: 4 }, 4);
    assert.deepEqual(await reported(who), []);
  });
});

describe('deliveries', () => {
  const invitedOnly = async () => {
    const who = await on.graduate();
    const ref = await on.invited(employer, who);
    // The message is posted, its delivery not yet begun.
    const tell = (await waitingJobs()).filter(({ name }) => name === 'cases.tell');
    for (const job of tell) await runAgain(job);
    const { id } = await on.database.one(
      unnamed<{ id: number }>('select d.id from delivery d join message m on m.id = d.message_id where m.person_id = $1'),
      [who.personId],
    );
    return { who, ref, id };
  };
  const stateOf = async (id: number) =>
    (await on.database.one(unnamed<{ state: string }>('select state from delivery where id = $1'), [id])).state;

  test('one that was marked and then lost its worker is unknown, and never sent again by itself', async () => {
    const { who, id } = await invitedOnly();
    await on.database.execute(unnamed(`update delivery set state = 'sending' where id = $1`), [id]);
    await on.drain();
    assert.deepEqual([await stateOf(id), smsTo(who.phone)], ['unknown', []]);
    await runAgain({ name: 'messages.deliver', payload: { data: { deliveryId: id } } });
    assert.deepEqual([await stateOf(id), smsTo(who.phone)], ['unknown', []]);
  });

  test('run by two workers at once it is sent once', async () => {
    const { who, id } = await invitedOnly();
    const job = { name: 'messages.deliver', payload: { data: { deliveryId: id } } };
    await Promise.all([1, 2, 3].map(() => runAgain(job)));
    assert.equal(smsTo(who.phone).length, 1);
  });

  test('the text that leaves the house is short, names no ID number, and carries the delivery’s id', async () => {
    const { who, id } = await invitedOnly();
    await on.drain();
    const message = on.platform.sent.find(({ phone }) => phone === who.phone);
    assert.equal(message?.outId, `qx-${id}`);
    assert.ok((message?.params.text?.length ?? 99) <= 60);
    assert.ok(!JSON.stringify(message).includes(who.idNumber));
  });
});

test('a message is read by whom it is for, and by nobody else', async () => {
  const [who, other] = [await on.graduate(), await on.graduate()];
  await on.invited(employer, who);
  await on.drain();
  const { messages, unread } = (await on.send(who, 'GET', '/api/messages')).json();
  assert.deepEqual([messages.length, unread], [1, 1]);
  const url = `/api/messages/${messages[0].id}/read`;
  for (const stranger of [other, employer, department]) assert.equal((await on.send(stranger, 'POST', url)).statusCode, 404);
  passed(await on.send(who, 'POST', url, undefined, { key: randomUUID() }));
  assert.equal((await on.send(who, 'GET', '/api/messages')).json().unread, 0);
});
