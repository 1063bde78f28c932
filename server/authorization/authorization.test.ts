/** 核验授权 over HTTP: closed with its reason, who is asking, codes issued, renewed, ended, read. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Graduate } from '#server/cases/testing/cases.ts';
import { faulty, refused } from '#server/cases/testing/flows.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { keyOfTyped } from '#server/verification/index.ts';
import { startAuthorizations, summer, type TestAuthorizations } from './testing/authorizations.ts';

let it: TestAuthorizations;
before(async () => {
  it = await startAuthorizations();
});
after(() => it.on.stop());
beforeEach(async () => {
  it.on.clock.set(summer);
  Object.assign(it.identity, { down: false, answer: 'match' });
  await it.flow.set({});
});
const status = (answer: { statusCode: number; json(): { code: string } }) => [answer.statusCode, answer.json().code];

describe('the module', () => {
  test('says why it is closed, and where to go on', async () => {
    const who = await it.on.graduate();
    assert.deepEqual((await it.read(who)).obstacle, {
      code: 'nothing-reported',
      sentence: '您还没有已上报的毕业去向。登记毕业去向并审核通过、完成去向登记确认后，可以办理核验授权。',
      leadsOn: 'destinations',
    });
    await it.signed(who);
    const unconfirmed = (await it.read(who)).obstacle;
    assert.deepEqual([unconfirmed.code, unconfirmed.leadsOn], ['confirm-first', 'confirmation']);
    await it.confirm(who);
    assert.equal((await it.read(who)).obstacle, null);
    await it.flow.set({ modules: { authorization: false } });
    assert.equal((await it.read(who)).obstacle.code, 'authorization-closed');
    await it.flow.set({});
    it.on.clock.set('2027-12-31T16:00:00Z');
    assert.equal((await it.read(who)).obstacle.code, 'authorization-over');
  });

  test('offers the hukou’s form only where the hukou is with the school; days from tomorrow to the end of the service', async () => {
    const { who } = await it.confirmed();
    const { who: other } = await it.confirmed({ hukouTransferred: false });
    const kinds = async (one: Graduate) => (await it.read(one)).kinds.map(({ form }: { form: string }) => form);
    assert.deepEqual([await kinds(who), await kinds(other)], [['档案登记信息表', '户口登记信息表'], ['档案登记信息表']]);
    assert.deepEqual((await it.read(who)).days, { first: '2027-06-11', last: '2027-12-31' });
    await it.prove(other);
    faulty(await it.authorize(other, ['archive', 'hukou']), 'kinds');
    assert.deepEqual(await it.kept(other), []);
  });

  test('is the graduate’s alone', async () => {
    const { who, ids } = await it.authorized(['archive']);
    for (const one of [it.flow.school, it.flow.department, it.employer])
      refused(await it.on.send(one, 'GET', '/api/graduate/authorization'), 'not-allowed');
    const other = await it.on.graduate();
    await it.prove(other);
    for (const path of ['', '/form', '/picture']) refused(await it.code(other, ids[0], path), 'not-found');
    refused(await it.end(other, ids[0]), 'not-found');
    assert.deepEqual(await it.ends(who), ['authorization archive null']);
  });
});

test('staff find who has authorized, and never the code, its number on paper or its QR', async () => {
  const { who, ids } = await it.authorized(['archive']);
  const { shown, formNumber } = it.flow.passed(await it.code(who, ids[0])).json();
  for (const staff of [it.flow.school, it.flow.department])
    for (const path of ['authorizations', `authorizations/${who.graduateId}`]) {
      const { body } = it.flow.passed(await it.on.send(staff, 'GET', `/api/verification/archive/${path}`));
      assert.ok(body.includes('欧阳𬭎㛃'), path);
      for (const secret of [shown.code, shown.qr.path, formNumber]) assert.ok(!body.includes(secret), path);
    }
});

describe('实人认证', () => {
  test('is asked for before a code is issued or shown, once in a session', async () => {
    const { who } = await it.confirmed();
    assert.deepEqual(status(await it.authorize(who)), [403, 'identity-unproven']);
    assert.equal((await it.read(who)).identityProvenAt, null);
    const { provenAt } = await it.prove(who);
    assert.equal((await it.read(who)).identityProvenAt, provenAt);
    const { ids } = it.flow.passed(await it.authorize(who)).json();
    assert.match(it.flow.passed(await it.code(who, ids[0])).json().shown.code, /^(\w{4}-){4}\w{2}$/);
    // Another session.
    it.on.clock.advance(3_600_000);
    for (const path of ['', '/form', '/picture'])
      assert.deepEqual(status(await it.code(who, ids[0], path)), [403, 'identity-unproven']);
    // To end needs no proof: less is shown afterwards.
    it.flow.passed(await it.end(who, ids[0]));
  });

  test('compares with the roster first, and asks the service about nobody else', async () => {
    const who = await it.on.graduate({ name: '买买提·阿布都' });
    const asked = it.identity.asked;
    refused(await it.identify(who, '买买提', who.idNumber), 'identity-not-matched');
    refused(await it.identify(who, who.name, '11010519491231002X'), 'identity-not-matched');
    assert.equal(it.identity.asked, asked);
    it.identity.answer = 'mismatch';
    refused(await it.identify(who, who.name, who.idNumber), 'identity-not-matched');
    assert.equal(it.identity.asked, asked + 1);
    it.identity.answer = 'match';
    // Another dot, spaces, small letters: the same person.
    it.flow.passed(await it.identify(who, ' 买买提•阿布都', ` ${who.idNumber.toLowerCase()} `));
  });

  test('of a passport the roster decides: the service knows identity cards alone', async () => {
    const who = await it.on.graduate({ documentType: 'passport', idNumber: 'E12345678', name: '金秀㛃' });
    const asked = it.identity.asked;
    assert.equal((await it.read(who)).documentWord, '护照');
    it.flow.passed(await it.identify(who, who.name, 'e12345678'));
    assert.equal(it.identity.asked, asked);
  });

  test('failures are limited in a session, and of a person in a day; a success forgets them', async () => {
    const who = await it.on.graduate();
    const fail = () => it.identify(who, '别人', who.idNumber);
    for (let turn = 0; turn < 4; turn += 1) refused(await fail(), 'identity-not-matched');
    await it.prove(who);
    for (let turn = 0; turn < 5; turn += 1) refused(await fail(), 'identity-not-matched');
    assert.deepEqual((await fail()).json().about, { wait: '10 分钟', waitSeconds: 600 });
    // Even the right answer has to wait.
    refused(await it.identify(who, who.name, who.idNumber), 'try-later');
    it.on.clock.advance(3_600_000);
    for (let turn = 0; turn < 5; turn += 1) refused(await fail(), 'identity-not-matched');
    it.on.clock.advance(3_600_000);
    assert.deepEqual((await fail()).json().about.wait, '23 小时');
    it.on.clock.advance(23 * 3_600_000);
    await it.prove(who);
  });

  test('a service that is down is said, and is no failure of the graduate', async () => {
    const who = await it.on.graduate();
    it.identity.down = true;
    for (let turn = 0; turn < 12; turn += 1)
      assert.deepEqual(status(await it.identify(who, who.name, who.idNumber)), [503, 'identity-check-down']);
    it.identity.down = false;
    await it.prove(who);
  });
});

describe('codes', () => {
  test('both kinds at once, each with its own code, until the chosen day is over; once however often it is sent', async () => {
    const { who } = await it.confirmed();
    await it.prove(who);
    const key = randomUUID();
    const first = it.flow.passed(await it.authorize(who, ['archive', 'hukou'], '2027-07-01', key)).json();
    assert.deepEqual(it.flow.passed(await it.authorize(who, ['archive', 'hukou'], '2027-07-01', key)).json(), first);
    const { live } = await it.read(who);
    assert.deepEqual(
      live.map(({ form, expiresAt, checks, paper }: Record<string, unknown>) => [form, expiresAt, checks, Object(paper).state]),
      ['档案登记信息表', '户口登记信息表'].map(form => [form, '2027-07-01T16:00:00.000Z', 0, 'making']),
    );
    const codes = await Promise.all(first.ids.map(async (id: number) => (await it.code(who, id)).json().shown.code as string));
    assert.equal(new Set(codes).size, 2);
    for (const code of codes) assert.ok(keyOfTyped(it.on.vault, code));
    // The list does not hold them, nor does any log.
    assert.ok(codes.every(code => !JSON.stringify(live).includes(code) && !it.on.platform.logged().includes(code)));
  });

  test('a day that is too early or after the service is refused', async () => {
    const { who } = await it.confirmed();
    await it.prove(who);
    for (const day of ['2027-06-10', '2028-01-01', '2027-02-30']) faulty(await it.authorize(who, ['archive'], day), 'lastDay');
    faulty(await it.authorize(who, []), 'kinds');
    it.flow.passed(await it.authorize(who, ['archive'], '2027-06-11'));
  });

  test('the form shows what was confirmed, and neither pay, ID number nor phone', async () => {
    const { who, ids } = await it.authorized(['archive', 'hukou']);
    for (const id of ids) {
      const page = it.flow.passed(await it.code(who, id)).json();
      const text = JSON.stringify(page.sections);
      assert.match(text, /欧阳𬭎㛃.*厦门𬭎海数据技术有限公司/u);
      for (const secret of [who.idNumber, who.phone, '元']) assert.ok(!text.includes(secret), secret);
      assert.equal(page.shown.checkUrl, `${it.on.platform.publicUrl}/check/${page.kind}`);
    }
  });

  test('renewed: the one before ends, and only that of its kind', async () => {
    const { who, ids } = await it.authorized();
    const before = (await it.code(who, ids[0])).json().shown.code;
    it.flow.passed(await it.authorize(who, ['archive'], '2027-08-31'));
    assert.deepEqual(await it.ends(who), [
      'authorization archive null',
      'authorization archive renewed',
      'authorization hukou null',
    ]);
    const { over } = await it.read(who);
    assert.deepEqual([over.length, over[0].reason], [1, '已重新生成']);
    const old = it.flow.passed(await it.code(who, ids[0])).json();
    assert.deepEqual([old.shown, old.ended.reason], [null, '已重新生成']);
    assert.ok(!JSON.stringify(await it.read(who)).includes(before));
  });

  test('ended by the graduate; twice is told', async () => {
    const { who, ids } = await it.authorized();
    await it.withTransferCodes(who);
    it.flow.passed(await it.end(who, ids[1]));
    refused(await it.end(who, ids[1]), 'code-over');
    assert.deepEqual(await it.ends(who), [
      'authorization archive null',
      'authorization hukou graduate',
      'transfer archive null',
      'transfer hukou null',
    ]);
    // The codes of the school are nobody's to end, nor to see.
    const transfer = (await it.kept(who)).find(({ purpose }) => purpose === 'transfer');
    refused(await it.end(who, transfer?.id ?? 0), 'not-found');
    refused(await it.code(who, transfer?.id ?? 0), 'not-found');
  });

  test('what changed in the registry since it was confirmed: nothing is issued, and it has to be confirmed again', async () => {
    const { who } = await it.confirmed();
    await it.prove(who);
    const [destination] = await it.on.registry.read(who);
    const sealed = it.on.vault.sealJson({ ...destination?.content, employerName: '另一家单位' });
    await it.on.database.execute(
      unnamed(`update registry_record set content_sealed = $2 where graduate_id = $1 and part = 'destination'`),
      [who.graduateId, sealed],
    );
    refused(await it.authorize(who), 'confirmed-otherwise');
    assert.deepEqual(await it.kept(who), []);
    assert.equal((await it.read(who)).obstacle.code, 'confirm-first');
    refused(await it.authorize(who), 'confirm-first');
    await it.confirm(who);
    it.flow.passed(await it.authorize(who));
  });

  test('two at once: one code of a kind lives', async () => {
    const { who } = await it.confirmed();
    await it.prove(who);
    const answers = await Promise.all([1, 2, 3, 4].map(() => it.authorize(who)));
    for (const answer of answers) it.flow.passed(answer);
    assert.deepEqual(await it.ends(who), [
      'authorization archive null',
      ...Array.from({ length: 3 }, () => 'authorization archive renewed'),
    ]);
  });
});

const insertCheck = unnamed(
  `insert into verification_check_history (school_id, code_id, graduate_id, at, way, outcome, network)
   values ($1, $2, $3, $4, $5, $6, '203.0.113')`,
);
test('checks are shown with time, way, outcome and coarse network; those of a school’s code are not', async () => {
  const { who, ids } = await it.authorized(['archive']);
  await it.withTransferCodes(who);
  const now = it.on.clock.now();
  const transfer = (await it.kept(who)).find(({ purpose }) => purpose === 'transfer')?.id;
  for (const [id, way, outcome] of [
    [ids[0], 'typed', 'found'],
    [ids[0], 'scanned', 'ended'],
    [transfer, 'typed', 'found'],
  ])
    await it.on.database.execute(insertCheck, [who.schoolId, id, who.graduateId, now, way, outcome]);
  const { checks, live } = await it.read(who);
  assert.deepEqual(
    checks.map(({ way, outcome, network }: Record<string, string>) => [way, outcome, network]),
    [
      ['扫描二维码', '编号已失效', '203.0.113'],
      ['输入编号', '核验成功', '203.0.113'],
    ],
  );
  assert.equal(live[0].checks, 2);
  assert.equal((await it.code(who, ids[0])).json().history.length, 2);
});
