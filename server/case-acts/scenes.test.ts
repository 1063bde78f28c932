/** Scenes in which the rules failed people: who is told what, until which day, and what a change of the roster stops. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { type Employer, type Graduate, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { faulty, filledForm, refused, startFlows, type TestFlows } from '#server/cases/testing/flows.ts';

let on: TestCases;
let flow: TestFlows;
let employer: Employer;
before(async () => {
  on = await startCases();
  flow = await startFlows(on);
  employer = await on.makeEmployer();
});
after(() => on.stop());
const morning = '2027-03-10T02:00:00Z';
beforeEach(() => on.clock.set(morning));

const why = { reason: '个人原因', text: '双方已协商一致' };
const no = { reason: '其他', text: '请核对材料' };
const smsTo = (who: Graduate) => on.platform.sent.filter(({ phone }) => phone === who.phone).map(({ params }) => params.title);
const registered = async (type: string) => {
  const who = await on.graduate();
  return { who, ref: await flow.approved(await flow.submitted(who, type)) };
};
const asked = async (side: Parameters<TestFlows['terminate']>[0], signing: string): Promise<string> =>
  flow.passed(await flow.terminate(side, signing, why)).json().ref;

describe('the window', () => {
  /** 31 January 2028, 23:59:59 in Beijing, and the next second. */
  const last = '2028-01-31T15:59:59Z';
  const closed = '2028-01-31T16:00:00Z';

  test('in February nobody voids and nobody starts a termination; what was asked for in time is answered and reviewed', async () => {
    const idle = await registered('76.01');
    const [online, other, paper] = [await on.graduate(), await on.graduate(), await on.graduate()];
    const [first, second] = [await flow.signedOnline(employer, online), await flow.signedOnline(employer, other)];
    const signed = await flow.signedOffline(paper);
    on.clock.set(last);
    const open = await asked(online, first);
    const { ref: draft } = flow.passed(await flow.terminate(paper, signed)).json();
    on.clock.set(closed);
    refused(await on.act(idle.who, idle.ref, 'void'), 'cohort-not-open');
    const { actions } = (await on.page(idle.who, idle.ref)).json();
    const button = actions.find(({ action }: { action: string }) => action === 'void');
    assert.match(button.obstacle.sentence, /办理时间/);
    refused(await flow.terminate(other, second, why), 'cohort-not-open');
    refused(await flow.terminate(employer, second, why), 'cohort-not-open');
    await flow.enclose(draft, 'letter');
    refused(await on.act(paper, draft, 'submit', why), 'cohort-not-open');
    flow.passed(await on.act(employer, open, 'accept'));
    await flow.approved(open);
    assert.equal(await flow.state(first), 'terminated');
  });
});

