/** What a destination brings along, what its end leaves, and what a restored case does not bring again. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { transferKinds } from '#domain/transfers/kinds.ts';
import type { Someone, TestCases } from '#server/cases/testing/cases.ts';
import { refused, type TestFlows } from '#server/cases/testing/flows.ts';
import { startArchives, type TestArchives } from './testing/archives.ts';

let at: TestArchives;
let on: TestCases;
let flow: TestFlows;
let school: Someone;
before(async () => {
  at = await startArchives();
  ({ on, flow, school } = at);
});
after(() => at.stop());

test('a destination brings both along; ended, it leaves them with a note until somebody has looked', async () => {
  const [employer, who] = [await on.makeEmployer(), await at.makeGraduate()];
  const ref = await flow.signedOnline(employer, who);
  await on.drain();
  for (const kind of transferKinds) {
    const { record } = (await at.own(who, kind)).json();
    assert.deepEqual([record.label, record.source], ['已登记', `毕业去向登记（${employer.name}）`]);
    refused(await at.file(who, kind), 'already-registered');
  }
  const { hints } = (await at.own(who, 'archive', '/form')).json();
  assert.match(hints['1'], /一般没有档案管理权限/, 'the employer is known now, and with it where its archives usually go');
  // What the graduate changes later wins over what the destination brought.
  flow.passed(await at.edit(school, 'hukou', who, 1));
  const asked = await on.send(who, 'POST', `/api/cases/${ref}/terminations`, {
    version: (await on.row(ref)).version,
    input: { reason: '升学或出国', text: '已录取' },
  });
  const termination = flow.passed(asked).json().ref;
  flow.passed(await on.act(employer, termination, 'accept'));
  await flow.approved(termination);
  await on.drain();
  assert.equal((await at.own(who, 'archive')).json().record.note, '来自已解除去向，请核对');
  assert.equal((await at.reported(who, 'archive'))?.note, 'destination-ended');
  assert.equal((await at.own(who, 'hukou')).json().record.note, null);
  const checked = await on.send(school, 'POST', `/api/archives/archive/records/${who.graduateId}/checks`, { version: 2 });
  assert.equal(flow.passed(checked).json().record.note, null);
  await on.drain();
  assert.equal((await at.reported(who, 'archive'))?.note, null);
});

test('a case that is restored does not bring archive and hukou again', async () => {
  const [employer, who] = [await on.makeEmployer(), await at.makeGraduate()];
  await flow.signedOnline(employer, who);
  await on.drain();
  const admin = await on.makeStaff('schoolAdmin');
  flow.passed(
    await on.send(admin, 'POST', '/api/graduates/deletions', {
      reason: { reason: '信息有误，重新上传', text: '更正后重新上传。' },
      chosen: { ids: [who.graduateId] },
      count: 1,
    }),
  );
  await on.drain();
  assert.deepEqual(await on.registry.read(who), []);
  flow.passed(await on.send(admin, 'POST', '/api/graduates/restorations', { ids: [who.graduateId] }));
  await on.drain();
  assert.deepEqual(
    (await on.registry.read(who)).map(({ part }) => part),
    ['destination'],
  );
  for (const kind of transferKinds) assert.equal((await at.own(who, kind)).json().record.label, '未登记');
});

test('reports that come late, after the graduate left the roster and came back: in force is not ended', async () => {
  const [employer, who] = [await on.makeEmployer(), await at.makeGraduate()];
  await flow.signedOnline(employer, who);
  const admin = await on.makeStaff('schoolAdmin');
  const reason = { reason: '信息有误，重新上传', text: '更正后重新上传。' };
  const ids = [who.graduateId];
  flow.passed(await on.send(admin, 'POST', '/api/graduates/deletions', { reason, chosen: { ids }, count: 1 }));
  flow.passed(await on.send(admin, 'POST', '/api/graduates/restorations', { ids }));
  await on.drain();
  for (const kind of transferKinds) {
    const { record } = (await at.own(who, kind)).json();
    assert.deepEqual([record.label, record.note], ['已登记', null]);
  }
});

test('a closed module takes nothing from a destination', async () => {
  await flow.set({ modules: { archive: false } });
  const [employer, who] = [await on.makeEmployer(), await at.makeGraduate()];
  await flow.signedOnline(employer, who);
  await on.drain();
  assert.deepEqual(
    (await on.registry.read(who)).map(({ part }) => part),
    ['destination', 'hukou'],
  );
  await flow.set({});
});
