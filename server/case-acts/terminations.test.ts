import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import {
  countersAgree,
  type Employer,
  type Graduate,
  historiesReplay,
  type Someone,
  startCases,
  type TestCases,
} from '#server/cases/testing/cases.ts';
import { faulty, filledForm, refused, startFlows, type TestFlows } from '#server/cases/testing/flows.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';

let on: TestCases;
let flow: TestFlows;
let employer: Employer;
before(async () => {
  on = await startCases();
  flow = await startFlows(on);
  employer = await on.makeEmployer({ name: '厦门鹭岛星河智能装备制造与工业软件研究院股份有限公司第三分公司' });
});
after(async () => {
  await countersAgree(on.database);
  await historiesReplay(on.database);
  await on.stop();
});
const morning = '2027-03-10T02:00:00Z';
beforeEach(() => on.clock.set(morning));
const daysLater = (days: number) => on.clock.set(new Date(new Date(morning).getTime() + days * 86_400_000).toISOString());

const why = { reason: '个人原因', text: '家庭所在地有变，双方已沟通' };
const no = { reason: '双方尚未协商一致', text: '请与单位协商后再申请' };
async function signed(name?: string) {
  const who = await on.graduate(name ? { name } : {});
  return { who, signing: await flow.signedOnline(employer, who) };
}
const asked = async (side: Graduate | Employer, signing: string): Promise<string> =>
  flow.passed(await flow.terminate(side, signing, why)).json().ref;

