import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { MissingGlyphError } from './fonts.ts';
import { createPdfRenderer } from './pdf-renderer.ts';

const template = `#let d = json(bytes(sys.inputs.data))
#set text(font: json(bytes(sys.inputs.fonts)), fallback: false)
#d.text`;
const createdAt = new Date('2027-03-18T06:42:10Z');

const renderer = createPdfRenderer();
after(() => renderer.close());

test('the same input gives the same bytes, as PDF/A-2b, dated as told', async () => {
  const [one, two] = await Promise.all([1, 2].map(() => renderer.render(template, { text: '沈䶮' }, createdAt)));
  assert.ok(one && two?.equals(one));
  const text = one.toString('latin1');
  assert.match(text, /<pdfaid:part>2<\/pdfaid:part><pdfaid:conformance>B</);
  assert.match(text, /\/CreationDate \(D:20270318064210Z\)/);
  assert.ok(!one.equals(await renderer.render(template, { text: '沈龑' }, createdAt)));
});

test('a renderer of another process life gives the same bytes', async () => {
  const other = createPdfRenderer();
  try {
    const [one, two] = await Promise.all([renderer, other].map(one => one.render(template, { text: '陆𬭎㛃' }, createdAt)));
    assert.ok(one && two?.equals(one));
  } finally {
    await other.close();
  }
});

test('a character without a glyph stops the document and is named, but not in the message', async () => {
  const failed = await renderer.render(template, { text: '王', more: [{ deep: '李\u{e001}' }] }, createdAt).catch(error => error);
  assert.ok(failed instanceof MissingGlyphError);
  assert.deepEqual(failed.characters, ['\u{e001}']);
  assert.ok(!failed.message.includes('\u{e001}'));
});

test('a template that does not compile fails alone; the next document is made', async () => {
  const [broken, whole] = await Promise.allSettled([
    renderer.render('#unknown', {}, createdAt),
    renderer.render(template, { text: '好' }, createdAt),
  ]);
  assert.equal(broken.status, 'rejected');
  assert.match(String(broken.status === 'rejected' && broken.reason), /unknown variable/);
  assert.equal(whole.status, 'fulfilled');
});

test('parts of long works wait for single documents, however late these come', async () => {
  const order: string[] = [];
  const set = (text: string, inBulk: boolean) =>
    renderer.render(template, { text }, createdAt, { inBulk }).then(() => order.push(text));
  const all = [set('甲', true), set('乙', true), set('丙', true)];
  await Promise.resolve();
  all.push(set('丁', false), set('戊', false));
  await Promise.all(all);
  assert.deepEqual(order, ['甲', '丁', '戊', '乙', '丙']);
});

test('closing lets the running document finish and refuses what waits and what comes', async () => {
  const closing = createPdfRenderer();
  const running = closing.render(template, { text: '一' }, createdAt);
  const waits = assert.rejects(closing.render(template, { text: '二' }, createdAt), /closed/);
  await Promise.resolve();
  await closing.close();
  assert.ok((await running).length > 1000);
  await waits;
  await assert.rejects(closing.render(template, { text: '三' }, createdAt), /closed/);
});
