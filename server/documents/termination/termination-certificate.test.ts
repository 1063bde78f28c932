import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, describe, test } from 'node:test';
import { MissingGlyphError } from '#server/platform/pdf/fonts.ts';
import { createPdfRenderer } from '#server/platform/pdf/pdf-renderer.ts';
import { renderTerminationCertificate, type TerminationCertificate } from './termination-certificate.ts';

const noPoppler = spawnSync('pdftotext', ['-v']).error ? 'poppler-utils is not installed' : false;
const renderer = createPdfRenderer();
after(() => renderer.close());

const ordinary: TerminationCertificate = {
  number: 'JY2027320100000037',
  issuedAt: new Date('2027-04-20T16:30:00Z'),
  schoolName: '江南云岭大学',
  graduateName: '陆𬭎㛃',
  documentNumber: '32010220050314002X',
  department: '信息工程学院',
  major: '计算机科学与技术',
  employerName: '苏州澄湖智造科技有限公司',
  uscc: '91320594MA1XK7Q23C',
  jobTitle: '后端开发工程师',
  agreementNumber: '2027320100000421',
  kind: '线上签约',
  requestedAt: new Date('2027-04-12T01:20:33Z'),
  completedAt: new Date('2027-04-20T16:05:09Z'),
  signature: { level: 'B-T', signer: '去向演示签章（测试证书，不具法律效力）', isTestCertificate: true },
};

/** Everything at its longest. */
const crowded: TerminationCertificate = {
  ...ordinary,
  graduateName: '古丽巴哈尔·阿卜杜热依木·买买提艾力·吐尔逊江·依明',
  department: '西北边疆社会与民族文化遗产数字化保护研究院',
  major: '少数民族语言文学（维吾尔语言文学与民间口头传统数字化整理方向）',
  employerName:
    '新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县锡伯民族文化遗产保护传承与文化旅游融合发展投资集团股份有限公司伊宁分公司',
  jobTitle: '非物质文化遗产口述史采集与双语数字档案整理专员䶮',
};

const bare: TerminationCertificate = {
  ...ordinary,
  uscc: null,
  jobTitle: null,
  agreementNumber: null,
  kind: '线下签约',
  signature: { level: 'B-B', signer: '江南云岭大学', isTestCertificate: false },
};

const render = (document: TerminationCertificate) => renderTerminationCertificate(renderer, document);
const pageCount = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length;

/** The page's text without the spaces and line ends that come from typesetting. */
async function textOf(document: TerminationCertificate): Promise<string> {
  const { stdout } = spawnSync('pdftotext', ['-', '-'], { input: await render(document), encoding: 'utf8' });
  return stdout.replaceAll(/[\s\u200b]+/g, '');
}

test('the same certificate gives the same bytes, on one page however long the names are', async () => {
  const [one, two] = await Promise.all([render(ordinary), render({ ...ordinary })]);
  assert.ok(one.equals(two));
  for (const document of [ordinary, crowded, bare]) assert.equal(pageCount(await render(document)), 1);
});

test('a character without a glyph stops the certificate', async () => {
  const failed = await render({ ...ordinary, graduateName: '张\u{e864}' }).catch(error => error);
  assert.ok(failed instanceof MissingGlyphError);
  assert.deepEqual(failed.characters, ['\u{e864}']);
});

describe('what is printed', { skip: noPoppler }, () => {
  test('parties, agreement, and times in Beijing, rare characters among them', async () => {
    for (const document of [ordinary, crowded]) {
      const text = await textOf(document);
      const { graduateName, documentNumber, schoolName, department, major, employerName, uscc, jobTitle } = document;
      const { number, agreementNumber, kind } = document;
      for (const value of [graduateName, documentNumber, schoolName, department, major, employerName, uscc, jobTitle, kind]) {
        assert.ok(value && text.includes(value), value ?? 'null');
      }
      assert.ok(agreementNumber && text.includes(agreementNumber));
      assert.equal(text.split(number).length - 1, 2);
      // 16:05 UTC is past midnight in Beijing: the day is the next one there.
      for (const time of ['2027年4月12日09:20:33', '2027年4月21日00:05:09', '2027年4月21日'])
        assert.ok(text.includes(time), time);
    }
  });

  test('what is not known reads as --, and the signature is named as it is', async () => {
    const text = await textOf(bare);
    assert.equal(text.match(/--/g)?.length, 3);
    assert.match(text, /PAdESB-B，未附可信时间戳/);
    assert.doesNotMatch(text, /测试证书/);
    assert.match(await textOf(ordinary), /PAdESB-T，附可信时间戳.*测试证书签名，仅供演示，不具法律效力/);
  });

  test('markup in what people typed is printed as they typed it', async () => {
    const hostile = '#panic("x")*粗*_斜_$x^2$\\//注/*注*/[a]<b>@c`d`';
    assert.ok((await textOf({ ...ordinary, jobTitle: hostile })).includes(hostile));
  });
});
