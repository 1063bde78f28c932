import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { filesAtMost } from '#domain/rules/file-limits.ts';
import { countersAgree, type Graduate, historiesReplay, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { faulty, filledForm, refused, startFlows, type TestFlows } from '#server/cases/testing/flows.ts';
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
beforeEach(() => on.clock.set('2027-03-10T02:00:00Z'));

const back = { reason: '其他', text: '请核对后再提交' };
const flows = [
  {
    type: '10.02',
    reviewing: 'agreementReviewing',
    returned: 'agreementReturned',
    withdrawn: 'agreementWithdrawn',
    evidence: [],
  },
  { type: '10.03', reviewing: 'reviewing', returned: 'returned', withdrawn: 'withdrawn', evidence: [0] },
  { type: '80.01', reviewing: 'reviewing', returned: 'returned', withdrawn: 'withdrawn', evidence: [1] },
];

for (const { type, reviewing, returned, withdrawn, evidence } of flows)
  describe(`a draft of ${type}`, () => {
    test('is begun once, however often it is asked for', async () => {
      const who = await on.graduate();
      const answers = await Promise.all([1, 2, 3].map(() => flow.begin(who, type, 'begin-0001')));
      assert.equal(new Set(answers.map(answer => flow.passed(answer).json().ref)).size, 1);
    });

    test('is submitted, withdrawn, submitted, returned, submitted again, and every level looks again', async () => {
      const who = await on.graduate();
      const ref = await flow.begun(who, type);
      assert.equal(await flow.state(ref), 'draft');
      for (const item of evidence) await flow.enclose(ref, 'evidence', item);
      const form = filledForm(type);
      flow.passed(await flow.submit(who, ref, form));
      assert.equal(await flow.state(ref), `${reviewing}.department`);
      flow.passed(await on.act(who, ref, 'withdraw'));
      assert.equal(await flow.state(ref), withdrawn);
      flow.passed(await flow.submit(who, ref, form));
      flow.passed(await on.act(flow.department, ref, 'approve'));
      refused(await on.act(who, ref, 'withdraw'), 'already-decided');
      flow.passed(await on.act(flow.school, ref, 'return', back));
      assert.equal(await flow.state(ref), returned);
      await on.drain();
      assert.match((await flow.titles(who, ref)).at(-1) ?? '', /退回/);
      flow.passed(await flow.submit(who, ref, form));
      assert.equal(await flow.state(ref), `${reviewing}.department`, 'all levels again');
      assert.equal((await on.row(ref)).holds, true);
    });

    test('is discarded as draft, returned and withdrawn, and frees; a rejection ends it', async () => {
      const who = await on.graduate();
      const one = await flow.begun(who, type);
      flow.passed(await on.act(who, one, 'discard'));
      const two = await flow.submitted(who, type, evidence);
      refused(await on.act(who, two, 'discard'), 'not-possible-here');
      flow.passed(await on.act(who, two, 'withdraw'));
      flow.passed(await on.act(who, two, 'discard'));
      const three = await flow.submitted(who, type, evidence);
      flow.passed(await on.act(flow.department, three, 'return', back));
      assert.equal((await on.row(three)).holds, true, 'returned still holds');
      flow.passed(await on.act(who, three, 'discard'));
      const four = await flow.submitted(who, type, evidence);
      flow.passed(await on.act(flow.department, four, 'reject', back));
      for (const ref of [one, two, three, four]) assert.equal((await on.row(ref)).holds, false);
      refused(await flow.submit(who, four, filledForm(type)), 'not-possible-here');
      flow.passed(await on.act(who, await flow.begun(who, type), 'discard'));
    });

    test('keeps what was typed, whole or not, and no stranger’s key', async () => {
      const who = await on.graduate();
      const ref = await flow.begun(who, type);
      const typed = {
        employerName: '厦门',
        admittingSchool: '西岭',
        jobTitle: '',
        plan: 'x',
        __proto__x: '1',
        state: 'effective',
      };
      const before = (await on.row(ref)).version;
      const { version } = flow.passed(await flow.save(who, ref, typed)).json();
      assert.equal(version, before + 1);
      const { form } = flow.passed(await flow.draft(who, ref)).json();
      const own = type === '80.01' ? { admittingSchool: '西岭' } : { employerName: '厦门', jobTitle: '' };
      assert.deepEqual(form, own);
      assert.equal(await flow.state(ref), 'draft');
      const { employerName } = await on.row(ref);
      assert.equal(employerName, type === '80.01' ? '西岭' : '厦门', 'the card is named by what was typed');
    });

    test('two windows: the one that saves on an old version is told, and nothing is lost', async () => {
      const who = await on.graduate();
      const ref = await flow.begun(who, type);
      const { version } = await on.row(ref);
      const key = type === '80.01' ? 'admittingSchool' : 'employerName';
      flow.passed(await flow.save(who, ref, { [key]: '先' }, version));
      const late = await flow.save(who, ref, { [key]: '后' }, version);
      refused(late, 'already-moved');
      assert.equal((await flow.draft(who, ref)).json().form[key], '先');
      refused(await flow.submit(who, ref, filledForm(type), version), 'already-moved');
      const both = await Promise.all(['甲', '乙'].map(text => flow.save(who, ref, { [key]: text }, version + 1)));
      assert.deepEqual(both.map(({ statusCode }) => statusCode === 200).sort(), [false, true]);
    });

    test('faults are given by field, and nothing is written then', async () => {
      const who = await on.graduate();
      const ref = await flow.begun(who, type);
      const key = type === '80.01' ? 'admittingMajor' : 'jobTitle';
      const rest: Record<string, string> = { ...filledForm(type), archiveRegionCode: '999999', [key]: '' };
      // The missing picture is told of together with the rest.
      const missing = evidence.length > 0 ? ['input.files'] : [];
      faulty(await flow.submit(who, ref, rest), `input.form.${key}`, ...missing);
      faulty(await flow.submit(who, ref, { ...rest, [key]: '社会学' }), 'input.form.archiveRegionCode', ...missing);
      faulty(await on.act(who, ref, 'submit', {}), 'input.form');
      if (missing.length > 0) faulty(await flow.submit(who, ref, filledForm(type)), ...missing);
      const row = await on.row(ref);
      assert.deepEqual([row.state, row.version, row.holds, row.snapshotSealed], ['draft', 1, false, null]);
    });

    test('is nobody else’s', async () => {
      const [who, other] = [await on.graduate(), await on.graduate()];
      const ref = await flow.begun(who, type);
      refused(await flow.draft(other, ref), 'not-found');
      refused(await flow.save(other, ref, {}), 'not-found');
      refused(await flow.submit(other, ref, filledForm(type)), 'not-found');
      refused(await on.act(other, ref, 'discard'), 'not-found');
      refused(await flow.draft(flow.school, ref), 'not-allowed');
      refused(await on.act(flow.school, ref, 'discard'), 'not-found');
      refused(await on.act(flow.department, ref, 'approve'), 'not-found');
    });
  });

describe('what is looked at, what is dropped, what is begun again', () => {
  const cards = async (who: Graduate) => flow.passed(await on.send(who, 'GET', '/api/graduate/cases')).json().cards;
  const refs = async (who: Graduate) => (await cards(who)).map(({ ref }: { ref: string }) => ref);
  const entries = async (who: Graduate) => flow.passed(await on.send(who, 'GET', '/api/graduate/record')).json().entries;

  test('a look leaves nothing, a second one goes on with the first, and what was never handed in leaves no trace', async () => {
    const who = await on.graduate();
    const ref = await flow.begun(who, '70.01');
    assert.equal(await flow.begun(who, '70.01'), ref);
    assert.deepEqual(await refs(who), []);
    flow.passed(await flow.save(who, ref, { plan: '已投递三家' }));
    assert.deepEqual(await refs(who), [ref]);
    const kinds = async () => (await entries(who)).map(({ kind }: { kind: string }) => kind);
    assert.ok(!(await kinds()).includes('去向登记'));
    flow.passed(await on.act(who, ref, 'discard'));
    assert.deepEqual([await refs(who), await flow.state(ref)], [[], 'dropped']);
    assert.ok(!(await kinds()).includes('去向登记'));
    refused(await on.page(flow.school, ref), 'not-found');
  });

  test('the form says why it came back and what that is about; the reason is gone with the next step', async () => {
    const who = await on.graduate();
    const ref = await flow.submitted(who, '80.01');
    flow.passed(await on.act(flow.department, ref, 'return', { reason: '档案转递信息有误', text: '接收单位请写全称' }));
    const draft = flow.passed(await flow.draft(who, ref)).json();
    assert.deepEqual([draft.why.kind, draft.why.reason, draft.marked], ['refused', '档案转递信息有误', ['档案']]);
    flow.passed(await flow.submit(who, ref, filledForm('80.01')));
    const page = flow.passed(await on.page(who, ref)).json();
    assert.equal(page.why, null);
    assert.equal(page.steps.length, 4);
  });

  test('a return that names fields marks these alone, until each says something else; history has the sentences', async () => {
    const who = await on.graduate();
    const ref = await flow.submitted(who, '11.01', [0]);
    const { returnable } = flow.passed(await on.page(flow.department, ref)).json().review;
    const at = (key: string) => returnable.find((field: { key: string }) => field.key === key);
    assert.equal(at('employerName').reason, '单位信息有误');
    const named = ['files', 'employerName'].map(key => ({ key, text: at(key).sentence }));
    const given = { reason: '单位信息有误', text: '', fields: named };
    const fault = async (input: object) => (await on.act(flow.department, ref, 'return', input)).json().fields;
    assert.deepEqual(Object.keys(await fault({ ...given, fields: [] })), ['input.text']);
    assert.deepEqual(Object.keys(await fault({ ...given, fields: [{ key: 'shopUrl', text: '有误' }] })), ['input.fields.0.key']);
    assert.deepEqual(Object.keys(await fault({ ...given, fields: [{ key: 'uscc', text: ' ' }] })), ['input.fields.0.text']);
    assert.deepEqual(Object.keys(await fault({ ...given, fields: [named[0], named[0]] })), ['input.fields']);
    flow.passed(await on.act(flow.department, ref, 'return', given));

    const read = async () => flow.passed(await flow.draft(who, ref)).json();
    const draft = await read();
    const said = [
      { key: 'employerName', label: at('employerName').label, text: at('employerName').sentence },
      { key: 'files', label: '证明材料', text: at('files').sentence },
    ];
    assert.deepEqual([draft.returned, draft.why.fields, draft.marked], [said, said, []]);
    flow.passed(await flow.save(who, ref, { ...draft.form, employerName: '厦门海豚科技有限公司' }));
    assert.deepEqual((await read()).returned, said.slice(1));
    await flow.enclose(ref, 'evidence', 0);
    assert.deepEqual((await read()).returned, []);
    for (const reader of [who, flow.department])
      assert.deepEqual(
        flow
          .passed(await on.page(reader, ref))
          .json()
          .history.at(-1).reason.fields,
        said,
      );
  });

  test('who holds something reads it before filling in anything else', async () => {
    const who = await on.graduate();
    const ways = async () => flow.passed(await on.send(who, 'GET', '/api/graduate/destination-types')).json();
    assert.equal((await ways()).held, null);
    const ref = await flow.submitted(who, '80.01');
    assert.equal((await ways()).held.ref, ref);
    const other = await flow.begun(who, '70.01');
    assert.equal(flow.passed(await flow.draft(who, other)).json().held.ref, ref);
  });

  test('what was rejected is begun again with its form and its evidence; another person’s is not', async () => {
    const [who, other] = [await on.graduate(), await on.graduate()];
    const ref = await flow.submitted(who, '80.01');
    flow.passed(await on.act(flow.department, ref, 'reject', back));
    const { refill } = flow.passed(await on.page(who, ref)).json();
    assert.equal(refill.type, '80.01');
    const again = (someone: Graduate, type = '80.01') =>
      on.send(someone, 'POST', '/api/graduate/cases', { destinationType: type, from: ref });
    const begun = flow.passed(await again(who)).json().ref;
    const draft = flow.passed(await flow.draft(who, begun)).json();
    assert.deepEqual(draft.form, filledForm('80.01'));
    assert.ok(draft.files.length > 0 && draft.files.every(({ submitted }: { submitted: boolean }) => !submitted));
    flow.passed(await flow.submit(who, begun, draft.form));
    refused(await again(other), 'not-found');
    refused(await again(who, '70.01'), 'not-found');
  });
});

describe('one hold', () => {
  test('drafts hold nothing; of two the second is refused, naming the first and what frees it', async () => {
    const who = await on.graduate();
    const [one, two] = [await flow.begun(who, '10.02'), await flow.begun(who, '70.01')];
    flow.passed(await flow.submit(who, two, filledForm('70.01')));
    const answer = await flow.submit(who, one, filledForm('10.02'));
    refused(answer, 'other-hold');
    assert.match(answer.body, /求职中/);
    assert.match(answer.body, /去向登记审核中/);
    flow.passed(await flow.save(who, one, { employerName: '仍可填写' }));
    flow.passed(await on.act(who, two, 'withdraw'));
    refused(await flow.submit(who, one, filledForm('10.02')), 'other-hold');
    flow.passed(await on.act(who, two, 'discard'));
    flow.passed(await flow.submit(who, one, filledForm('10.02')));
  });

  test('two drafts handed in at the same instant: one holds, whichever it is', async () => {
    for (let round = 0; round < 5; round++) {
      const who = await on.graduate();
      const types = ['10.02', '70.01', '72.01'];
      const refs = await Promise.all(types.map(type => flow.begun(who, type)));
      const answers = await Promise.all(refs.map((ref, index) => flow.submit(who, ref, filledForm(types[index] ?? ''))));
      assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [200, 409, 409]);
      for (const answer of answers) if (answer.statusCode !== 200) refused(answer, 'other-hold');
    }
  });

  test('an invitation cannot be accepted meanwhile, and a draft not be handed in after an acceptance', async () => {
    const [who, employer] = [await on.graduate(), await on.makeEmployer()];
    const invitation = await on.invited(employer, who);
    const draft = await flow.begun(who, '10.02');
    flow.passed(await on.act(who, invitation, 'accept', on.consent(who)));
    refused(await flow.submit(who, draft, filledForm('10.02')), 'other-hold');
    flow.passed(await on.act(flow.department, invitation, 'reject', { reason: '其他', text: '请重新邀请' }));
    flow.passed(await flow.submit(who, draft, filledForm('10.02')));
  });
});

