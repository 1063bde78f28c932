import { z } from 'zod';
import { employerNature } from '../codes/employer-nature.ts';
import { industries } from '../codes/industries.ts';
import { withoutBlanks } from './blanks.ts';
import { shapeOf } from './field-schema.ts';
import type { Field } from './form-field.ts';
import { usccRules, withRules } from './form-rules.ts';

/** 单位注册 in the order of the screen; the licence picture is a file beside it. */
export const registrationFields = [
  { key: 'name', label: '单位名称', kind: 'text', required: true, hint: '与营业执照一致', maxLength: 120 },
  {
    key: 'uscc',
    label: '统一社会信用代码',
    kind: 'text',
    format: 'uscc',
    required: true,
    hint: '18 位数字和大写字母',
    maxLength: 18,
  },
  { key: 'nature', label: '单位性质', kind: 'code', codeTable: employerNature, required: true, hint: '请选择', maxLength: 4 },
  { key: 'industry', label: '单位行业', kind: 'code', codeTable: industries, required: true, hint: '请选择', maxLength: 4 },
  { key: 'regionCode', label: '单位所在地', kind: 'region', required: true, hint: '请选择省市区', maxLength: 6 },
  { key: 'address', label: '详细地址', kind: 'text', required: true, hint: '街道、门牌号、楼层', maxLength: 200 },
  { key: 'contactName', label: '联系人', kind: 'text', required: true, hint: '负责招聘的联系人姓名', maxLength: 50 },
  {
    key: 'contactMobile',
    label: '联系人手机',
    kind: 'phone',
    format: 'mobile',
    required: true,
    hint: '用于登录和接收短信',
    maxLength: 11,
  },
  {
    key: 'contactLandline',
    label: '联系人固话',
    kind: 'phone',
    format: 'landline',
    required: false,
    hint: '选填，例如：0592-6181234',
    maxLength: 20,
  },
  { key: 'contactEmail', label: '联系人邮箱', kind: 'email', required: false, hint: '选填', maxLength: 100 },
] as const satisfies readonly Field[];

const organisation = z.object({ ...shapeOf(registrationFields), usccConfirmed: z.boolean().optional() });

/** The organisation's data when an employer registers. A wrong check character of the USCC warns, and must be confirmed. */
export const employerRegistration = withRules(organisation, usccRules).overwrite(form => withoutBlanks(form));

export type EmployerRegistration = z.output<typeof employerRegistration>;
