import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { correctionItem } from '#domain/rules/case-files.ts';
import { findOpenedCase, formAsSigned, parseRef } from '#server/cases/index.ts';
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
  on = await startCases({ press: true });
  flow = await startFlows(on);
  employer = await on.makeEmployer();
});
after(async () => {
  await countersAgree(on.database);
  await historiesReplay(on.database);
  await on.stop();
});
beforeEach(() => on.clock.set('2027-05-10T02:00:00Z'));

const why = { reason: '填写有误', text: '单位来函说明。' };
const form = async (ref: string): Promise<Record<string, string>> => {
  const { fields: _, form } = flow.passed(await on.send(flow.school, 'GET', `/api/cases/${ref}/correction`)).json();
  return form;
};
const correct = (ref: string, fields: object, input: object = why) => on.act(flow.school, ref, 'correct', { ...input, fields });
const confirmation = async ({ graduateId }: Graduate) =>
  (await on.database.one(unnamed<{ confirmation: string }>('select confirmation from graduate where id = $1'), [graduateId]))
    .confirmation;
const confirmed = ({ graduateId }: Graduate) =>
  on.database.execute(unnamed(`update graduate set confirmation = 'right' where id = $1`), [graduateId]);
const reported = async (who: Graduate) => {
  const parts = await on.registry.read(who);
  return Object.assign({}, ...parts.map(({ content }) => content));
};