describe('who is next is told by SMS', () => {
  test('退回, 协议审核通过: it is the graduate’s turn; 学院审核通过 is not', async () => {
    const who = await on.graduate();
    const ref = await flow.submitted(who, '10.02', []);
    flow.passed(await on.act(flow.department, ref, 'return', no));
    await on.drain();
    assert.deepEqual(smsTo(who), ['协议审核待提交（老师退回）']);
    flow.passed(await flow.submit(who, ref, filledForm('10.02')));
    flow.passed(await on.act(flow.department, ref, 'approve'));
    await on.drain();
    assert.deepEqual(smsTo(who).length, 1, 'on its way');
    assert.deepEqual(await flow.titles(who, ref), ['协议审核待提交（老师退回）', '就业协议审核中，等待学校审核']);
    flow.passed(await on.act(flow.school, ref, 'approve'));
    await on.drain();
    assert.deepEqual(smsTo(who), ['协议审核待提交（老师退回）', '就业协议审核通过']);
  });

  test('单位发起解约', async () => {
    const who = await on.graduate();
    const signing = await flow.signedOnline(employer, who);
    await on.drain();
    await asked(employer, signing);
    await on.drain();
    assert.equal(smsTo(who).at(-1), '单位发起解约，等待学生同意');
  });

  test('help noted: the graduate reads what the school wrote, the employer that it did; an empty note is no note', async () => {
    const who = await on.graduate();
    const ref = await asked(who, await flow.signedOnline(employer, who));
    on.clock.set('2027-03-17T02:00:00Z');
    flow.passed(await on.act(who, ref, 'askSchool'));
    await on.drain();
    for (const text of [undefined, '', ' ']) faulty(await on.act(flow.school, ref, 'noteHelp', { text }), 'input.text');
    const { since } = flow.passed(await on.page(flow.school, ref)).json();
    on.clock.set('2027-03-20T02:00:00Z');
    flow.passed(await on.act(flow.school, ref, 'noteHelp', { text: '已致电人事经理，约定下周答复' }));
    assert.equal(flow.passed(await on.page(flow.school, ref)).json().since, since, 'help does not send to the end of the queue');
    await on.drain();
    assert.equal(smsTo(who).at(-1), '学校正在协助您解约');
    const { messages } = (await on.send(who, 'GET', '/api/messages?limit=1')).json();
    assert.match(messages[0].text, /已致电人事经理/);
    const noted = async (side: Parameters<TestCases['page']>[0]) => {
      const page = (await on.page(side, ref)).json();
      return [page.history.at(-1).word, page.history.at(-1).reason?.text, page.reason?.text ?? ''];
    };
    const text = '已致电人事经理，约定下周答复';
    assert.deepEqual(await noted(who), ['记录协助情况', text, text]);
    assert.deepEqual(await noted(flow.school), ['记录协助情况', text, text]);
    const [word, note, shown] = await noted(employer);
    assert.deepEqual([word, note], ['记录协助情况', undefined]);
    assert.notEqual(shown, text);
  });

  test('reminders of a termination go on after 请求学校协助', async () => {
    await flow.set({ terminationHelpDays: 4 });
    const who = await on.graduate();
    const ref = await asked(who, await flow.signedOnline(employer, who));
    const reminders: number[] = [];
    for (const day of [3, 4, 7, 14, 20]) {
      on.clock.set(new Date(Date.parse(morning) + day * 86_400_000).toISOString());
      await on.drain();
      if (day === 4) flow.passed(await on.act(who, ref, 'askSchool'));
      reminders.push((await flow.titles(employer, ref)).filter(title => title.startsWith('请回应')).length);
    }
    assert.deepEqual(reminders, [1, 1, 2, 3, 3]);
    await flow.set({});
  });
});

test('a refused voiding is called so, and says why', async () => {
  await flow.set({ voiding: 'review' });
  const { who, ref } = await registered('76.01');
  flow.passed(await on.act(who, ref, 'void'));
  flow.passed(await on.act(flow.department, ref, 'reject', no));
  await on.drain();
  assert.equal((await flow.titles(who, ref)).at(-1), '作废申请未通过');
  const { messages } = (await on.send(who, 'GET', '/api/messages?limit=1')).json();
  assert.match(messages[0].text, /继续有效.*请核对材料/);
  await flow.set({});
});

test('what waits for a scan again can be discarded, and frees the graduate; while it is new it cannot', async () => {
  const who = await on.graduate();
  const ref = await flow.issued(who);
  refused(await on.act(who, ref, 'discard'), 'not-possible-here');
  await flow.enclose(ref, 'scan');
  flow.passed(await on.act(who, ref, 'upload'));
  flow.passed(await on.act(who, ref, 'withdraw'));
  flow.passed(await on.act(who, ref, 'discard'));
  assert.deepEqual([await flow.state(ref), (await on.row(ref)).holds], ['discarded', false]);
  const back = await flow.issued(who);
  await flow.enclose(back, 'scan');
  flow.passed(await on.act(who, back, 'upload'));
  flow.passed(await on.act(flow.department, back, 'return', no));
  flow.passed(await on.act(who, back, 'discard'));
  await flow.submitted(who, '70.01', []);
});

test('a signing is not approved for who may no longer sign', async () => {
  const [who, paper] = [await on.graduate(), await on.graduate()];
  const online = await on.invited(employer, who);
  flow.passed(await on.act(who, online, 'accept', on.consent(who)));
  const registered = await flow.submitted(paper, '10.03');
  await flow.roster(who, { trainingMode: '21' });
  await flow.roster(paper, { trainingMode: '41' });
  for (const ref of [online, registered]) {
    refused(await on.act(flow.department, ref, 'approve'), 'mode-may-not-sign');
    flow.passed(await on.act(flow.department, ref, 'reject', no));
  }
});
