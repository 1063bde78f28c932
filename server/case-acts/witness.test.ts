import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import sharp from 'sharp';
import { parseRef } from '#server/cases/read-case.ts';
import { type Employer, type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { startFlows } from '#server/cases/testing/flows.ts';
import { openPdf } from '#server/platform/images/read-pdf.ts';
import { toSeal } from '#server/platform/images/seal-picture.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';

let on: TestCases;
let employer: Employer;
let department: Someone;
let school: Someone;
before(async () => {
  on = await startCases({ press: true });
  employer = await on.makeEmployer({ name: '福州三坊㛃光文化创意有限公司' });
  department = await on.makeStaff('department', { name: '罗老师' });
  school = await on.makeStaff('school', { name: '欧阳老师' });
  const red = sharp({ create: { width: 300, height: 300, channels: 3, background: { r: 216, g: 30, b: 30 } } });
  const seal = await toSeal(await red.png().toBuffer());
  assert.ok(Buffer.isBuffer(seal));
  const stored = await on.platform.files.put(Readable.from([seal]), { maxBytes: seal.length });
  assert.ok('id' in stored);
  await on.database.execute(
    unnamed('insert into school_seal (school_id, file_id, bytes, account_id, uploaded_at) values (1, $1, $2, $3, $4)'),
    [stored.id, stored.bytes, school.accountId, on.clock.now()],
  );
});
after(() => on.stop());

const set = (reviewAs: string, levels: string) =>
  on.database.execute(unnamed('update school set settings = $1 where id = 1'), [
    JSON.stringify({ reviewLevels: { 'online-signing': levels }, reviewAs: { 'online-signing': reviewAs } }),
  ]);

async function acceptedCase(): Promise<string> {
  const who = await on.graduate({});
  const ref = await on.invited(employer, who);
  assert.equal((await on.act(who, ref, 'accept', on.consent(who))).statusCode, 200);
  return ref;
}
const approve = async (who: Someone, ref: string) => assert.equal((await on.act(who, ref, 'approve')).statusCode, 200);

const fileOf = unnamed<{ fileId: string | null }>(
  `select file_id from document where school_id = $1 and case_id = $2 and kind = 'agreement'`,
);
/** How much of the agreement's first page is as red as the seal. */
async function redPoints(ref: string): Promise<number> {
  assert.deepEqual(await on.drain(), []);
  const parsed = parseRef(ref);
  assert.ok(parsed);
  const { fileId } = await on.database.one(fileOf, [parsed.schoolId, parsed.caseId]);
  assert.ok(fileId);
  const pdf = await openPdf(await buffer(await on.platform.files.get(fileId)));
  const { channels, data } = await pdf.draw(0);
  pdf.close();
  let red = 0;
  for (let at = 0; at < data.length; at += channels)
    if ((data[at] ?? 0) > 200 && (data[at + 1] ?? 255) < 60 && (data[at + 2] ?? 255) < 60) red++;
  return red;
}

test('an agreement that the school witnesses carries its seal; one that it reviews does not', async () => {
  await set('review', 'department+school');
  const reviewed = await acceptedCase();
  await approve(department, reviewed);
  await approve(school, reviewed);
  assert.equal(await redPoints(reviewed), 0);

  await set('witness', 'department+school');
  const witnessed = await acceptedCase();
  await approve(department, witnessed);
  await approve(school, witnessed);
  // 38 mm of 40 at least, at 200 dpi.
  assert.ok((await redPoints(witnessed)) > 290 * 290);
});

test('what only the department reviewed, before the school chose 鉴证, does not get its seal', async () => {
  await set('review', 'department');
  const ref = await acceptedCase();
  await approve(department, ref);
  await set('witness', 'department+school');
  assert.equal(await redPoints(ref), 0);
});

test('both levels read 鉴证 on the page, and the history keeps it, whatever is set afterwards; 补登 too', async () => {
  const words = async (who: Someone, ref: string) => {
    const { witnessed, actions, history } = (await on.page(who, ref)).json();
    const said = ({ word }: { word: string }) => word;
    return { witnessed, actions: actions.map(said), history: history.map(said) };
  };
  await set('review', 'department+school');
  const ref = await acceptedCase();
  assert.deepEqual((await words(department, ref)).actions.slice(0, 2), ['审核通过', '审核不通过']);
  await approve(department, ref);
  await set('witness', 'department+school');
  const seen = await words(school, ref);
  assert.deepEqual([seen.witnessed, ...seen.actions.slice(0, 2)], [true, '鉴证通过', '鉴证不通过']);
  await approve(school, ref);
  await set('review', 'department+school');
  for (const reader of [department, employer])
    assert.deepEqual((await words(reader, ref)).history.slice(-2), ['审核通过', '鉴证通过']);

  const flow = await startFlows(on);
  await on.database.execute(unnamed('update school set settings = $1 where id = 1'), [
    JSON.stringify({ reviewAs: { 'paper-signing': 'witness' } }),
  ]);
  const who = await on.graduate();
  const paper = await flow.submitted(who, '10.03', [0]);
  assert.ok((await words(department, paper)).actions.includes('鉴证通过'));
  await approve(department, paper);
  const reason = { reason: '其他', text: '协议与原件不一致。' };
  assert.equal((await on.act(school, paper, 'reject', reason)).statusCode, 200);
  assert.deepEqual((await words(who, paper)).history.slice(-2), ['鉴证通过', '鉴证不通过']);
});
