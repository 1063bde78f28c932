import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { sheetTools } from '#server/archive-work/testing/sheets.ts';
import type { Graduate, Someone } from '#server/cases/testing/cases.ts';
import { openPdf } from '#server/platform/images/read-pdf.ts';
import { readQr } from '#server/platform/images/read-qr.ts';
import { checkSignature } from '#server/platform/pdf/check-signature.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { openZip } from '#server/platform/zip/zip.ts';
import { archive } from './testing/contents.ts';
import { startDesk } from './testing/desk.ts';

let on: Awaited<ReturnType<typeof startDesk>>;
let tools: Awaited<ReturnType<typeof sheetTools>>;
let school: Someone;
let one: Graduate;
let two: Graduate;
let odd: Graduate;
let none: Graduate;
before(async () => {
  on = await startDesk({ press: true });
  tools = await sheetTools(on);
  school = await on.makeStaff('school');
  one = await on.graduate({ name: '𬭎·㛃' });
  two = await on.graduate({ name: '䶮/小明' });
  odd = await on.graduate({ name: '张\u{e864}' });
  none = await on.graduate();
  for (const who of [one, two, odd]) await on.report(who);
  await on.reportPart(one, 'archive', archive);
  await on.generate(school, 'archive');
});
after(async () => {
  await tools.remove();
  await on.stop();
});
const papers = () =>
  on.database.query(
    unnamed<{ codeId: number; fileId: string; sha256: Buffer }>(
      'select code_id, file_id, sha256 from verification_form order by code_id',
    ),
  );
const form = (who: Graduate) => on.send(school, 'GET', `/api/verification/archive/transfer-codes/${who.graduateId}/form`);
/** What was given out, and is no code's form (any more). */
const handedOut = () =>
  on.database.query(
    unnamed<object>(
      `select encode(sha256, 'hex') as digest, kind, forms, code_id is not null as was_replaced from verification_file order by noted_at`,
    ),
  );
const digestOf = (pdf: Buffer) => createHash('sha256').update(pdf).digest('hex');
async function fileOf(as: 'pdf' | 'zip', filter: object = {}) {
  const begun = await on.send(school, 'POST', '/api/verification/archive/form-files', { ...filter, as });
  if (begun.statusCode !== 200) return { refused: begun.json().code };
  const faults = await on.drain();
  const job = (await on.send(school, 'GET', `/api/jobs/${begun.json().id}`)).json();
  return { faults, job, content: (await on.send(school, 'GET', `/api/jobs/${job.id}/result`)).rawPayload };
}

test('one form is signed, carries the QR of its code, and is made once', async () => {
  const answer = await form(one);
  assert.equal(answer.headers['content-type'], 'application/pdf');
  assert.equal(checkSignature(answer.rawPayload)?.coversWholeDocument, true);
  const pdf = await openPdf(answer.rawPayload);
  assert.match((await readQr(await pdf.draw(0))).join(), /\/check\/archive#t=/);
  pdf.close();
  assert.ok((await form(one)).rawPayload.equals(answer.rawPayload));
  const made = await papers();
  assert.equal(made.length, 1);
  assert.deepEqual(made[0]?.sha256, createHash('sha256').update(answer.rawPayload).digest(), 'as a receiving office asks for it');
  assert.equal((await form(none)).json().code, 'no-transfer-code');
});

test('a detail that changed makes the form anew', async () => {
  const before = (await form(one)).rawPayload;
  await on.reportPart(one, 'archive', { ...archive, receiverPhone: '0592-5559999' });
  await on.generate(school, 'archive');
  assert.ok(!(await form(one)).rawPayload.equals(before));
  assert.deepEqual(await handedOut(), [{ digest: digestOf(before), kind: 'archive', forms: 1, wasReplaced: true }]);
});

test('a zip with a signed form of each; whose name has no glyph is counted, and the second time nothing is made', async () => {
  const first = await fileOf('zip');
  assert.deepEqual(first.faults, []);
  assert.deepEqual([first.job.state, first.job.done, first.job.failures], ['done', 3, 1]);
  const path = join(tools.folder, 'forms.zip');
  await writeFile(path, first.content);
  const zip = await openZip(path, { entries: 10, entryBytes: 1e6, totalBytes: 1e7, ratio: 10 });
  assert.ok(!('refused' in zip));
  const names = [...zip.names];
  assert.equal(names.length, 2);
  assert.match(names.join(' '), /2023990001-𬭎·㛃-D\d{8}-\w{8}\.pdf 2023990001-䶮_小明-D/);
  for (const name of names) assert.equal(checkSignature(await zip.read(name, 1e6))?.intact, true);
  zip.close();
  const made = await papers();
  await fileOf('zip');
  assert.deepEqual(await papers(), made);
});

test('one PDF of all, signed as a whole', async () => {
  const { job, content } = await fileOf('pdf');
  assert.deepEqual([job.state, job.done, job.failures], ['done', 3, 1]);
  assert.ok(content);
  assert.equal(checkSignature(content)?.coversWholeDocument, true);
  const pdf = await openPdf(content);
  assert.equal(pdf.pages, 2);
  pdf.close();
  const [, noted] = await handedOut();
  assert.deepEqual(noted, { digest: digestOf(content), kind: 'archive', forms: 2, wasReplaced: false });
  assert.equal((await fileOf('pdf', { generated: 'no' })).refused, 'no-transfer-codes');
});

test('where no form can be set there is no file, and no fault', async () => {
  for (const as of ['pdf', 'zip'] as const) {
    const { faults, job } = await fileOf(as, { q: odd.name });
    assert.deepEqual([faults, job.state, job.done, job.failures, job.result], [[], 'done', 1, 1, null]);
  }
});