describe('when one may', () => {
  test('a closed module and a cohort that is not open stop beginning and submitting, and nothing that is under way', async () => {
    const who = await on.graduate();
    const [draft, waiting] = [await flow.begun(who, '10.02'), await flow.submitted(who, '70.01')];
    await flow.set({ modules: { destinations: false } });
    refused(await flow.begin(who, '70.02'), 'module-closed');
    refused(await flow.submit(who, draft, filledForm('10.02')), 'module-closed');
    flow.passed(await on.act(who, waiting, 'withdraw'));
    flow.passed(await on.act(who, waiting, 'discard'));
    flow.passed(await flow.save(who, draft, { employerName: '厦门' }));
    flow.passed(await on.act(who, draft, 'discard'));
    await flow.set({});
  });

  test('nobody acts on the cases of a graduate who left the roster', async () => {
    const who = await on.graduate();
    const ref = await flow.submitted(who, '70.01');
    await on.database.execute(unnamed('update graduate set lapsed_at = $2 where id = $1'), [who.graduateId, on.clock.now()]);
    refused(await on.act(flow.department, ref, 'approve'), 'lapsed');
    await on.database.execute(unnamed('update graduate set lapsed_at = null where id = $1'), [who.graduateId]);
    flow.passed(await on.act(flow.department, ref, 'approve'));
  });
});

