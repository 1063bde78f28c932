/** Which version is whose: what a reviewer changed is proved and told, what was handed in is what staff read, the roster has the unit. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { type Graduate, type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { filledForm, refused, startFlows, type TestFlows } from '#server/cases/testing/flows.ts';

let on: TestCases;
let flow: TestFlows;
before(async () => {
  on = await startCases();
  flow = await startFlows(on);
});
after(() => on.stop());
beforeEach(() => on.clock.set('2027-03-10T02:00:00Z'));

/** Whom 考研 and 第二学士学位 are offered to. */
const bachelor = async (): Promise<Graduate> => {
  const who = await on.graduate();
  await flow.roster(who, { educationLevel: '21' });
  return who;
};
const no = { reason: '其他', text: '请核对材料' };
const amend = (who: Someone, ref: string, destinationType: string) =>
  on.act(who, ref, 'amend', { destinationType, form: filledForm(destinationType) });
const json = async (who: Someone, ref: string) => flow.passed(await on.page(who, ref)).json();
const files = (ref: string, item = 0) => `/api/cases/${ref}/files/evidence/${item}`;
const lastMessage = async (who: Graduate) => (await on.send(who, 'GET', '/api/messages?limit=1')).json().messages[0];

describe('修改去向', () => {
  test('求职中 made 境内升学 is approved at no level, one by one or in a batch, until its evidence is there', async () => {
    const who = await bachelor();
    const ref = await flow.submitted(who, '70.01', []);
    flow.passed(await amend(flow.department, ref, '80.02'));
    const answer = await on.act(flow.department, ref, 'approve');
    refused(answer, 'type-not-proved');
    assert.match(answer.json().detail ?? answer.body, /录取通知书，或拟录取公示或录取名单/);
    const button = (await json(flow.department, ref)).actions.find(({ action }: { action: string }) => action === 'approve');
    assert.match(button.obstacle.sentence, /录取通知书/);
    const cases = [{ ref, version: (await on.row(ref)).version }];
    const batch = { flow: 'other-destination', action: 'approve', input: {}, selection: { cases } };
    const { id } = flow.passed(await on.send(flow.department, 'POST', '/api/desk/batches', batch)).json();
    await on.drain();
    const { counts, rows } = (await on.send(flow.department, 'GET', `/api/jobs/${id}/cases`)).json();
    assert.deepEqual(counts, { waiting: 0, passed: 0, refused: 1 });
    assert.match(rows[0].sentence, /录取通知书/);

    refused(await flow.upload(flow.school, files(ref)), 'not-yours');
    const { id: added } = flow.passed(await flow.upload(flow.department, files(ref))).json();
    const [file] = (await json(who, ref)).files;
    assert.deepEqual([file.uploadedBy, file.byLevel, file.submitted], ['学院（罗老师）', 'department', true]);
    refused(await on.send(who, 'DELETE', `/api/cases/${ref}/files/${added}`), 'not-possible-here');
    flow.passed(await on.act(flow.department, ref, 'approve'));
    refused(await on.send(flow.school, 'DELETE', `/api/cases/${ref}/files/${added}`), 'not-possible-here');
    flow.passed(await on.act(flow.school, ref, 'approve'));
    assert.equal(await flow.state(ref), 'registered');
  });

  test('the school changes it after the department has passed it: asked again; returned, the graduate proves it', async () => {
    const who = await on.graduate();
    const ref = await flow.submitted(who, '70.01', []);
    flow.passed(await on.act(flow.department, ref, 'approve'));
    flow.passed(await amend(flow.school, ref, '75.01'));
    refused(await on.act(flow.school, ref, 'approve'), 'type-not-proved');
    flow.passed(await on.act(flow.school, ref, 'return', no));
    await flow.enclose(ref, 'evidence', 0);
    flow.passed(await flow.submit(who, ref, filledForm('75.01')));
    await flow.approved(ref);
  });

  test('what proves the one type under the same name proves the other; back to what was handed in asks for nothing', async () => {
    const who = await bachelor();
    const ref = await flow.submitted(who, '80.02', [0]);
    flow.passed(await amend(flow.department, ref, '80.03'));
    flow.passed(await amend(flow.department, ref, '85.01'));
    refused(await on.act(flow.department, ref, 'approve'), 'type-not-proved');
    flow.passed(await amend(flow.department, ref, '80.02'));
    flow.passed(await on.act(flow.department, ref, 'approve'));
    const other = await flow.submitted(await bachelor(), '80.02', [0]);
    flow.passed(await amend(flow.department, other, '80.03'));
    flow.passed(await on.act(flow.department, other, 'approve'));
  });

  test('a reviewer takes nothing away that the graduate has handed in', async () => {
    const who = await bachelor();
    const ref = await flow.submitted(who, '80.02', [0]);
    const [{ id }] = (await json(who, ref)).files;
    for (const staff of [flow.department, flow.school])
      refused(await on.send(staff, 'DELETE', `/api/cases/${ref}/files/${id}`), 'not-possible-here');
  });

  test('the graduate is told from what to what, by SMS, and reads it on the page; so does the school', async () => {
    const who = await bachelor();
    const ref = await flow.submitted(who, '70.01', []);
    flow.passed(await amend(flow.department, ref, '80.02'));
    await on.drain();
    const { title, text } = await lastMessage(who);
    assert.equal(title, '学院修改了您登记的去向');
    assert.match(text, /^去向类型由「求职中」改为「境内升学（考研）」/);
    assert.ok(on.platform.sent.some(({ phone, params }) => phone === who.phone && params.title === title));
    for (const reader of [who, flow.school]) {
      const { history } = await json(reader, ref);
      assert.match(history.at(-1).who, /^学院/);
      assert.deepEqual([history.at(-1).changes[0].from, history.at(-1).changes[0].to], ['求职中', '境内升学（考研）']);
    }
  });
});

