import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openPdf } from '#server/platform/images/read-pdf.ts';
import { checkSignature } from './check-signature.ts';
import { joinPdfs } from './join-pdfs.ts';
import { createPdfRenderer } from './pdf-renderer.ts';
import { signPdf } from './sign-pdf.ts';
import { loadSigningCertificate } from './signing-certificate.ts';
import { tableFaults } from './testing/table-faults.ts';

const renderer = createPdfRenderer();
after(() => renderer.close());
const at = new Date('2027-03-10T02:00:00Z');
const template = `#let given = json(bytes(sys.inputs.data))
#set text(font: json(bytes(sys.inputs.fonts)), lang: "zh")
#set document(title: given.title)
#for page in given.pages [#page #pagebreak(weak: true)]`;
const part = (title: string, pages: readonly string[]) => renderer.render(template, { title, pages }, at);
async function joined(parts: readonly Buffer[]): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of joinPdfs(parts)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test('the pages of all parts, in their order, as each part has them', async () => {
  const parts = [
    await part('甲', ['一', '𬭎㛃']),
    await part('乙 (1 0 R) 2 0 R', ['(3 0 R', '4 0 R)', '\\(']),
    await part('丙', ['䶮']),
  ];
  const whole = await openPdf(await joined(parts));
  const alone = await Promise.all(parts.map(openPdf));
  assert.equal(whole.pages, 6);
  let page = 0;
  for (const one of alone)
    for (let own = 0; own < one.pages; own++) assert.deepEqual(await whole.draw(page++), await one.draw(own));
  for (const pdf of [whole, ...alone]) pdf.close();
});

test('it can be signed, and the same parts give the same bytes', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'quxiang-join-'));
  t.after(() => rm(folder, { recursive: true }));
  const certificate = await loadSigningCertificate(join(folder, 'certificate'), { now: at, mayMakeTest: true });
  const parts = [await part('甲', ['一']), await part('乙', ['二'])];
  const pdf = await joined(parts);
  assert.ok(pdf.equals(await joined(parts)));
  const { pdf: signed } = await signPdf(pdf, { certificate, signedAt: at, reason: 'Test' });
  assert.equal(checkSignature(signed)?.coversWholeDocument, true);
  assert.deepEqual([tableFaults(pdf), tableFaults(signed)], [[], []]);
});

test('nothing is no document, and neither is what has no table of objects', async () => {
  await assert.rejects(joined([]), /nothing to join/);
  await assert.rejects(joined([Buffer.from('%PDF-1.7 and no more')]), /no plain table/);
});
