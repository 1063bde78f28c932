import { archiveTransferTypes } from '../codes/archive-transfer-types.ts';
import { employerNature } from '../codes/employer-nature.ts';
import { hukouTransferTypes } from '../codes/hukou-transfer-types.ts';
import { industries } from '../codes/industries.ts';
import { jobCategory } from '../codes/job-category.ts';

export const agreementGroups = ['用人单位', '协议', '档案', '户口'] as const;

/** The code tables that the agreement form chooses from. */
export const agreementTables = { employerNature, industries, jobCategory, archiveTransferTypes, hukouTransferTypes } as const;

export type AgreementFieldKind = 'text' | 'textarea' | 'code' | 'region' | 'phone' | 'email' | 'date' | 'choice';

interface FieldShape {
  readonly key: string;
  readonly label: string;
  readonly group: (typeof agreementGroups)[number];
  readonly kind: AgreementFieldKind;
  readonly codeTable?: keyof typeof agreementTables;
  /** In the block 户口, required means: where the hukou is with the school. */
  readonly required: boolean;
  readonly hint: string;
  readonly maxLength: number;
}

/**
 * The agreement form in the order of the screen, the paper and the case page (graduate guide §6.1, figure 21). This file has no zod
 * in it: a phone page that only shows an agreement imports it alone.
 */
