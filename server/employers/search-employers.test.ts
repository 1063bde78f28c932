import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { filledForm, startFlows, type TestFlows } from '#server/cases/testing/flows.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { pinyinOf } from '#server/receivers/index.ts';
import { pairsOf } from './name-pairs.ts';

const spell = unnamed('update employer set name_letters = $2, name_initials = $3, name_pairs = $4 where id = $1');

describe('an employer on the graduate’s form', () => {
  let on: TestCases;
  let flow: TestFlows;
  before(async () => {
    on = await startCases();
    flow = await startFlows(on);
  });
  after(() => on.stop());
  const search = async (who: Parameters<TestCases['send']>[0], q: string) =>
    flow.passed(await on.send(who, 'GET', `/api/employer-search?q=${encodeURIComponent(q)}`)).json().rows;

  test('is found by name, pinyin, initials or code; certified data fill the form, uncertified ones are not there', async () => {
    const employer = await on.makeEmployer({ name: '鹭岛海豚声学有限公司' });
    const { letters, initials } = pinyinOf(employer.name);
    await on.database.execute(spell, [employer.employerId, letters, initials, pairsOf(employer.name)]);
    assert.deepEqual(await search(await on.graduate(), '有限公司'), [], 'what is in every name finds none by its middle');
    const pending = await on.makeEmployer({ name: '鹭岛无证有限公司', qualified: false });
    const who = await on.graduate();
    for (const q of ['鹭岛', '海豚', '豚声学有限公司', 'ludaohai', 'ldht', employer.uscc, ` ${employer.uscc.toLowerCase()}`]) {
      const [row, ...others] = await search(who, q);
      assert.deepEqual([row?.name, row?.uscc, row?.isCertified, others.length], [employer.name, employer.uscc, true, 0], q);
      assert.deepEqual([row.fills.employerNature, row.fills.employerRegionCode], ['39', '350203']);
    }
    assert.deepEqual(await search(who, pending.uscc), []);
  });

  test('of what other graduates named, the name and the code alone are shown, to their school', async () => {
    const [one, other, elsewhere] = [await on.graduate(), await on.graduate(), await on.graduate({ schoolId: 2 })];
    const form = filledForm('10.02');
    const begun = await flow.submitted(one, '10.02', []);
    assert.deepEqual(await search(other, form.employerName?.slice(0, 4) ?? ''), [], 'nothing before it is in force');
    await flow.approved(begun);
    await flow.enclose(begun, 'scan');
    flow.passed(await on.act(one, begun, 'upload'));
    await flow.approved(begun);
    await on.drain();
    const expected = [{ name: form.employerName, uscc: form.uscc, isCertified: false, fills: {} }];
    assert.deepEqual(await search(other, form.employerName?.slice(0, 4) ?? ''), expected);
    const { letters, initials } = pinyinOf(form.employerName ?? '');
    for (const q of [form.employerName?.slice(2, 5) ?? '', letters.slice(0, 8), initials.slice(0, 5), form.uscc ?? ''])
      assert.deepEqual(await search(other, q), expected, q);
    for (const q of [form.employerName?.slice(0, 4) ?? '', form.employerName?.slice(2, 5) ?? '', initials.slice(0, 5)])
      assert.deepEqual(await search(elsewhere, q), []);
  });

  test('a code that was certified with another name is told to the reviewer', async () => {
    const [employer, who] = [await on.makeEmployer(), await on.graduate()];
    const ref = await flow.begun(who, '10.02');
    const form = { ...filledForm('10.02'), uscc: employer.uscc, employerName: '凭空想象有限公司' };
    flow.passed(await flow.submit(who, ref, form));
    const shown = flow.passed(await on.page(flow.department, ref)).json().review.employer;
    assert.equal(shown.certifiedName, employer.name);
  });
});