describe('online', () => {
  test('asked by the graduate, agreed to by the employer, passed by both levels: free, and nothing is reported', async () => {
    const { who, signing } = await signed();
    await on.drain();
    assert.deepEqual(await flow.reported(who), ['10.01', signing]);
    faulty(await flow.terminate(who, signing, { reason: '没有这一条', text: '' }), 'input.reason', 'input.text');
    const ref = await asked(who, signing);
    assert.equal(await flow.state(ref), 'requested.graduate');
    await on.drain();
    assert.equal((await flow.titles(employer, ref)).length, 1);
    assert.deepEqual(await flow.titles(who, ref), []);
    refused(await on.act(who, ref, 'accept'), 'not-yours');
    refused(await on.act(flow.school, ref, 'approve'), 'not-possible-here');
    flow.passed(await on.act(employer, ref, 'accept'));
    assert.equal(await flow.state(signing), 'effective', 'it is in force until the school has passed it');
    await flow.approved(ref);
    const row = await on.row(signing);
    assert.deepEqual([await flow.state(ref), row.state, row.holds], ['completed', 'terminated', false]);
    const { confirmation } = await on.database.one(
      unnamed<{ confirmation: string }>('select confirmation from graduate where id = $1'),
      [who.graduateId],
    );
    assert.equal(confirmation, 'unreported');
    await on.drain();
    assert.equal(await flow.reported(who), undefined);
    const { documents } = flow.passed(await on.page(who, ref)).json();
    assert.deepEqual(
      documents.map(({ title }: { title: string }) => title),
      ['解约证明'],
    );
    const again = await on.invited(employer, who);
    flow.passed(await on.act(who, again, 'accept', on.consent(who)));
  });

  test('the request may carry files: each side gathers its own unseen, the other side and both reviewers read what was asked with', async () => {
    const { who, signing } = await signed();
    const add = (side: Someone, ref = signing) => flow.upload(side, `/api/cases/${ref}/files/grounds/0`);
    const seen = async (side: Someone, ref: string): Promise<number[]> =>
      flow
        .passed(await on.page(side, ref))
        .json()
        .files.map(({ id }: { id: number }) => id);
    const own = flow.passed(await add(who)).json().id;
    const theirs = flow.passed(await add(employer)).json().id;
    const dropped = flow.passed(await add(employer)).json().id;
    refused(await on.send(who, 'DELETE', `/api/cases/${signing}/files/${theirs}`), 'not-found');
    flow.passed(await on.send(employer, 'DELETE', `/api/cases/${signing}/files/${dropped}`));
    assert.deepEqual(await seen(who, signing), [own]);
    assert.deepEqual(await seen(employer, signing), [theirs]);
    for (const staff of [flow.department, flow.school]) {
      assert.deepEqual(await seen(staff, signing), []);
      refused(await add(staff), 'not-yours');
    }
    const ref = await asked(employer, signing);
    for (const reader of [who, employer, flow.department, flow.school]) {
      assert.deepEqual(await seen(reader, ref), [theirs]);
      const picture = await on.send(reader, 'GET', `/api/cases/${ref}/files/${theirs}/shown`);
      assert.equal(picture.headers['content-type'], 'image/jpeg');
    }
    refused(await on.send(employer, 'DELETE', `/api/cases/${ref}/files/${theirs}`), 'not-possible-here');
    refused(await add(who), 'termination-open');
    refused(await add(who, ref), 'not-possible-here');
    assert.deepEqual(await seen(who, signing), [own], 'what the graduate gathered waits for a request of theirs');
    flow.passed(await on.act(who, ref, 'decline', no));
    assert.deepEqual(await seen(flow.school, await asked(who, signing)), [own]);
  });

  test('asked by the employer, answered by the graduate; who asked may take it back, the other may say no', async () => {
    const { who, signing } = await signed();
    const one = await asked(employer, signing);
    assert.equal(await flow.state(one), 'requested.employer');
    refused(await on.act(who, one, 'cancel'), 'not-yours');
    refused(await on.act(who, one, 'askSchool'), 'not-possible-here');
    flow.passed(await on.act(employer, one, 'cancel'));
    const two = await asked(employer, signing);
    refused(await on.act(employer, two, 'decline'), 'not-yours');
    flow.passed(await on.act(who, two, 'decline', { text: '尚在协商' }));
    const told = flow.passed(await on.page(who, two)).json();
    assert.deepEqual([told.label, told.why], ['您已拒绝解约', { kind: 'own', reason: '', text: '尚在协商' }]);
    const status = (page: typeof told) => page.sections[0].rows.find((row: { key: string }) => row.key === 'status').value;
    assert.deepEqual([status(told), told.history.at(-1).label], ['您已拒绝解约', '您已拒绝解约'], 'everywhere on the page');
    const asker = flow.passed(await on.page(employer, two)).json();
    assert.deepEqual([asker.label, status(asker), asker.history.at(-1).label], Array(3).fill('对方不同意解约'));
    const three = await asked(who, signing);
    flow.passed(await on.act(employer, three, 'decline'));
    assert.equal(await flow.state(signing), 'effective');
    const four = await asked(employer, signing);
    faulty(await on.act(who, four, 'accept'), 'input.agreed', 'input.proof');
    flow.passed(await on.act(who, four, 'accept', on.consent(who)));
    flow.passed(await on.act(flow.department, four, 'approve'));
    flow.passed(await on.act(flow.school, four, 'reject', no));
    assert.deepEqual([await flow.state(four), await flow.state(signing)], ['failed', 'effective']);
    await on.drain();
    assert.deepEqual(await flow.reported(who), ['10.01', signing], 'the signing is still in force');
    await asked(who, signing);
  });

  test('the other side is reminded after 3, 7 and 14 days, once each, and no longer once it has answered', async () => {
    const { who, signing } = await signed();
    const ref = await asked(who, signing);
    const counts: number[] = [];
    for (const days of [1, 3, 4, 7, 8, 14, 30]) {
      daysLater(days);
      await on.drain();
      await on.drain();
      counts.push((await flow.titles(employer, ref)).length - 1);
    }
    assert.deepEqual(counts, [0, 1, 1, 2, 2, 3, 3]);
    assert.deepEqual(await flow.titles(who, ref), []);
    beforeTheFirst();
    const other = await signed();
    const answered = await asked(employer, other.signing);
    flow.passed(await on.act(other.who, answered, 'decline'));
    daysLater(14);
    await on.drain();
    assert.equal((await flow.titles(other.who, answered)).length, 1, 'the request itself');
  });
  const beforeTheFirst = () => on.clock.set(morning);

  test('the school is asked after its days; it notes, and passes on with what it knows; the employer may still answer', async () => {
    const { who, signing } = await signed();
    const ref = await asked(who, signing);
    daysLater(6);
    const early = await on.act(who, ref, 'askSchool');
    refused(early, 'not-yet');
    assert.match(early.body, /7/);
    daysLater(7);
    flow.passed(await on.act(who, ref, 'askSchool'));
    assert.equal(await flow.state(ref), 'schoolAsked');
    refused(await on.act(flow.department, ref, 'noteHelp', { text: '已致电' }), 'not-yours');
    daysLater(8);
    flow.passed(await on.act(flow.school, ref, 'noteHelp', { text: '已致电单位，答复下周处理' }));
    assert.equal(await flow.state(ref), 'schoolAsked');
    const listed = async (state: string) => {
      const { rows } = (await on.send(flow.school, 'GET', `/api/desk/cases?mark=helpAsked&state=${state}`)).json();
      return rows.find((row: { ref: string }) => row.ref === ref);
    };
    const waiting = await listed('mine');
    assert.equal(waiting.since, waiting.markedAt, 'what the school noted does not make the graduate wait anew');
    faulty(await on.act(flow.school, ref, 'passOn', { text: ' ' }), 'input.text');
    faulty(await on.act(flow.school, ref, 'passOn', { text: '单位已书面同意解约' }), 'input.files');
    await flow.enclose(ref, 'help');
    flow.passed(await on.act(flow.school, ref, 'passOn', { text: '单位已书面同意解约' }));
    assert.equal(await flow.state(ref), 'reviewing.department');
    assert.equal(await listed('mine'), undefined);
    await flow.approved(ref);
    assert.equal((await listed('all')).markedAt, waiting.markedAt);
    assert.equal(await flow.state(signing), 'terminated');
    const second = await signed();
    const open = await asked(second.who, second.signing);
    daysLater(15);
    flow.passed(await on.act(second.who, open, 'askSchool'));
    flow.passed(await on.act(employer, open, 'accept'));
    assert.equal(await flow.state(open), 'reviewing.department');
    const third = await signed();
    const cancelled = await asked(third.who, third.signing);
    daysLater(22);
    flow.passed(await on.act(third.who, cancelled, 'askSchool'));
    flow.passed(await on.act(third.who, cancelled, 'cancel'));
    assert.equal(await flow.state(third.signing), 'effective');
  });

  test('a school that waits longer is asked later', async () => {
    await flow.set({ terminationHelpDays: 20 });
    const { who, signing } = await signed();
    const ref = await asked(who, signing);
    daysLater(19);
    refused(await on.act(who, ref, 'askSchool'), 'not-yet');
    daysLater(20);
    flow.passed(await on.act(who, ref, 'askSchool'));
    await flow.set({});
  });

  test('of many requests at the same instant, by both sides, one is open', async () => {
    for (let round = 0; round < 4; round++) {
      const { who, signing } = await signed();
      const sides = [who, employer, who, employer, who];
      const answers = await Promise.all(sides.map(side => flow.terminate(side, signing, why)));
      assert.equal(answers.filter(({ statusCode }) => statusCode === 200).length, 1);
      for (const answer of answers) if (answer.statusCode !== 200) refused(answer, 'termination-open');
      const { open } = await on.database.one(
        unnamed<{ open: number }>('select count(*)::int as open from destination_case where signing_case_id = $1'),
        [Number(signing.split('-')[1])],
      );
      assert.equal(open, 1);
    }
  });

  test('only of a signing in force, only by its own parties', async () => {
    const { who, signing } = await signed();
    const [stranger, other] = [await on.graduate(), await on.makeEmployer()];
    refused(await flow.terminate(stranger, signing, why), 'not-found');
    refused(await flow.terminate(other, signing, why), 'not-found');
    refused(await flow.terminate(flow.school, signing, why), 'not-yours');
    const ref = await asked(who, signing);
    for (const side of [stranger, other]) {
      refused(await on.page(side, ref), 'not-found');
      refused(await on.act(side, ref, 'accept'), 'not-found');
    }
    const list = flow.passed(await on.send(other, 'GET', '/api/employer/cases?flow=online-termination')).json();
    assert.deepEqual(list.rows, []);
    const own = flow.passed(await on.send(employer, 'GET', '/api/employer/cases?flow=online-termination')).json();
    assert.ok(own.rows.some((row: { ref: string }) => row.ref === ref));
    const waiting = await on.graduate();
    refused(await flow.terminate(waiting, await on.invited(employer, waiting), why), 'signing-not-in-force');
    const registered = await flow.approved(await flow.submitted(stranger, '70.01'));
    refused(await flow.terminate(stranger, registered), 'not-found');
  });

  test('a difference in a key field never stops a termination; a closed module neither', async () => {
    const { who, signing } = await signed();
    await flow.roster(who, { major: '人工智能' });
    await flow.set({ modules: { destinations: false } });
    const ref = await asked(who, signing);
    flow.passed(await on.act(employer, ref, 'accept'));
    await flow.approved(ref);
    assert.equal(await flow.state(signing), 'terminated');
    await flow.set({});
  });
});