describe('offline signing', () => {
  test('issue draws the number and asks for the agreement; the scan makes it effective, and then it is reported', async () => {
    const who = await on.graduate();
    const ref = await flow.submitted(who, '10.02', []);
    assert.equal((await on.row(ref)).agreementNumber, null);
    await flow.approved(ref);
    assert.match((await on.row(ref)).agreementNumber ?? '', /^202719999\d{6}$/);
    const page = (await on.page(who, ref)).json();
    assert.deepEqual(
      page.documents.map(({ title, state }: { title: string; state: string }) => [title, state]),
      [['就业协议书', 'making']],
    );
    faulty(await on.act(who, ref, 'upload'), 'input.files');
    await flow.enclose(ref, 'scan');
    flow.passed(await on.act(who, ref, 'upload'));
    assert.equal(await flow.state(ref), 'signingReviewing.department');
    await on.drain();
    assert.equal(await flow.reported(who), undefined);
    await flow.approved(ref);
    await on.drain();
    assert.deepEqual(await flow.reported(who), ['10.02', ref]);
    assert.equal(await flow.state(ref), 'effective');
  });

  test('情况说明 can be returned and rejected, never approved', async () => {
    const who = await on.graduate();
    const ref = await flow.issued(who);
    faulty(await on.act(who, ref, 'upload', { explanation: true }), 'input.files');
    await flow.enclose(ref, 'scan');
    flow.passed(await on.act(who, ref, 'upload', { explanation: true }));
    refused(await on.act(flow.department, ref, 'approve'), 'explanation-only');
    flow.passed(await on.act(flow.department, ref, 'return', back));
    faulty(await on.act(who, ref, 'upload'), 'input.files');
    await flow.enclose(ref, 'scan');
    flow.passed(await on.act(who, ref, 'upload'));
    flow.passed(await on.act(flow.department, ref, 'approve'));
    flow.passed(await on.act(flow.school, ref, 'return', back));
    await flow.enclose(ref, 'scan');
    flow.passed(await on.act(who, ref, 'upload', { explanation: true }));
    flow.passed(await on.act(flow.department, ref, 'reject', back));
    assert.equal((await on.row(ref)).holds, false, 'free to start over');
    flow.passed(await flow.submit(who, await flow.begun(who, '10.02'), filledForm('10.02')));
  });

  test('pages that came back leave room for as many again, and stay as they were', async () => {
    const who = await on.graduate();
    const ref = await flow.issued(who);
    const url = `/api/cases/${ref}/files/scan/0`;
    for (let page = 1; page <= filesAtMost; page += 1) await flow.enclose(ref, 'scan');
    refused(await flow.upload(who, url), 'too-many-files');
    flow.passed(await on.act(who, ref, 'upload'));
    flow.passed(await on.act(flow.department, ref, 'return', back));
    const [old] = flow.passed(await on.page(who, ref)).json().files;
    refused(await on.send(who, 'DELETE', `/api/cases/${ref}/files/${old.id}`), 'not-possible-here');
    const { id } = flow.passed(await flow.upload(who, url)).json();
    flow.passed(await on.act(who, ref, 'upload'));
    const { files } = flow.passed(await on.page(flow.department, ref)).json();
    assert.equal(files.length, filesAtMost + 1);
    assert.deepEqual([files[0].id, files[0].earlier], [id, false], 'what counts comes first');
    assert.ok(files.slice(1).every(({ earlier }: { earlier: boolean }) => earlier));
  });

  test('a key field that differs stops approval of the agreement and of the scan; rejecting is possible', async () => {
    const who = await on.graduate();
    const [first] = [await flow.submitted(who, '10.02', [])];
    await flow.roster(who, { major: '软件工程' });
    for (const action of ['approve']) refused(await on.act(flow.department, first, action), 'key-fields-differ');
    flow.passed(await on.act(flow.department, first, 'reject', back));
    const second = await flow.issued(who);
    const kept = (await on.row(second)).snapshotSealed;
    await flow.roster(who, { major: '人工智能' });
    await flow.enclose(second, 'scan');
    flow.passed(await on.act(who, second, 'upload'));
    assert.deepEqual((await on.row(second)).snapshotSealed, kept, 'the paper is printed by then');
    refused(await on.act(flow.department, second, 'approve'), 'key-fields-differ');
    refused(await on.act(flow.department, second, 'refreshSnapshot'), 'not-possible-here');
    flow.passed(await on.act(flow.department, second, 'reject', back));
  });
});
