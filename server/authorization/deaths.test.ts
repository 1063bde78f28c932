/** Every way in which a code dies, in the transaction that causes it; nothing of it comes back. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { casesPort } from '#server/case-effects/index.ts';
import { reportCase } from '#server/case-effects/report-case.ts';
import { parseRef } from '#server/cases/index.ts';
import type { Graduate } from '#server/cases/testing/cases.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { followImport } from '#server/roster/index.ts';
import { startAuthorizations, summer, type TestAuthorizations } from './testing/authorizations.ts';

let it: TestAuthorizations;
let admin: Awaited<ReturnType<TestAuthorizations['on']['makeStaff']>>;
before(async () => {
  it = await startAuthorizations();
  admin = await it.on.makeStaff('schoolAdmin');
});
after(() => it.on.stop());
beforeEach(() => it.on.clock.set(summer));

const why = { reason: '填写有误', text: '单位来函说明。' };
const lapse = { reason: '信息有误，重新上传', text: '证件号码录入有误，更正后重新上传。' };
/** All four of a graduate ended, for this reason. */
const all = (reason: string) =>
  ['authorization', 'transfer'].flatMap(purpose => ['archive', 'hukou'].map(kind => `${purpose} ${kind} ${reason}`));

async function withCodes() {
  const made = await it.authorized();
  await it.withTransferCodes(made.who);
  return made;
}
/** The sex is put right with it, for it is part of the ID number: a detail that the form shows, and no important one. */
const edit = async ({ graduateId, idNumber }: Graduate, fields: object) => {
  const gender = Number(idNumber[16]) % 2 === 1 ? '男' : '女';
  const path = `/api/graduates/${graduateId}`;
  const { version } = it.flow.passed(await it.on.send(admin, 'GET', `${path}/form`)).json();
  it.flow.passed(await it.on.send(admin, 'PUT', path, { version, fields: { gender, ...fields } }));
};

describe('an important change', () => {
  test('of the destination: corrected by the school', async () => {
    const { who, ref } = await withCodes();
    it.flow.passed(await it.on.act(it.flow.school, ref, 'correct', { ...why, fields: { jobCategory: '11' } }));
    assert.deepEqual(await it.ends(who), all('changed'));
  });

  test('of the archive or of the hukou: corrected at the desk, with its own form alone or not', async () => {
    for (const [kind, form] of [
      [
        'archive',
        {
          archiveType: '2',
          archiveReceiverName: '厦门市演示人才服务中心',
          archiveRegionCode: '350203',
          archiveAddress: '演示路 99 号',
          archivePostcode: '361000',
        },
      ],
      ['hukou', { hukouType: '1', hukouRegionCode: '350203', hukouAddress: '演示路 99 号' }],
    ] as const) {
      const { who } = await withCodes();
      const path = `/api/archives/${kind}/records/${who.graduateId}`;
      const { version } = it.flow.passed(await it.on.send(it.flow.school, 'GET', `${path}/form`)).json();
      it.flow.passed(await it.on.send(it.flow.school, 'PUT', path, { version, form }));
      assert.deepEqual(await it.ends(who), all('changed'), kind);
    }
  });

  test('of the roster: edited, and by an import', async () => {
    const { who } = await withCodes();
    await edit(who, { name: '欧阳䶮㛃' });
    assert.deepEqual(await it.ends(who), all('changed'));

    const { who: imported } = await withCodes();
    const follow = followImport(casesPort(it.on.platform, it.on.reporting), it.on.platform);
    const touched = [imported.graduateId];
    await it.on.database.transaction(async tx =>
      follow(tx, 1, { added: [], restored: [], changed: touched, important: touched }),
    );
    assert.deepEqual(await it.ends(imported), all('changed'));
  });
});
test('authorized and corrected at the same moment: whichever comes first, no code of the old record lives', async () => {
  for (let round = 0; round < 3; round += 1) {
    const { who, ref } = await it.confirmed();
    await it.prove(who);
    const [answer] = await Promise.all([
      it.authorize(who, ['archive', 'hukou']),
      it.on.act(it.flow.school, ref, 'correct', { ...why, fields: { jobCategory: '11' } }),
    ]);
    const purpose = 'authorization';
    const expected = answer.statusCode === 200 ? ['archive', 'hukou'].map(kind => `${purpose} ${kind} changed`) : [];
    assert.deepEqual(await it.ends(who), expected);
    assert.equal((await it.read(who)).obstacle.code, 'confirm-first');
  }
});

test('the destination is terminated, not while that is only asked for; or voided', async () => {
  const { who, ref } = await withCodes();
  const asked = it.flow.passed(await it.flow.terminate(who, ref, { reason: '升学或出国', text: '已录取为研究生' })).json();
  assert.deepEqual(await it.ends(who), all('null'));
  it.flow.passed(await it.on.act(it.employer, asked.ref, 'accept', { agreed: true }));
  await it.flow.approved(asked.ref);
  assert.deepEqual(await it.ends(who), all('destination-ended'));

  const other = await it.on.graduate({ hukouTransferred: true });
  const registered = await it.flow.approved(await it.flow.submitted(other, '76.01'));
  await it.on.drain();
  await it.confirm(other);
  await it.prove(other);
  it.flow.passed(await it.authorize(other, ['archive', 'hukou']));
  await it.withTransferCodes(other);
  it.flow.passed(await it.on.act(other, registered, 'void'));
  assert.deepEqual(await it.ends(other), all('destination-ended'));
});

