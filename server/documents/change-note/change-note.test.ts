import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, describe, test } from 'node:test';
import { MissingGlyphError } from '#server/platform/pdf/fonts.ts';
import { createPdfRenderer } from '#server/platform/pdf/pdf-renderer.ts';
import { type ChangeNote, renderChangeNote } from './change-note.ts';

const noPoppler = spawnSync('pdftotext', ['-v']).error ? 'poppler-utils is not installed' : false;
const renderer = createPdfRenderer();
after(() => renderer.close());

const ordinary: ChangeNote = {
  number: '2027320100000421-B1',
  issuedAt: new Date('2027-05-20T16:30:00Z'),
  schoolName: '江南云岭大学',
  graduateName: '陆𬭎㛃',
  documentNumber: '32010220050314002X',
  department: '信息工程学院',
  major: '计算机科学与技术',
  employerName: '苏州澄湖智造科技有限公司',
  uscc: '91320594MA1XK7Q23C',
  kind: '线上签约',
  agreementNumber: '2027320100000421',
  changes: [
    { label: '职位类别', from: '工程技术人员', to: '科学研究人员' },
    { label: '联系人固话', from: '', to: '0512-62680001' },
  ],
  reason: '填写有误',
  text: '单位来函说明岗位性质，职位类别应为科学研究人员。',
  changedBy: '江南云岭大学（欧阳䶮）',
  changedAt: new Date('2027-05-20T16:05:09Z'),
  signature: { level: 'B-T', signer: '去向演示签章（测试证书，不具法律效力）', isTestCertificate: true },
};
/** Everything at its longest, and more fields than a page takes. */
const crowded: ChangeNote = {
  ...ordinary,
  graduateName: '古丽巴哈尔·阿卜杜热依木·买买提艾力·吐尔逊江·依明',
  employerName:
    '新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县锡伯民族文化遗产保护传承与文化旅游融合发展投资集团股份有限公司伊宁分公司',
  changes: Array.from({ length: 32 }, (_, index) => ({
    label: `档案转递单位地址（详细地址）${index}`,
    from: '察布查尔锡伯自治县孙扎齐牛录镇锡伯民族文化遗产保护传承中心三号楼二层东侧'.repeat(3),
    to: 'https://a-very-long-address-without-any-place-to-break.example/'.repeat(4),
  })),
  text: '更正说明'.repeat(125),
};
const bare: ChangeNote = { ...ordinary, uscc: null, agreementNumber: null, kind: '去向登记' };

const render = (document: ChangeNote) => renderChangeNote(renderer, document);
const pageCount = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
async function textOf(document: ChangeNote): Promise<string> {
  const { stdout } = spawnSync('pdftotext', ['-', '-'], { input: await render(document), encoding: 'utf8' });
  return stdout.replaceAll(/[\s\u200b]+/g, '');
}

test('the same note gives the same bytes; an ordinary note is one page, a long one has more', async () => {
  const [one, two] = await Promise.all([render(ordinary), render({ ...ordinary })]);
  assert.ok(one.equals(two));
  assert.deepEqual([pageCount(one), pageCount(await render(bare))], [1, 1]);
  assert.ok(pageCount(await render(crowded)) > 2);
});

test('a character without a glyph stops the note', async () => {
  const changes = [{ label: '单位联系人', from: '', to: '张\u{e864}' }];
  const failed = await render({ ...ordinary, changes }).catch(error => error);
  assert.ok(failed instanceof MissingGlyphError);
});

describe('what is printed', { skip: noPoppler }, () => {
  test('each field from what to what, why, by whom and when in Beijing', async () => {
    for (const document of [ordinary, crowded]) {
      const text = await textOf(document);
      for (const { label, from, to } of document.changes)
        for (const value of [label, from || '--', to]) assert.ok(text.includes(value), value);
      for (const value of [document.reason, document.text, document.changedBy, document.graduateName, document.employerName])
        assert.ok(text.includes(value), value);
      assert.ok(text.includes('2027年5月21日00:05:09'));
      assert.ok(text.includes('原电子就业协议书继续有效'));
    }
  });

  test('a destination without an agreement says nothing of one', async () => {
    const text = await textOf(bare);
    assert.doesNotMatch(text, /就业协议书/);
    assert.equal(text.match(/--/g)?.length, 3);
  });

  test('markup in what people typed is printed as they typed it', async () => {
    const hostile = '#panic("x")*粗*_斜_$x^2$\\//注/*注*/[a]<b>@c`d`';
    const changes = [{ label: '单位联系人', from: hostile, to: '吴经理' }];
    assert.ok((await textOf({ ...ordinary, changes, text: hostile })).split(hostile).length === 3);
  });
});
