import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, describe, test } from 'node:test';
import { openPdf } from '#server/platform/images/read-pdf.ts';
import { readQr } from '#server/platform/images/read-qr.ts';
import { MissingGlyphError } from '#server/platform/pdf/fonts.ts';
import { createPdfRenderer } from '#server/platform/pdf/pdf-renderer.ts';
import { type FormDocument, renderForm, renderForms } from './form-document.ts';
import { layOut } from './lay-out.ts';
import { bareForm, crowdedForm, formOf, signature } from './testing/fixtures.ts';

const noPoppler = spawnSync('pdftotext', ['-v']).error ? 'poppler-utils is not installed' : false;
const renderer = createPdfRenderer();
after(() => renderer.close());

const render = (form: FormDocument) => renderForm(renderer, form, signature);
const pageCount = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
function textOf(pdf: Buffer): string {
  const { stdout } = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' });
  return stdout.replaceAll(/[\s\u200b]+/g, '');
}
async function qrsOf(pdf: Buffer): Promise<string[]> {
  const { pages, draw, close } = await openPdf(pdf);
  const found: string[] = [];
  for (let page = 0; page < pages; page++) found.push(...(await readQr(await draw(page))));
  close();
  return found;
}

test('the same form gives the same bytes; an ordinary one is one page, and so is one with everything at its longest', async () => {
  const [one, two] = await Promise.all([render(formOf('archive')), render(formOf('archive'))]);
  assert.ok(one.equals(two));
  const pages = await Promise.all([formOf('hukou'), bareForm(), crowdedForm()].map(async form => pageCount(await render(form))));
  assert.deepEqual([pageCount(one), ...pages], [1, 1, 1, 1]);
});

test('the QR of the page reads back, with a link of 600 characters too', async () => {
  for (const form of [
    formOf('archive'),
    formOf('hukou', { qr: 'https://quxiang.example.edu.cn/check/hukou#t=7RkYq2mV0cXw1ZbT9uHs4A' }),
  ])
    assert.deepEqual(await qrsOf(await render(form)), [form.qr]);
});

test('a character without a glyph stops the form', async () => {
  const sections = [{ title: '基本信息', rows: [{ key: 'name', label: '姓名', value: '张\u{e864}' }] }];
  const failed = await render(formOf('archive', { sections })).catch(error => error);
  assert.ok(failed instanceof MissingGlyphError);
});

test('many forms in one document: each with its own code, QR and page numbers', async () => {
  const forms = Array.from({ length: 5 }, (_, index) =>
    formOf('archive', { formNumber: `D20270615-0000000${index}`, qr: `https://quxiang.example.edu.cn/check/archive#t=${index}` }),
  );
  const createdAt = new Date('2027-07-01T00:00:00Z');
  const pdf = await renderForms(renderer, forms, { signature: null, createdAt });
  assert.equal(pageCount(pdf), 5);
  assert.deepEqual(
    await qrsOf(pdf),
    forms.map(({ qr }) => qr),
  );
  assert.ok(pdf.equals(await renderForms(renderer, forms, { signature: null, createdAt })));
  if (noPoppler) return;
  const text = textOf(pdf);
  for (const { formNumber } of forms) assert.ok(text.includes(`表号${formNumber}第1页共1页`), formNumber);
  assert.match(text, /未加盖电子签名，以在线核验的结果为准/);
});

test('short lines share a line of the page, a long one has its own', () => {
  const row = (key: string, value: string) => ({ key, label: key, value });
  assert.deepEqual(
    layOut([row('a', '一'), row('b', '二'), row('c', '三'), row('d', '长'.repeat(16)), row('e', '五')]).map(({ label, span }) => [
      label,
      span,
    ]),
    [
      ['a', 1],
      ['b', 1],
      ['c', 3],
      ['d', 3],
      ['e', 3],
    ],
  );
});

describe('what is printed', { skip: noPoppler }, () => {
  test('every line of the form, the code in groups, until when, where to check', async () => {
    for (const form of [formOf('archive'), formOf('hukou'), crowdedForm(), bareForm()]) {
      const text = textOf(await render(form));
      for (const { title, rows } of form.sections) {
        assert.ok(text.includes(title), title);
        // The longest values take more than a line, and the page's text has the labels beside them in between.
        for (const { value } of rows) assert.ok(text.includes([...value].slice(0, 20).join('').replaceAll(' ', '')), value);
      }
      assert.ok(text.includes(form.code));
      assert.ok(text.includes(form.checkUrl));
      assert.match(text, /核验编号.*有效期至2027年12月31日（含当日）.*输入毕业生姓名和核验编号/);
    }
  });

  test('an archive’s form says where archives go; a school’s code has its own name; an empty block is left out', async () => {
    const [archive, hukou, bare] = await Promise.all(
      [formOf('archive'), formOf('hukou', { purpose: 'transfer' }), bareForm()].map(async form => textOf(await render(form))),
    );
    assert.match(archive ?? '', /档案登记信息表.*国办发〔2022〕13号/);
    assert.match(hukou ?? '', /户口登记信息表.*转递编号/);
    assert.doesNotMatch(hukou ?? '', /国办发|核验编号/);
    assert.doesNotMatch(bare ?? '', /户口迁移信息(?!在线)/);
  });

  test('markup in what people typed is printed as they typed it', async () => {
    const hostile = '#panic("x")*粗*_斜_$x^2$\\//注/*注*/[a]<b>@c`d`';
    const sections = [{ title: '毕业去向信息', rows: [{ key: 'name', label: '单位名称', value: hostile }] }];
    assert.ok(textOf(await render(formOf('archive', { sections }))).includes(hostile));
  });
});