describe('a signing in force', () => {
  test('is corrected by the school: it stays in its state, is reported anew, noted, told, and keeps both versions', async () => {
    const who = await on.graduate({ name: '陆𬭎㛃' });
    const ref = await flow.signedOnline(employer, who);
    await on.drain();
    await confirmed(who);
    const before = await form(ref);
    flow.passed(await correct(ref, { jobCategory: '11', contactLandline: '0592-6181234', archiveContact: '' }));
    assert.equal(await flow.state(ref), 'effective');
    assert.equal(await confirmation(who), 'unconfirmed');
    await on.drain();
    assert.equal((await reported(who)).contactLandline, '0592-6181234');
    assert.deepEqual(await form(ref), { ...before, jobCategory: '11', contactLandline: '0592-6181234' });
    assert.equal((await flow.titles(who, ref)).at(-1), '登记信息已更正');
    assert.equal((await flow.titles(employer, ref)).at(-1), '登记信息已更正');
    for (const reader of [flow.school, who, employer]) {
      const { history, documents, reason } = (await on.page(reader, ref)).json();
      const { action, changes } = history.at(-1);
      assert.deepEqual(
        [action, changes.map(({ label, from }: Record<string, string>) => [label, from])],
        [
          'correct',
          [
            ['职位类别', '工程技术人员'],
            ['联系人固话', ''],
          ],
        ],
      );
      assert.deepEqual(documents.map(({ title, state }: Record<string, string>) => `${title} ${state}`).toSorted(), [
        '变更记录 ready',
        '就业协议书 ready',
      ]);
      assert.equal(reason, null, 'a correction is not the reason for the state of the case');
    }
  });

  test('a field that nobody confirms leaves the confirmation as it is', async () => {
    const who = await on.graduate();
    const ref = await flow.signedOnline(employer, who);
    await confirmed(who);
    flow.passed(await correct(ref, { contactName: '欧阳经理', employerNature: '31' }));
    assert.equal(await confirmation(who), 'right');
    flow.passed(await correct(ref, { archiveAddress: '演示路 2 号' }));
    assert.equal(await confirmation(who), 'unconfirmed');
    await on.drain();
    const { documents } = (await on.page(who, ref)).json();
    const notes = documents.filter(({ title }: { title: string }) => title === '变更记录');
    assert.deepEqual(notes.map(({ version }: { version: number }) => version).toSorted(), [1, 2]);
  });

  test('parties, post, pay and penalty are never corrected; faults are given by field, all together', async () => {
    const ref = await flow.signedOnline(employer, await on.graduate());
    const before = await on.row(ref);
    for (const key of [
      'employerName',
      'uscc',
      'jobTitle',
      'regularSalary',
      'penalty',
      'supplement',
      'usccConfirmed',
      '__proto__x',
    ])
      faulty(await correct(ref, { [key]: '另一内容' }), `input.fields.${key}`);
    faulty(
      await correct(ref, { archivePostcode: '36', jobCategory: 'ZZ' }, {}),
      'input.fields.archivePostcode',
      'input.fields.jobCategory',
      'input.reason',
      'input.text',
    );
    faulty(await correct(ref, { archiveReceiverName: '' }), 'input.fields.archiveReceiverName');
    faulty(await correct(ref, { workRegionCode: '999999' }), 'input.fields.workRegionCode');
    faulty(await correct(ref, { contactMobile: '' }), 'input.fields.contactMobile');
    faulty(await correct(ref, {}), 'input.fields');
    faulty(await correct(ref, { contactName: '吴经理' }), 'input.fields');
    faulty(await correct(ref, { contactName: '欧阳经理' }, { reason: '不在表中', text: '说明' }), 'input.reason');
    assert.deepEqual(await on.row(ref), before);
  });

  test('nobody but the school corrects, only what is in force, not of a lapsed graduate, not after the year’s end', async () => {
    const who = await on.graduate();
    const waiting = await on.invited(employer, who);
    refused(await correct(waiting, { contactName: '欧阳经理' }), 'not-possible-here');
    flow.passed(await on.act(who, waiting, 'accept', on.consent(who)));
    refused(await correct(waiting, { contactName: '欧阳经理' }), 'not-possible-here');
    const ref = await flow.approved(waiting);
    for (const other of [who, employer, flow.department])
      refused(await on.act(other, ref, 'correct', { ...why, fields: { contactName: '欧阳经理' } }), 'not-yours');
    const elsewhere = await on.makeStaff('school', { schoolId: 2 });
    refused(await on.act(elsewhere, ref, 'correct', { ...why, fields: { contactName: '欧阳经理' } }), 'not-found');
    on.clock.set('2028-04-01T02:00:00Z');
    refused(await correct(ref, { contactName: '欧阳经理' }), 'cohort-over');
    on.clock.set('2027-05-10T02:00:00Z');
    await on.database.execute(unnamed('update graduate set lapsed_at = now() where id = $1'), [who.graduateId]);
    refused(await correct(ref, { contactName: '欧阳经理' }), 'lapsed');
  });

  test('sent twice it is done once; of two at the same instant the second is told of the first', async () => {
    const ref = await flow.signedOnline(employer, await on.graduate());
    const { version } = await on.row(ref);
    const input = { ...why, fields: { contactName: '欧阳经理' } };
    const sent = { key: 'the-same-correction', version };
    const twice = await Promise.all([1, 2].map(() => on.act(flow.school, ref, 'correct', input, sent)));
    for (const answer of twice) flow.passed(answer);
    refused(
      await on.act(flow.school, ref, 'correct', { ...why, fields: { contactName: '苏经理' } }, { version }),
      'already-moved',
    );
    assert.equal((await form(ref)).contactName, '欧阳经理');
  });

  test('an agreement that is made late prints what was signed, not what was corrected', async () => {
    const who = await on.graduate();
    const ref = await flow.signedOnline(employer, who);
    flow.passed(await correct(ref, { contactName: '㛃经理' }));
    const { everything } = await import('#server/platform/scope/everything.ts');
    const opened = await findOpenedCase(on.platform, on.database, parseRef(ref), everything);
    assert.ok(opened);
    assert.equal((await formAsSigned(on.platform, opened)).contactName, '吴经理');
    assert.equal(opened.form().contactName, '㛃经理');
  });
});