test('why a termination was asked for stays on its page, for each side and the desk, when it is over too', async () => {
  const { who, signing } = await signed();
  const ref = await asked(who, signing);
  flow.passed(await on.act(employer, ref, 'accept'));
  const readBy = async (side: Graduate | Employer | typeof flow.school) => {
    const { sections } = flow.passed(await on.page(side, ref)).json();
    const row = (key: string) => sections[0].rows.find((one: { key: string }) => one.key === key)?.value;
    return { reason: row('reason'), text: row('reasonText') };
  };
  assert.deepEqual(await readBy(flow.school), why);
  flow.passed(await on.act(flow.department, ref, 'reject', no));
  for (const side of [who, employer, flow.school]) assert.deepEqual(await readBy(side), why);
});

test('the audit names the person who began or asked', async () => {
  const { count } = await on.database.one(
    unnamed<{ count: number }>(
      `select count(*)::int from audit_event where action = 'case-moved' and actor not like '%:%' and actor not in ('system', 'clock', 'agent')`,
    ),
  );
  assert.equal(count, 0);
});

describe('on paper', () => {
  for (const kind of ['10.02', '10.03'] as const)
    test(`of ${kind}: the letter is required; completion frees the graduate and clears the report`, async () => {
      const who = await on.graduate();
      const signing = kind === '10.02' ? await flow.signedOffline(who) : await flow.approved(await flow.submitted(who, '10.03'));
      const { employerName } = await on.row(signing);
      await on.drain();
      assert.deepEqual(await flow.reported(who), [kind, signing]);
      const { ref } = flow.passed(await flow.terminate(who, signing)).json();
      assert.equal(await flow.state(ref), 'draft');
      faulty(await on.act(who, ref, 'submit', {}), 'input.files', 'input.reason', 'input.text');
      faulty(await on.act(who, ref, 'submit', why), 'input.files');
      await flow.enclose(ref, 'letter');
      flow.passed(await on.act(who, ref, 'submit', why));
      flow.passed(await on.act(who, ref, 'withdraw'));
      flow.passed(await on.act(who, ref, 'submit', why));
      flow.passed(await on.act(flow.department, ref, 'return', { reason: '解约函未加盖公章', text: '请补盖' }));
      flow.passed(await on.act(who, ref, 'submit', why));
      await flow.approved(ref);
      assert.deepEqual([await flow.state(ref), await flow.state(signing)], ['completed', 'terminated']);
      assert.equal((await on.row(ref)).employerName, employerName);
      await on.drain();
      const told = [...(await flow.titles(who, signing)), ...(await flow.titles(who, ref))];
      assert.equal(told.filter(title => /已解约|解约完成/.test(title)).length, 1, told.join());
      assert.equal(await flow.reported(who), undefined);
      flow.passed(await flow.submit(who, await flow.begun(who, '70.01'), filledForm('70.01')));
    });

  test('a draft that is saved keeps the names of its signing', async () => {
    const who = await on.graduate();
    const signing = await flow.signedOffline(who);
    const { ref } = flow.passed(await flow.terminate(who, signing)).json();
    await flow.save(who, ref, { employerName: '厦门假冒单位有限公司', jobTitle: '' });
    const [kept, own] = [await on.row(ref), await on.row(signing)];
    assert.deepEqual([kept.employerName, kept.uscc], [own.employerName, own.uscc]);
  });

  test('drafts are not open terminations; of two handed in at the same instant one is', async () => {
    for (let round = 0; round < 4; round++) {
      const who = await on.graduate();
      const signing = await flow.signedOffline(who);
      const refs: string[] = [];
      for (const _ of [1, 2, 3]) refs.push(flow.passed(await flow.terminate(who, signing)).json().ref);
      for (const ref of refs) await flow.enclose(ref, 'letter');
      const answers = await Promise.all(refs.map(ref => on.act(who, ref, 'submit', why)));
      assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [200, 409, 409]);
      for (const answer of answers) if (answer.statusCode !== 200) refused(answer, 'termination-open');
    }
  });

  test('a draft left over cannot be handed in when the signing has ended; rejection leaves the signing', async () => {
    const who = await on.graduate();
    const signing = await flow.signedOffline(who);
    const [first, second] = [
      flow.passed(await flow.terminate(who, signing)).json().ref,
      flow.passed(await flow.terminate(who, signing)).json().ref,
    ];
    for (const ref of [first, second]) await flow.enclose(ref, 'letter');
    flow.passed(await on.act(who, first, 'submit', why));
    refused(await on.act(who, second, 'submit', why), 'termination-open');
    flow.passed(await on.act(flow.department, first, 'reject', no));
    assert.equal(await flow.state(signing), 'effective');
    flow.passed(await on.act(who, second, 'submit', why));
    await flow.approved(second);
    refused(await flow.terminate(who, signing), 'signing-not-in-force');
  });
});