export const agreementFields = [
  {
    key: 'employerName',
    label: '单位名称',
    group: '用人单位',
    kind: 'text',
    required: true,
    hint: '搜索或直接填写，与营业执照一致',
    maxLength: 120,
  },
  {
    key: 'uscc',
    label: '统一社会信用代码',
    group: '用人单位',
    kind: 'text',
    required: true,
    hint: '18 位数字和大写字母',
    maxLength: 18,
  },
  {
    key: 'employerNature',
    label: '单位性质',
    group: '用人单位',
    kind: 'code',
    codeTable: 'employerNature',
    required: true,
    hint: '请选择',
    maxLength: 4,
  },
  {
    key: 'employerIndustry',
    label: '单位行业',
    group: '用人单位',
    kind: 'code',
    codeTable: 'industries',
    required: true,
    hint: '请选择',
    maxLength: 4,
  },
  {
    key: 'employerRegionCode',
    label: '通讯地址（省市区）',
    group: '用人单位',
    kind: 'region',
    required: true,
    hint: '请选择省市区',
    maxLength: 6,
  },
  {
    key: 'employerAddress',
    label: '通讯地址（详细地址）',
    group: '用人单位',
    kind: 'text',
    required: true,
    hint: '街道、门牌号、楼层',
    maxLength: 200,
  },
  {
    key: 'jobCategory',
    label: '职位类别',
    group: '用人单位',
    kind: 'code',
    codeTable: 'jobCategory',
    required: true,
    hint: '请选择',
    maxLength: 4,
  },
  {
    key: 'jobTitle',
    label: '岗位名称',
    group: '用人单位',
    kind: 'text',
    required: true,
    hint: '例如：软件工程师',
    maxLength: 50,
  },
  {
    key: 'contactName',
    label: '单位联系人',
    group: '用人单位',
    kind: 'text',
    required: true,
    hint: '负责签约的联系人姓名',
    maxLength: 50,
  },
  {
    key: 'contactPhone',
    label: '联系人固话',
    group: '用人单位',
    kind: 'phone',
    required: false,
    hint: '固话和手机必填一个，例如：0592-6181234',
    maxLength: 20,
  },
  {
    key: 'contactMobile',
    label: '联系人手机',
    group: '用人单位',
    kind: 'phone',
    required: false,
    hint: '固话和手机必填一个',
    maxLength: 11,
  },
  { key: 'contactEmail', label: '联系人邮箱', group: '用人单位', kind: 'email', required: false, hint: '选填', maxLength: 100 },
  { key: 'probation', label: '试用期', group: '协议', kind: 'text', required: false, hint: '选填，例如：1个月', maxLength: 50 },
  {
    key: 'probationSalary',
    label: '试用起薪',
    group: '协议',
    kind: 'text',
    required: false,
    hint: '选填，例如：1000 元/月',
    maxLength: 50,
  },
  {
    key: 'regularSalary',
    label: '转正起薪',
    group: '协议',
    kind: 'text',
    required: false,
    hint: '选填，例如：3000 元/月',
    maxLength: 50,
  },
  { key: 'penalty', label: '违约金', group: '协议', kind: 'text', required: false, hint: '选填，例如：100 元', maxLength: 50 },
  { key: 'reportPlace', label: '报到地点', group: '协议', kind: 'text', required: false, hint: '选填', maxLength: 200 },
  { key: 'reportDeadline', label: '报到期限', group: '协议', kind: 'date', required: false, hint: '选填', maxLength: 10 },
  {
    key: 'workRegionCode',
    label: '实际工作地点',
    group: '协议',
    kind: 'region',
    required: false,
    hint: '选填，请选择省市区',
    maxLength: 6,
  },
  {
    key: 'actualEmployer',
    label: '实际用工单位',
    group: '协议',
    kind: 'text',
    required: false,
    hint: '劳务派遣时填写',
    maxLength: 120,
  },
  {
    key: 'supplement',
    label: '协议补充内容',
    group: '协议',
    kind: 'textarea',
    required: false,
    hint: '选填，最多 1000 字',
    maxLength: 1000,
  },
  {
    key: 'archiveType',
    label: '档案转递类型',
    group: '档案',
    kind: 'choice',
    codeTable: 'archiveTransferTypes',
    required: true,
    hint: '请选择',
    maxLength: 4,
  },
  {
    key: 'archiveReceiverName',
    label: '档案转递单位名称',
    group: '档案',
    kind: 'text',
    required: true,
    hint: '接收档案的单位全称',
    maxLength: 120,
  },
  {
    key: 'archiveRegionCode',
    label: '档案转递单位地址（省市区）',
    group: '档案',
    kind: 'region',
    required: true,
    hint: '请选择省市区',
    maxLength: 6,
  },
  {
    key: 'archiveAddress',
    label: '档案转递单位地址（详细地址）',
    group: '档案',
    kind: 'text',
    required: true,
    hint: '街道、门牌号',
    maxLength: 200,
  },
  {
    key: 'archivePostcode',
    label: '档案转递单位邮编',
    group: '档案',
    kind: 'text',
    required: false,
    hint: '选填，6 位数字',
    maxLength: 6,
  },
  { key: 'archiveContact', label: '档案转递联系人', group: '档案', kind: 'text', required: false, hint: '选填', maxLength: 50 },
  {
    key: 'archivePhone',
    label: '档案转递联系电话',
    group: '档案',
    kind: 'phone',
    required: false,
    hint: '选填，手机或带区号的固话',
    maxLength: 20,
  },
  {
    key: 'hukouType',
    label: '户口迁移类型',
    group: '户口',
    kind: 'choice',
    codeTable: 'hukouTransferTypes',
    required: true,
    hint: '请选择',
    maxLength: 4,
  },
  {
    key: 'hukouRegionCode',
    label: '户口迁移地址（省市区）',
    group: '户口',
    kind: 'region',
    required: true,
    hint: '请选择省市区',
    maxLength: 6,
  },
  {
    key: 'hukouAddress',
    label: '户口迁移地址（详细地址）',
    group: '户口',
    kind: 'text',
    required: true,
    hint: '街道、门牌号',
    maxLength: 200,
  },
] as const satisfies readonly FieldShape[];

export type AgreementKey = (typeof agreementFields)[number]['key'];
export type AgreementField = FieldShape & { readonly key: AgreementKey };

const byKey: ReadonlyMap<string, AgreementField> = new Map(agreementFields.map(field => [field.key, field]));

/** The field of a key. Throws on a key that the form does not have. */
export function agreementField(key: AgreementKey): AgreementField {
  const field = byKey.get(key);
  if (!field) throw new Error(`no such field of the agreement form: ${key}`);
  return field;
}
