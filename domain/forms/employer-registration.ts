import { z } from 'zod';
import { employerNature } from '../codes/employer-nature.ts';
import { industries } from '../codes/industries.ts';
import { checkUscc, usccFaults } from '../identifiers/uscc.ts';
import * as field from './fields.ts';

export interface RegistrationField {
  readonly key: string;
  readonly label: string;
  readonly kind: 'text' | 'code' | 'region' | 'phone' | 'email';
  readonly required: boolean;
  readonly hint: string;
  readonly maxLength: number;
}

/** 单位注册 in the order of the screen; the licence picture is a file beside it. */
export const registrationFields = [
  { key: 'name', label: '单位名称', kind: 'text', required: true, hint: '与营业执照一致', maxLength: 120 },
  { key: 'uscc', label: '统一社会信用代码', kind: 'text', required: true, hint: '18 位数字和大写字母', maxLength: 18 },
  { key: 'nature', label: '单位性质', kind: 'code', required: true, hint: '请选择', maxLength: 4 },
  { key: 'industry', label: '单位行业', kind: 'code', required: true, hint: '请选择', maxLength: 4 },
  { key: 'regionCode', label: '单位所在地', kind: 'region', required: true, hint: '请选择省市区', maxLength: 6 },
  { key: 'address', label: '详细地址', kind: 'text', required: true, hint: '街道、门牌号、楼层', maxLength: 200 },
  { key: 'contactName', label: '联系人', kind: 'text', required: true, hint: '负责招聘的联系人姓名', maxLength: 50 },
  { key: 'contactMobile', label: '联系人手机', kind: 'phone', required: true, hint: '用于登录和接收短信', maxLength: 11 },
  { key: 'contactPhone', label: '联系人固话', kind: 'phone', required: false, hint: '选填，例如：0592-6181234', maxLength: 20 },
  { key: 'contactEmail', label: '联系人邮箱', kind: 'email', required: false, hint: '选填', maxLength: 100 },
] as const satisfies readonly RegistrationField[];

const certified = z.object({
  name: field.requiredText('单位名称', 120),
  uscc: field.requiredUscc('统一社会信用代码'),
  usccConfirmed: z.boolean().optional(),
  nature: field.requiredCode('单位性质', employerNature),
  industry: field.requiredCode('单位行业', industries),
  regionCode: field.requiredRegion('单位所在地'),
  address: field.requiredText('详细地址', 200),
  contactName: field.requiredText('联系人', 50),
  contactMobile: field.requiredMobile('联系人手机'),
  contactPhone: field.optionalLandline('联系人固话'),
  contactEmail: field.optionalEmail('联系人邮箱'),
});

/** The organisation's data when an employer registers. A wrong check character of the USCC warns, and must be confirmed. */
export const employerRegistration = certified
  .refine(form => form.uscc === '' || checkUscc(form.uscc) !== 'length', { path: ['uscc'], message: usccFaults.length })
  .refine(form => form.uscc === '' || checkUscc(form.uscc) !== 'characters', { path: ['uscc'], message: usccFaults.characters })
  .refine(form => checkUscc(form.uscc) !== 'check-character' || form.usccConfirmed === true, {
    path: ['usccConfirmed'],
    message: usccFaults['check-character'],
  })
  .overwrite(form => field.withoutBlanks(form));

export type EmployerRegistration = z.output<typeof employerRegistration>;