test('the graduate lapses; back on the roster nothing lives again, and a new confirmation is asked for', async () => {
  const { who } = await withCodes();
  it.flow.passed(
    await it.on.send(admin, 'POST', '/api/graduates/deletions', { reason: lapse, chosen: { ids: [who.graduateId] }, count: 1 }),
  );
  assert.deepEqual(await it.ends(who), all('lapsed'));
  it.flow.passed(await it.on.send(admin, 'POST', '/api/graduates/restorations', { ids: [who.graduateId] }));
  await it.on.drain();
  assert.deepEqual(await it.ends(who), all('lapsed'));
  assert.equal((await it.read(who)).obstacle.code, 'confirm-first');
  await it.confirm(who);
  it.flow.passed(await it.authorize(who));
});

test('信息有误 ends those of the graduate; 结束授权 that one', async () => {
  const { who } = await withCodes();
  const { seen } = it.flow.passed(await it.on.send(who, 'GET', '/api/graduate/confirmation')).json();
  const wrong = { answer: 'wrong', seen, parts: ['archive'], text: '转递单位有误' };
  it.flow.passed(await it.on.send(who, 'POST', '/api/graduate/confirmation', wrong));
  assert.deepEqual(await it.ends(who), [
    'authorization archive wrong',
    'authorization hukou wrong',
    'transfer archive null',
    'transfer hukou null',
  ]);
});

test('its time is over: shown so from that moment on, whether or not it was written down', async () => {
  const { who } = await it.confirmed();
  await it.prove(who);
  const { ids } = it.flow.passed(await it.authorize(who, ['archive'], '2027-06-20')).json();
  it.on.clock.set('2027-06-20T15:59:59Z');
  assert.equal((await it.read(who)).live.length, 1);
  it.on.clock.set('2027-06-20T16:00:00Z');
  const { live, over } = await it.read(who);
  assert.deepEqual([live, over[0].reason, over[0].endedAt], [[], '有效期已过', '2027-06-20T16:00:00.000Z']);
  await it.prove(who);
  assert.equal((await it.code(who, ids[0])).json().shown, null);
  // A change of later ends it for what it died of.
  it.flow.passed(await it.authorize(who, ['archive'], '2027-07-20'));
  assert.deepEqual(await it.ends(who), ['authorization archive expired', 'authorization archive null']);
});

test('the service is over: no code outlives it', async () => {
  const { who } = await withCodes();
  it.on.clock.set('2027-12-31T16:00:00Z');
  const { live, over, obstacle } = await it.read(who);
  assert.deepEqual([live.length, over.length, obstacle.code], [0, 2, 'authorization-over']);
});

test('no other change ends one', async () => {
  const { who } = await withCodes();
  await edit(who, { className: '一班' });
  await it.on.drain();
  assert.deepEqual(await it.ends(who), all('null'));
});

test('a worker dies between the registry and the comparison: its job is run again, and compares', async () => {
  const { who, ref } = await withCodes();
  const [destination] = await it.on.registry.read(who);
  const { version } = await it.on.row(ref);
  // All that the job did before it died: the registry has what it wrote.
  await it.on.database.execute(
    unnamed(
      `update registry_record set content_sealed = $2, origin_version = $3 where graduate_id = $1 and part = 'destination'`,
    ),
    [who.graduateId, it.on.vault.sealJson({ ...destination?.content, employerName: '厦门䶮光科技有限公司' }), version],
  );
  assert.deepEqual(await it.ends(who), all('null'));
  await reportCase(it.on.platform, it.on.reporting, { ...parseRef(ref), seq: 1 }, version);
  assert.deepEqual(await it.ends(who), all('changed'));
  assert.equal((await it.read(who)).obstacle.code, 'confirm-first');
});

test('half a year after its end a code is unknown, and its form is let go; the history stays', async () => {
  const { who, ids } = await it.authorized();
  it.flow.passed(await it.end(who, ids[0]));
  const sweeps = it.on.modules
    .flatMap(({ sweeps = [] }) => sweeps)
    .filter(({ statement }) => statement.name?.startsWith('authorization.'));
  assert.equal(sweeps.length, 2);
  const sweep = async (day: string) => {
    it.on.clock.set(`${day}T02:00:00Z`);
    for (const { days, statement } of sweeps)
      await it.on.database.execute(statement, [new Date(it.on.clock.now().getTime() - days * 86_400_000)]);
  };
  assert.equal(await it.keysOf(who), 4);
  await sweep('2027-12-06');
  assert.equal(await it.keysOf(who), 4);
  await sweep('2027-12-08');
  assert.equal(await it.keysOf(who), 2);
  await sweep('2028-06-30');
  assert.equal(await it.keysOf(who), 0);
  assert.equal((await it.kept(who)).length, 2);
});
