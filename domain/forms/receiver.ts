/** 档案接收机构: an office that archives are sent to, as the directory and a school's own entries describe it. */

import { z } from 'zod';
import { type RegionTable, regionChain } from '../codes/regions.ts';
import { withoutBlanks } from './blanks.ts';
import { shapeOf } from './field-schema.ts';
import type { Field } from './form-field.ts';
import { withRules } from './form-rules.ts';

/** For whom the office receives. A whole city or province may be named: what lies below it is meant too. */
const servedField = {
  key: 'servedRegionCode',
  label: '负责地区',
  kind: 'region',
  required: true,
  hint: '可以选到省、市或县',
  maxLength: 6,
} as const satisfies Field;

/** What is written on the envelope. */
export const receiverAddressFields = [
  { key: 'name', label: '机构名称', kind: 'text', required: true, hint: '接收档案的单位全称', maxLength: 120 },
  { key: 'regionCode', label: '机构地址（省市区）', kind: 'region', required: true, hint: '请选择省市区', maxLength: 6 },
  { key: 'address', label: '机构地址（详细地址）', kind: 'text', required: true, hint: '街道、门牌号', maxLength: 200 },
  {
    key: 'postcode',
    label: '邮编',
    kind: 'text',
    format: 'postcode',
    required: false,
    hint: '选填，6 位数字',
    maxLength: 6,
  },
  { key: 'contact', label: '联系人', kind: 'text', required: false, hint: '选填，科室或姓名', maxLength: 50 },
  { key: 'phone', label: '联系电话', kind: 'phone', required: false, hint: '选填，手机或带区号的固话', maxLength: 20 },
] as const satisfies readonly Field[];

const validFields = [
  { key: 'validFrom', label: '启用日期', kind: 'date', required: true, hint: '从这一天起有效', maxLength: 10 },
  { key: 'validUntil', label: '停用日期', kind: 'date', required: false, hint: '选填，这一天仍有效', maxLength: 10 },
] as const satisfies readonly Field[];

/** An entry of a school, in the order of the screen: it holds until it is cleared. */
export const ownReceiverFields = [
  { ...servedField, label: '生源地' },
  ...receiverAddressFields,
] as const satisfies readonly Field[];
/** An entry of the directory, in the order of the screen and of the sheet. */
export const receiverFields = [servedField, ...receiverAddressFields, ...validFields] as const satisfies readonly Field[];
export type ReceiverKey = (typeof receiverFields)[number]['key'];

export const ownReceiverForm = z.object(shapeOf(ownReceiverFields)).overwrite(form => withoutBlanks(form));
export type OwnReceiverForm = z.output<typeof ownReceiverForm>;

export const receiverForm = withRules(z.object(shapeOf(receiverFields)), [
  {
    at: 'validUntil',
    message: '停用日期不能早于启用日期，请核对',
    isMet: ({ validFrom, validUntil }) => !validFrom || !validUntil || validUntil >= validFrom,
  },
]).overwrite(form => withoutBlanks(form));
export type ReceiverForm = z.output<typeof receiverForm>;

const provinceOf = (regions: RegionTable, code: string): string | undefined => regionChain(regions, code).at(0)?.code;

/**
 * What is wrong with the regions of an entry, by field. Letters need the lowest level that a place has, and an archive that goes back to
 * its origin stays in that province.
 */
export function regionFaultsOf(
  regions: RegionTable,
  { servedRegionCode, regionCode }: Pick<OwnReceiverForm, 'servedRegionCode' | 'regionCode'>,
): Readonly<Record<string, string>> {
  const at = regions.get(regionCode);
  const served = provinceOf(regions, servedRegionCode);
  return {
    ...(served ? {} : { servedRegionCode: '没有这个地区，请重新选择' }),
    ...(at ? {} : { regionCode: '没有这个地区，请重新选择' }),
    ...(at && !at.leaf ? { regionCode: '地址不完整，请选到区县' } : {}),
    ...(at?.leaf && served && provinceOf(regions, regionCode) !== served
      ? { regionCode: '机构地址须与负责地区在同一省份，请核对' }
      : {}),
  };
}
