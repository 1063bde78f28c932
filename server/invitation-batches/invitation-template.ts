import { nameOf, offeredEntries } from '#domain/codes/code-table.ts';
import { type RegionTable, regionPath } from '#domain/codes/regions.ts';
import { type InvitationColumn, invitationColumns } from '#domain/forms/invitation-columns.ts';
import { makeTemplate } from '#server/platform/sheets/template.ts';

/** Invitations that one file may hold. */
export const maxInvitations = 1000;

const notes = [
  '1. 每行一份签约邀请，最多 1,000 份。红色并带 * 的列为必填；列的先后可以调整，表头文字请不要改动。',
  '2. 表中已填好贵单位的默认条款，请按各毕业生的实际情况修改。没有填写毕业生的行会被略去，不必删除。',
  '3. 毕业生填写「姓名和身份证号」，或填写「签约码」。所有列均为文本格式：从别处粘贴时请选择「只粘贴数值」，以数字存储的身份证号不会被接受。',
  '4. 毕业生户口已转入学校的，户口三列都要填写；未转入学校的，发送时自动略去。',
  '5. 单位名称、统一社会信用代码、单位性质、行业、通讯地址以资质审核通过的单位信息为准，不在表中填写。',
  '6. 请不要使用公式。上传后先逐行检查，确认后才会发送。',
];

const wide: readonly InvitationColumn['kind'][] = ['region', 'textarea'];
const widthOf = ({ key, kind, header }: InvitationColumn): number =>
  key === 'idNumber' || wide.includes(kind) ? 26 : Math.max(12, header.length * 2 + 4);

/** The sheet to fill in, with the employer's terms in every row. */
export function makeInvitationTemplate(regions: RegionTable, terms: Readonly<Record<string, unknown>>): Promise<Buffer> {
  const places = [...regions.values()].filter(({ leaf }) => leaf).map(({ code }) => regionPath(regions, code));
  const listOf = ({ kind, codeTable }: InvitationColumn): readonly string[] =>
    codeTable ? offeredEntries(codeTable).map(({ name }) => name) : kind === 'region' ? places : [];
  const inWords = ({ key, kind, codeTable }: InvitationColumn): string => {
    const value = terms[key];
    if (typeof value === 'number') return String(value);
    if (typeof value !== 'string' || value === '') return '';
    if (codeTable) return nameOf(codeTable, value) ?? '';
    return kind === 'region' ? regionPath(regions, value) : value;
  };
  return makeTemplate({
    sheetName: '签约邀请',
    notes,
    rows: maxInvitations,
    columns: invitationColumns.map(column => ({
      header: column.header,
      required: column.required,
      note: column.hint,
      list: listOf(column),
      width: widthOf(column),
      value: inWords(column),
    })),
  });
}