describe('another destination', () => {
  test('every field can be corrected; lists follow the new name, the type and its evidence stay', async () => {
    const who = await on.graduate();
    const ref = await flow.approved(await flow.submitted(who, '12.01'));
    await on.drain();
    await confirmed(who);
    const name = '漳州㛃海星图海洋信息服务有限公司';
    flow.passed(await correct(ref, { employerName: name, monthlySalary: '5000 元/月' }));
    await on.drain();
    assert.deepEqual([(await on.row(ref)).employerName, (await on.row(ref)).state], [name, 'registered']);
    assert.deepEqual([(await reported(who)).employerName, await confirmation(who)], [name, 'unconfirmed']);
    const { documents, files } = (await on.page(who, ref)).json();
    assert.deepEqual(
      documents.map(({ title }: { title: string }) => title),
      ['变更记录'],
    );
    assert.equal(files.length, 2);
    faulty(await correct(ref, { destinationType: '11.01' }), 'input.fields.destinationType');
  });

  test('the type too, with the evidence of the new one: reported anew, counted anew, told from what to what', async () => {
    const who = await on.graduate();
    await flow.roster(who, { educationLevel: '21' });
    const ref = await flow.approved(await flow.submitted(who, '70.01', []));
    await on.drain();
    await confirmed(who);
    const asked = await on.send(flow.school, 'GET', `/api/cases/${ref}/correction?type=80.02`);
    const { types, fields } = flow.passed(asked).json();
    assert.ok(types.some(({ code }: { code: string }) => code === '80.02'));
    assert.ok(fields.some(({ key }: { key: string }) => key === 'admittingSchool'));
    const wanted = { ...filledForm('80.02'), admittingSchool: '东海大学' };
    const change = (destinationType: string, more: object = wanted) => correct(ref, more, { ...why, destinationType });

    const { admittingSchool: _, ...lacking } = wanted;
    faulty(await change('80.02', lacking), 'input.fields.admittingSchool', 'input.files');
    faulty(await change('80.02'), 'input.files');
    faulty(await change('10.09'), 'input.destinationType');
    faulty(await change('10.01'), 'input.destinationType');
    const addProof = (type: string, item: number, by: Someone = flow.school) =>
      flow.upload(by, `/api/cases/${ref}/files/correction/${correctionItem(type, item)}`);
    for (const other of [flow.department, who]) assert.equal((await addProof('80.02', 0, other)).statusCode, 409);
    flow.passed(await addProof('75.01', 0));
    faulty(await change('80.02'), 'input.files');
    flow.passed(await addProof('80.02', 0));
    const seen = (await on.page(who, ref)).json().files;
    assert.deepEqual(seen, [], 'the graduate sees nothing of what the school only gathers');
    flow.passed(await change('80.02'));

    assert.equal(await flow.state(ref), 'registered');
    assert.equal(await confirmation(who), 'unconfirmed');
    await on.drain();
    assert.equal((await reported(who)).admittingSchool, '东海大学');
    const { history, files, destinationType } = (await on.page(who, ref)).json();
    assert.equal(destinationType, '80.02');
    assert.deepEqual(
      history
        .at(-1)
        .changes.map(({ key }: { key: string }) => key)
        .slice(0, 2),
      ['destinationType', 'admittingSchool'],
    );
    assert.deepEqual(
      files.map(({ purpose, item, byLevel }: Record<string, unknown>) => [purpose, item, byLevel]),
      [['evidence', 0, 'school']],
    );
    const { messages } = (await on.send(who, 'GET', '/api/messages?limit=100')).json();
    assert.match(messages[0].text, /去向类型由「求职中」改为「境内升学（考研）」/);
    await countersAgree(on.database);
  });

  test('a code whose check character is wrong is ticked anew, whatever was ticked for the one before', async () => {
    const ref = await flow.approved(await flow.submitted(await on.graduate(), '12.01'));
    const wrong = ['91350203QX9900002A', '91350203QX9900003A'];
    for (const uscc of wrong) {
      faulty(await correct(ref, { uscc }), 'input.fields.usccConfirmed');
      flow.passed(await correct(ref, { uscc, usccConfirmed: 'true' }));
      assert.equal((await on.row(ref)).uscc, uscc);
    }
  });

  test('what the roster fills stays the roster’s', async () => {
    const who = await on.graduate();
    await flow.roster(who, { trainingMode: '22', directedUnit: '福建省演示县教育局' });
    const ref = await flow.approved(await flow.submitted(who, '10.09'));
    faulty(await correct(ref, { employerName: '厦门假冒单位有限公司' }), 'input.fields.employerName');
    flow.passed(await correct(ref, { archiveAddress: '演示路 2 号' }));
    assert.equal((await on.row(ref)).employerName, '福建省演示县教育局');
  });
});