describe('handed in again', () => {
  test('staff read what was handed in while the graduate types, and then what has changed', async () => {
    const who = await on.graduate();
    const ref = await flow.submitted(who, '76.01', [0]);
    const form = filledForm('76.01');
    flow.passed(await on.act(flow.department, ref, 'return', no));
    const before = await json(flow.department, ref);
    flow.passed(await flow.save(who, ref, { ...form, workDescription: '半句' }));
    const during = await json(flow.department, ref);
    assert.deepEqual(during.sections, before.sections, 'never a half-typed one');
    assert.equal((await flow.draft(who, ref)).json().form.workDescription, '半句');
    const [{ id }] = (await json(who, ref)).files;
    flow.passed(await on.send(who, 'DELETE', `/api/cases/${ref}/files/${id}`));
    await flow.enclose(ref, 'evidence', 0);
    flow.passed(await flow.submit(who, ref, { ...form, workDescription: '为三家刊物供稿' }));
    for (const reader of [flow.department, flow.school, who]) {
      const { history } = await json(reader, ref);
      const { action, changes } = history.at(-1);
      assert.equal(action, 'submit');
      assert.deepEqual(
        changes.map(({ label, to }: { label: string; to: string }) => [label, to]),
        [
          [changes[0].label, '为三家刊物供稿'],
          ['证明材料', '1 份（新上传 1 份）'],
        ],
      );
      assert.deepEqual(history[0].changes, []);
    }
    assert.equal((await flow.draft(who, ref)).json().form.workDescription, '为三家刊物供稿');
  });

  test('what was typed is dropped with the case, and starts from what the reviewer made of it after a withdrawal', async () => {
    const who = await on.graduate();
    const ref = await flow.submitted(who, '70.01', []);
    flow.passed(await amend(flow.department, ref, '76.01'));
    flow.passed(await on.act(who, ref, 'withdraw'));
    assert.equal((await flow.draft(who, ref)).json().form.workDescription, filledForm('76.01').workDescription);
    flow.passed(await flow.save(who, ref, { workDescription: '另一句' }));
    flow.passed(await on.act(who, ref, 'discard'));
    assert.doesNotMatch(JSON.stringify((await json(who, ref)).sections), /另一句/);
  });
});

describe('定向/委培', () => {
  const unit = { trainingMode: '22', directedUnit: '福建省演示县教育局' };
  const filed = async () => {
    const who = await on.graduate();
    await flow.roster(who, unit);
    return { who, ref: await flow.submitted(who, '10.09', []) };
  };

  test('the province has changed the unit meanwhile: stopped, said, taken from the roster as it is then', async () => {
    const { who, ref } = await filed();
    await flow.roster(who, { directedUnit: '福建省另一演示县教育局' });
    const answer = await on.act(flow.department, ref, 'approve');
    refused(answer, 'unit-changed');
    assert.match(answer.body, /福建省另一演示县教育局/);
    flow.passed(await on.act(flow.department, ref, 'refreshSnapshot'));
    assert.equal((await on.row(ref)).employerName, '福建省另一演示县教育局');
    const { history } = await json(flow.school, ref);
    assert.deepEqual(history.at(-1).changes[0].to, '福建省另一演示县教育局');
    flow.passed(await on.act(flow.department, ref, 'approve'));
    await flow.roster(who, unit);
    refused(await on.act(flow.school, ref, 'approve'), 'unit-changed');
  });

  test('the unit has changed since it came into force: a correction by the school takes it along', async () => {
    const { who, ref } = await filed();
    await flow.approved(ref);
    const correct = () => on.act(flow.school, ref, 'correct', { fields: {}, reason: '单位信息已变更', text: '省厅已批准' });
    refused(await correct(), 'invalid-input');
    await flow.roster(who, { directedUnit: '福建省另一演示县教育局' });
    flow.passed(await correct());
    assert.equal((await on.row(ref)).employerName, '福建省另一演示县教育局');
  });

  test('the mode has changed meanwhile: stopped at either level', async () => {
    const { who, ref } = await filed();
    flow.passed(await on.act(flow.department, ref, 'approve'));
    await flow.roster(who, { trainingMode: '1' });
    refused(await on.act(flow.school, ref, 'approve'), 'type-does-not-fit');
    const other = await flow.submitted(await on.graduate(), '76.01', [0]);
    flow.passed(await on.act(flow.department, other, 'approve'));
  });
});
