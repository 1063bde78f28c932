import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { caseFlows } from '#domain/flows/all.ts';
import { codePurposes } from '#domain/verification/purposes.ts';
import { startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { startFlows } from '#server/cases/testing/flows.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { createTestApp } from '#server/testing/platform.ts';
import { publicCheckModule } from './module.ts';

let on: TestCases;
let app: FastifyInstance;
let [schoolId, caseId] = [0, 0];
let digest = '';
before(async () => {
  on = await startCases({ press: true });
  app = createTestApp(on.platform, publicCheckModule(on.platform).routes ?? []);
  const ref = await (await startFlows(on)).signedOnline(await on.makeEmployer(), await on.graduate({}));
  [schoolId = 0, caseId = 0] = ref.split('-').map(Number);
  assert.deepEqual(await on.drain(), []);
  const { fileId } = await on.database.one(unnamed<{ fileId: string }>('select file_id from document where case_id = $1'), [
    caseId,
  ]);
  const pdf = await buffer(await on.platform.files.get(fileId));
  digest = createHash('sha256').update(pdf).digest('hex');
});
after(() => on.stop());

let addresses = 0;
const check = async (sha256: string) => {
  const answer = await app.inject({
    ...{ method: 'POST', url: '/api/document-checks', payload: { sha256 }, remoteAddress: `10.1.0.${addresses++}` },
  });
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json().found;
};
const standing = async () => (await check(digest))?.standing;

test('a file of ours is known by the digest of its bytes alone, and nothing of its content is told', async () => {
  assert.deepEqual(await check(digest), {
    title: '电子就业协议书',
    standing: 'in-force',
    sentence: '这是系统出具的现行版本，目前有效。',
  });
  assert.equal(await check(createHash('sha256').update('x').digest('hex')), null);
});

test('it is found as its case is now: under way, ended, lapsed, replaced', async () => {
  const setState = unnamed('update destination_case set state = $2 where id = $1');
  const places = [...caseFlows['online-signing'].places.values()];
  for (const [kind, expected] of [
    ['waits', 'pending'],
    ['ends', 'ended'],
    ['inForce', 'in-force'],
  ] as const) {
    await on.database.execute(setState, [caseId, places.find(place => place.kind === kind)?.id]);
    assert.equal(await standing(), expected);
  }
  const setLapsed = unnamed('update graduate set lapsed_at = $1');
  await on.database.execute(setLapsed, [on.clock.now()]);
  assert.equal(await standing(), 'ended');
  await on.database.execute(setLapsed, [null]);
  const later = (state: string, fileId: string | null) =>
    on.database.execute(
      unnamed(`insert into document (school_id, case_id, kind, version, state, file_id, sha256, requested_at)
        select $1, $2, 'agreement', max(version) + 1, $3, $4, decode($4, 'hex'), $5 from document where case_id = $2`),
      [schoolId, caseId, state, fileId, on.clock.now()],
    );
  await later('failed', null);
  assert.equal(await standing(), 'in-force', 'a version that could not be made replaces nothing');
  await later('ready', createHash('sha256').update('another').digest('hex'));
  assert.equal(await standing(), 'superseded');
});

const insertCode = unnamed<{ id: number }>(
  `insert into verification_code (school_id, graduate_id, kind, purpose, form_number, name_hash, code_sealed, token_sealed,
     content_sealed, issued_at, expires_at)
   select school_id, id, 'hukou', $2, $3, '', '', '', '', $1, $1::timestamptz + interval '1 day' from graduate limit 1 returning id`,
);
const insertForm = unnamed(
  `insert into verification_form (school_id, code_id, graduate_id, state, file_id, sha256, requested_at)
   select school_id, id, graduate_id, 'ready', repeat('f', 64), $2, issued_at from verification_code where id = $1`,
);
const insertFile = unnamed(
  `insert into verification_file (school_id, sha256, kind, code_id, forms, noted_at)
   select school_id, $1, 'hukou', $2, $3, $4 from graduate limit 1`,
);
const endCode = unnamed(`update verification_code set ended_at = $2, end_reason = 'graduate' where id = $1`);
const digestOf = (text: string) => createHash('sha256').update(text).digest();

test('a form is as its code is: of a graduate’s code and of the school’s', async () => {
  for (const purpose of codePurposes) {
    const issue = (number: string) => on.database.one(insertCode, [on.clock.now(), purpose, `H20270310-${purpose}${number}`]);
    const [present, past] = [digestOf(`form of ${purpose}`), digestOf(`form of ${purpose} before`)];
    const both = async () => {
      const [one, other] = [await check(present.toString('hex')), await check(past.toString('hex'))];
      assert.deepEqual([one.title, other.title], ['户口登记信息表', '户口登记信息表']);
      return [one.standing, other.standing];
    };
    const { id } = await issue('1');
    await on.database.execute(insertForm, [id, present]);
    await on.database.execute(insertFile, [past, id, 1, on.clock.now()]);
    assert.deepEqual(await both(), ['in-force', 'superseded'], `${purpose}: one was made anew`);
    await on.database.execute(endCode, [id, on.clock.now()]);
    assert.deepEqual(await both(), ['ended', 'ended'], purpose);
    const { id: next } = await issue('2');
    assert.deepEqual(await both(), ['superseded', 'superseded'], `${purpose}: there is a newer code`);
    await on.database.execute(endCode, [next, on.clock.now()]);
    assert.deepEqual(await both(), ['ended', 'ended'], purpose);
  }
});

test('the forms of many in one PDF are told as that', async () => {
  const sha256 = digestOf('forms of many');
  await on.database.execute(insertFile, [sha256, null, 312, on.clock.now()]);
  const { title, standing, sentence } = await check(sha256.toString('hex'));
  assert.deepEqual([title, standing], ['户口登记信息表合集（312 份）', 'collection']);
  assert.match(sentence, /每一份是否仍然有效，请扫描该份表上的二维码/);
});

test('what is no digest is refused', async () => {
  for (const sha256 of ['', 'x'.repeat(64), digest.toUpperCase(), digest.slice(1)]) {
    const answer = await app.inject({ method: 'POST', url: '/api/document-checks', payload: { sha256 } });
    assert.equal(answer.statusCode, 422, sha256);
  }
});
