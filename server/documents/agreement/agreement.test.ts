import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, describe, test } from 'node:test';
import { MissingGlyphError } from '#server/platform/pdf/fonts.ts';
import { createPdfRenderer } from '#server/platform/pdf/pdf-renderer.ts';
import { type AgreementDocument, agreementDocument, agreementQrPayload, parseAgreementQr } from './agreement-data.ts';
import { renderAgreement } from './render-agreement.ts';
import { crowdedAgreement, offlineAgreement, onlineAgreement } from './testing/fixtures.ts';

const noPoppler = spawnSync('pdftotext', ['-v']).error ? 'poppler-utils is not installed' : false;
const renderer = createPdfRenderer();
after(() => renderer.close());

const render = (document: AgreementDocument) =>
  renderAgreement(renderer, agreementDocument.parse(document), 'https://qx.example');
const pageCount = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length;
const withSupplement = (supplement: string): AgreementDocument => ({ ...onlineAgreement, supplement });

/** The page's text without the spaces and line ends that come from typesetting. */
async function textOf(document: AgreementDocument): Promise<string> {
  const { stdout } = spawnSync('pdftotext', ['-layout', '-', '-'], { input: await render(document), encoding: 'utf8' });
  return stdout.replaceAll(/[\s\u200b]+/g, '');
}

test('the same agreement gives the same bytes', async () => {
  const [one, two] = await Promise.all([render(onlineAgreement), render({ ...onlineAgreement })]);
  assert.ok(one.equals(two));
});

test('an ordinary agreement takes one page, the longest two', async () => {
  assert.equal(pageCount(await render(onlineAgreement)), 1);
  assert.equal(pageCount(await render(offlineAgreement)), 1);
  assert.equal(pageCount(await render(crowdedAgreement)), 2);
  assert.equal(pageCount(await render({ ...crowdedAgreement, supplement: '约'.repeat(1000) })), 2);
});

test('a character without a glyph stops the agreement', async () => {
  const document = { ...onlineAgreement, graduate: { ...onlineAgreement.graduate, name: '张\u{e864}' } };
  const failed = await render(document).catch(error => error);
  assert.ok(failed instanceof MissingGlyphError);
  assert.deepEqual(failed.characters, ['\u{e864}']);
});

describe('what is printed', { skip: noPoppler }, () => {
  test('parties, terms, archive, hukou and times are on the page, rare characters among them', async () => {
    const text = await textOf(onlineAgreement);
    const { graduate, employer, terms, archive, hukou } = onlineAgreement;
    for (const fields of [graduate, employer, terms, archive, hukou]) {
      for (const value of Object.values(fields ?? {})) {
        if (value) assert.ok(text.includes(value.replaceAll(' ', '')), value);
      }
    }
    for (const time of ['2027年3月12日09:20:33', '2027年3月13日20:05:09', '2027年3月16日10:11:45', '2027年3月18日14:42:07']) {
      assert.ok(text.includes(time), time);
    }
    assert.match(text, /陆𬭎㛃/u);
    assert.match(text, /协议编号2027320100000421/);
    assert.match(text, /测试证书签名，仅供演示，不具法律效力/);
  });

  test('before it is in force an agreement has no number; number and page are on every page', async () => {
    const text = await textOf(crowdedAgreement);
    assert.equal(text.match(/协议编号签约信息生效后生成/g)?.length, 4);
    assert.match(text, /第1页共2页.*第2页共2页/);
  });

  test('what is left empty reads as --, and the hukou has no row when it is not with the school', async () => {
    const text = await textOf(offlineAgreement);
    assert.match(text, /学号--/);
    assert.match(text, /协议补充内容--/);
    assert.doesNotMatch(text, /户口/);
    assert.match(text, /乙方（签字）/);
    assert.match(text, /PAdESB-B，未附可信时间戳/);
    assert.doesNotMatch(text, /测试证书/);
  });

  test('1,000 characters of supplementary text are printed whole, over the end of the page', async () => {
    const text = await textOf({ ...crowdedAgreement, supplement: '龘'.repeat(1000) });
    assert.equal(text.match(/龘/g)?.length, 1000);
  });

  test('an address without a place to break is printed whole in its cell', async () => {
    const { email } = crowdedAgreement.graduate;
    const text = await textOf(crowdedAgreement);
    // The cell's two lines come apart from each other only by the text beside them.
    assert.ok(email && text.includes(email.slice(0, 50)) && text.includes(email.slice(-14)));
  });

  test('markup in what people typed is printed as they typed it', async () => {
    const hostile = '#panic("x") *粗* _斜_ $x^2$ \\ // 注 /* 注 */ #include "/etc/passwd" [a] <b> @c `d` = 题 ~ --- "引"';
    assert.ok((await textOf(withSupplement(hostile))).includes(hostile.replaceAll(' ', '')));
  });
});

test('the QR names number, version and content, and reads back', () => {
  const payload = agreementQrPayload(onlineAgreement, 'https://qx.example');
  assert.match(payload, /^https:\/\/qx\.example\/check\/archive#a=QX1:2027320100000421:1:[0-9A-F]{16}$/);
  assert.deepEqual(
    parseAgreementQr(payload.slice(payload.indexOf('QX1'))),
    parseAgreementQr(payload),
    'as it was before the address',
  );
  assert.deepEqual(parseAgreementQr(payload), { agreementNumber: '2027320100000421', version: 1, digest: payload.slice(-16) });
  assert.notEqual(agreementQrPayload(withSupplement('甲方另付安家费。'), 'https://qx.example').slice(-16), payload.slice(-16));
  assert.equal(parseAgreementQr('https://example.com/QX1:1:1:0000000000000000'), undefined);
});

test('what was left empty in any form prints, and what no form lets through does not', () => {
  assert.equal(agreementDocument.safeParse(withSupplement('约'.repeat(2001))).success, false);
  const { archive } = onlineAgreement;
  assert.equal(
    agreementDocument.safeParse({ ...onlineAgreement, archive: { ...archive, postcode: '', contact: null } }).success,
    true,
  );
  assert.equal(agreementDocument.safeParse({ ...onlineAgreement, extra: 1 }).success, false);
});
