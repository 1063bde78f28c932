/** What a review says first: what agrees, where one must look, and what has changed since one's own return. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { fieldNamed } from '#domain/forms/destination-fields.ts';
import { completeUscc } from '#domain/identifiers/uscc.ts';
import { type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { filledForm, startFlows, type TestFlows } from '#server/cases/testing/flows.ts';

let on: TestCases;
let flow: TestFlows;
before(async () => {
  on = await startCases();
  flow = await startFlows(on);
});
after(() => on.stop());
beforeEach(() => on.clock.set('2027-03-10T02:00:00Z'));

const reviewOf = async (who: Someone, ref: string) => flow.passed(await on.page(who, ref)).json().review;
const partOf = async (who: Someone, ref: string, kind: string) =>
  (await reviewOf(who, ref)).line.find((part: { kind: string }) => part.kind === kind);

async function handedIn(form: Record<string, string>): Promise<string> {
  const who = await on.graduate();
  const ref = await flow.begun(who, '11.01');
  await flow.enclose(ref, 'evidence', 0);
  flow.passed(await flow.submit(who, ref, { ...filledForm('11.01'), ...form }));
  return ref;
}

describe('the line', () => {
  test('says for each part whether it agrees, and where it is told in full', async () => {
    const { line } = await reviewOf(flow.department, await handedIn({ contactMobile: '13900001111' }));
    assert.deepEqual(
      line.map(({ kind, tone, place }: Record<string, string>) => [kind, tone, place]),
      [
        ['keyFields', 'ok', 'comparison'],
        ['certified', 'look', 'employer'],
        ['flag', 'ok', 'flag'],
        ['evidence', 'ok', 'evidence'],
        ['roster', 'ok', 'comparison'],
      ],
    );
  });

  test('speaks of evidence where it comes with the form', async () => {
    const kinds = async (type: string, items: number[]) => {
      const { line } = await reviewOf(flow.department, await flow.submitted(await on.graduate(), type, items));
      return line.map(({ kind, tone }: Record<string, string>) => `${kind} ${tone}`);
    };
    assert.ok((await kinds('10.03', [0])).includes('evidence ok'));
    for (const [type, items] of [
      ['10.02', []],
      ['70.01', []],
    ] as const)
      assert.ok(!(await kinds(type, [...items])).some((part: string) => part.startsWith('evidence')), type);
  });

  test('counts the other graduates with the same contact, however it was written; those elsewhere are to be looked at', async () => {
    const contactMobile = '13900002222';
    const ref = await handedIn({ contactMobile });
    assert.equal(await partOf(flow.school, ref, 'samePhone'), undefined);
    await handedIn({ contactMobile });
    const same = await partOf(flow.school, ref, 'samePhone');
    assert.deepEqual([same.tone, same.words, same.place], ['ok', '与其他 1 人同一联系电话（同一单位）', 'contact']);
    const another = { uscc: completeUscc('91350203QX9900002'), employerName: '厦门另一家软件有限公司' };
    await handedIn({ contactMobile: contactMobile.replace(/(...)(....)/, '$1 $2 '), ...another });
    const elsewhere = await partOf(flow.school, ref, 'samePhone');
    assert.deepEqual([elsewhere.tone, elsewhere.words], ['look', '与其他 2 人同一联系电话，其中 1 人在别的单位']);
  });
});

describe('handed in again', () => {
  test('each level reads what changed since its own return, and which of what it named did not', async () => {
    const who = await on.graduate();
    const ref = await flow.submitted(who, '11.01', [0]);
    const form = filledForm('11.01');
    const text = '请核对';
    flow.passed(await on.act(flow.department, ref, 'approve'));
    const fields = [
      { key: 'jobTitle', text },
      { key: 'employerAddress', text },
    ];
    flow.passed(await on.act(flow.school, ref, 'return', { reason: '其他', text: '', fields }));
    assert.equal((await reviewOf(flow.school, ref)).sinceReturn, null);
    flow.passed(await flow.submit(who, ref, { ...form, jobTitle: '工程师' }));
    assert.equal((await reviewOf(flow.department, ref)).sinceReturn, null, 'it has returned nothing');
    flow.passed(await on.act(flow.department, ref, 'return', { reason: '其他', text }));
    flow.passed(await flow.submit(who, ref, { ...form, jobTitle: '高级工程师' }));
    const read = async (whose: Someone) => {
      const { changes, named } = (await reviewOf(whose, ref)).sinceReturn;
      return [changes, named.map(({ key, changed }: { key: string; changed: boolean }) => [key, changed])];
    };
    const label = fieldNamed('jobTitle')?.label;
    const job = (from: string) => [{ key: 'jobTitle', label, from, to: '高级工程师' }];
    const found = await read(flow.department);
    assert.deepEqual(found, [job('工程师'), []]);
    assert.deepEqual(await read(flow.school), [
      job(form.jobTitle ?? ''),
      [
        ['employerAddress', false],
        ['jobTitle', true],
      ],
    ]);
  });
});
