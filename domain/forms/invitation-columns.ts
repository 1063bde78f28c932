/** 批量签约邀请: the columns of the sheet. A header is the label that the form has for the same thing. */
import type { CodeTable } from '../codes/code-table.ts';
import { type TermField, type TermKey, termFields } from './agreement-fields.ts';
import { hukouGroup } from './hukou.ts';
import { validityDays } from './invitation-form.ts';

/** The person that a row invites. */
export const whomKeys = ['graduateName', 'idNumber', 'code'] as const;
type WhomKey = (typeof whomKeys)[number];
export type SheetKey = WhomKey | 'validityDays' | TermKey;

export interface InvitationColumn {
  readonly key: SheetKey;
  readonly header: string;
  /** Marked in the template; a column that a file does not have takes the default terms. */
  readonly required: boolean;
  readonly kind: TermField['kind'];
  readonly codeTable?: CodeTable | undefined;
  readonly hint: string;
}

const whom = (key: WhomKey | 'validityDays', header: string, hint: string): InvitationColumn => ({
  key,
  header,
  hint,
  required: key === 'graduateName' || key === 'idNumber',
  kind: 'text',
});

const terms: readonly TermField[] = termFields;
/** In the order of the sheet. */
export const invitationColumns: readonly InvitationColumn[] = [
  whom('graduateName', '毕业生姓名', '与身份证一致，少数民族姓名请用「·」'),
  whom('idNumber', '毕业生身份证号', '姓名与证件号码都匹配才能发送；填写了签约码的可以不填'),
  whom('code', '签约码', '毕业生在手机上生成，24 小时内有效；填写后姓名、身份证号可以不填'),
  whom('validityDays', '应约有效期（天）', `${validityDays.least}–${validityDays.most} 的整数，不填为 ${validityDays.usual} 天`),
  ...terms.map(({ key, label, required, kind, codeTable, hint, group }) => ({
    key,
    header: label,
    required: required && group !== hukouGroup,
    kind,
    codeTable,
    hint,
  })),
];

const plainHeader = (text: string): string => text.normalize('NFKC').replace(/[\s*]+/gu, '');
const aliases: Readonly<Record<string, SheetKey>> = {
  姓名: 'graduateName',
  身份证号: 'idNumber',
  身份证号码: 'idNumber',
  证件号码: 'idNumber',
  应约有效期: 'validityDays',
};
const byHeader: ReadonlyMap<string, SheetKey> = new Map([
  ...Object.entries(aliases),
  ...invitationColumns.map(({ key, header }): [string, SheetKey] => [plainHeader(header), key]),
]);

/** The column that a header means, whether or not the header is marked as required; undefined when the sheet has no such column. */
export const findInvitationColumn = (header: string): SheetKey | undefined => byHeader.get(plainHeader(header));
