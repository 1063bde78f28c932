/** The signed form of a code: made once after it was issued, sealed in the store, opened by its holder alone. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import type { Graduate } from '#server/cases/testing/cases.ts';
import { refused } from '#server/cases/testing/flows.ts';
import { openPdf } from '#server/platform/images/read-pdf.ts';
import { readQr } from '#server/platform/images/read-qr.ts';
import { failingJobs } from '#server/platform/jobs/jobs.ts';
import { checkSignature } from '#server/platform/pdf/check-signature.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { keyOfToken } from '#server/verification/index.ts';
import { makeForm } from './make-form.ts';
import { startAuthorizations, summer, type TestAuthorizations } from './testing/authorizations.ts';

let it: TestAuthorizations;
before(async () => {
  it = await startAuthorizations({ press: true });
});
after(() => it.on.stop());
beforeEach(() => {
  it.on.clock.set(summer);
});

interface FormRow {
  readonly state: string;
  readonly fileId: string | null;
  readonly sha256: Buffer | null;
  readonly bytes: number | null;
  readonly signatureLevel: string | null;
}
const formRow = unnamed<FormRow>('select * from verification_form where school_id = $1 and code_id = $2');
const rowOf = ({ schoolId }: Graduate, id: number) => it.on.database.one(formRow, [schoolId, id]);
const paper = async (who: Graduate, id: number) => (await it.code(who, id)).json().paper;

test('is signed, says the code, and its QR holds the token and the statement; sealed in the store', async () => {
  const { who, ids } = await it.authorized(['archive']);
  assert.equal((await paper(who, ids[0])).state, 'making');
  refused(await it.code(who, ids[0], '/form'), 'form-not-ready');
  await it.on.drain();
  const { state, bytes } = await paper(who, ids[0]);
  const { sha256, fileId, signatureLevel } = await rowOf(who, ids[0]);
  const answer = it.flow.passed(await it.code(who, ids[0], '/form'));
  const pdf = answer.rawPayload;
  assert.deepEqual([state, bytes, signatureLevel], ['ready', pdf.length, 'B-B']);
  assert.ok(
    createHash('sha256')
      .update(pdf)
      .digest()
      .equals(sha256 ?? Buffer.alloc(0)),
  );
  assert.match(String(answer.headers['content-disposition']), /attachment; .*D20270610-\w{8}\.pdf/);
  assert.equal(checkSignature(pdf)?.intact, true);

  const { pages, draw, close } = await openPdf(pdf);
  const [qr = ''] = await readQr(await draw(0));
  close();
  const { hash } = new URL(qr);
  const token = new URLSearchParams(hash.slice(1)).get('t') ?? '';
  assert.deepEqual([pages, qr.startsWith(`${it.on.platform.publicUrl}/check/archive#`)], [1, true]);
  const found = await it.on.database.query(
    unnamed<{ codeId: number }>('select code_id from verification_key where key_hash = $1'),
    [keyOfToken(it.on.vault, token)],
  );
  assert.deepEqual(found, [{ codeId: ids[0] }]);

  const picture = it.flow.passed(await it.code(who, ids[0], '/picture'));
  assert.equal(picture.headers['content-type'], 'image/jpeg');
  assert.deepEqual([...picture.rawPayload.subarray(0, 2)], [0xff, 0xd8]);

  const asked = { sha256: createHash('sha256').update(pdf).digest('hex') };
  const checked = async () => it.flow.passed(await it.on.send(undefined, 'POST', '/api/document-checks', asked)).json().found;
  assert.deepEqual(await checked(), {
    title: '档案登记信息表',
    standing: 'in-force',
    sentence: '这是系统出具的现行版本，目前有效。',
  });
  it.flow.passed(await it.end(who, ids[0]));
  assert.equal((await checked()).standing, 'ended');

  const kept: Buffer[] = [];
  for await (const chunk of await it.on.platform.files.get(fileId ?? '')) kept.push(chunk);
  assert.ok(!Buffer.concat(kept).includes('%PDF'));
});

test('is made once: begun anew it does nothing; of a code that has ended none is made', async () => {
  const { who, ids } = await it.authorized(['archive', 'hukou']);
  it.flow.passed(await it.end(who, ids[1]));
  await it.on.drain();
  const before = await rowOf(who, ids[0]);
  await makeForm({ platform: it.on.platform, registry: it.on.registry }, it.on.press, { schoolId: who.schoolId, codeId: ids[0] });
  assert.deepEqual(await rowOf(who, ids[0]), before);
  assert.deepEqual([before.state, (await rowOf(who, ids[1])).state], ['ready', 'making']);
});

test('a worker that dies before the row is written leaves a file that nothing names; the next one makes the form', async () => {
  const { who, ids } = await it.authorized(['archive']);
  const { platform, registry, press } = it.on;
  const killed = { ...platform, database: { ...platform.database, execute: () => Promise.reject(new Error('killed')) } };
  const ref = { schoolId: who.schoolId, codeId: ids[0] };
  await assert.rejects(makeForm({ platform: killed, registry }, press, ref), /killed/);
  assert.equal((await rowOf(who, ids[0])).state, 'making');
  await it.on.drain();
  assert.equal((await rowOf(who, ids[0])).state, 'ready');
});

test('a character without a glyph fails it, for the graduate and the operator to see, and it is tried again', async () => {
  const { who, ids } = await it.authorized(['archive'], { name: '张\u{2FFFD}' });
  await it.on.drain();
  const { state, sentence } = await paper(who, ids[0]);
  assert.deepEqual(
    [state, sentence],
    ['failed', '字库中没有这些字：\u{2FFFD}。平台正在处理，安装字库后会自动生成，无需重新授权。'],
  );
  const job = (await failingJobs(it.on.database)).find(one => one.job === 'authorization.make-form');
  assert.notEqual(job?.nextAttemptAt, undefined);
  // The code can be used all the same.
  assert.ok((await it.code(who, ids[0])).json().shown.code);
});

test('a detail that changed between the registry’s answer and the code is on the form', async () => {
  const { who, ids } = await it.authorized(['archive']);
  const archive = (await it.on.registry.read(who)).find(({ part }) => part === 'archive');
  await it.on.database.execute(
    unnamed(`update registry_record set content_sealed = $2 where graduate_id = $1 and part = 'archive'`),
    [who.graduateId, it.on.vault.sealJson({ ...archive?.content, receiverPhone: '0592-6189999' })],
  );
  await it.on.drain();
  const page = (await it.code(who, ids[0])).json();
  assert.match(JSON.stringify(page.sections), /0592-6189999/);
  assert.deepEqual([page.paper.state, page.ended], ['ready', null]);
});

test('without the timestamp that it is to have no weaker form is made', async () => {
  const { who, ids } = await it.authorized(['archive']);
  const { platform, registry, press } = it.on;
  const outside = { ...platform.outside, timestamp: () => Promise.reject(new Error('the timestamp authority does not answer')) };
  const ref = { schoolId: who.schoolId, codeId: ids[0] };
  await assert.rejects(makeForm({ platform: { ...platform, outside }, registry }, press, ref), /does not answer/);
  const { state, sentence } = await paper(who, ids[0]);
  assert.deepEqual([state, sentence], ['failed', '生成或签章暂未成功，系统会自动重试，无需重新授权。核验编号可以先使用。']);
  assert.equal((await rowOf(who, ids[0])).fileId, null);
});
