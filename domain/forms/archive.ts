import { archiveTransferTypes } from '../codes/archive-transfer-types.ts';
import type { FormField } from './form-field.ts';

/** The heading of the block on every form that includes it. */
export const archiveGroup = '档案';

/**
 * Where a graduate's archive is sent. The block is whole when its required fields are filled in; a form that leaves it free takes it
 * whole or not at all (`whole-blocks.ts`).
 */
export const archiveFields = [
  {
    key: 'archiveType',
    label: '档案转递类型',
    group: archiveGroup,
    kind: 'choice',
    codeTable: archiveTransferTypes,
    required: true,
    hint: '请选择',
    maxLength: 4,
    important: true,
    correctable: true,
    reportedAs: { part: 'archive', code: 'transferType', label: '转递类型' },
  },
  {
    key: 'archiveReceiverName',
    label: '档案转递单位名称',
    group: archiveGroup,
    kind: 'text',
    required: true,
    hint: '接收档案的单位全称',
    maxLength: 120,
    important: true,
    correctable: true,
    reportedAs: { part: 'archive', code: 'receiverName', label: '转递单位名称' },
  },
  {
    key: 'archiveRegionCode',
    label: '档案转递单位地址（省市区）',
    group: archiveGroup,
    kind: 'region',
    required: true,
    hint: '请选择省市区',
    maxLength: 6,
    important: true,
    correctable: true,
    reportedAs: { part: 'archive', code: 'receiverRegionCode', label: '地址' },
  },
  {
    key: 'archiveAddress',
    label: '档案转递单位地址（详细地址）',
    group: archiveGroup,
    kind: 'text',
    required: true,
    hint: '街道、门牌号',
    maxLength: 200,
    important: true,
    correctable: true,
    reportedAs: { part: 'archive', code: 'receiverAddress', label: '地址' },
  },
  {
    key: 'archivePostcode',
    label: '档案转递单位邮编',
    group: archiveGroup,
    kind: 'text',
    format: 'postcode',
    required: false,
    hint: '选填，6 位数字',
    maxLength: 6,
    correctable: true,
    reportedAs: { part: 'archive', code: 'receiverPostcode', label: '邮编' },
  },
  {
    key: 'archiveContact',
    label: '档案转递联系人',
    group: archiveGroup,
    kind: 'text',
    required: false,
    hint: '选填',
    maxLength: 50,
    correctable: true,
    reportedAs: { part: 'archive', code: 'receiverContact', label: '联系人' },
  },
  {
    key: 'archivePhone',
    label: '档案转递联系电话',
    group: archiveGroup,
    kind: 'phone',
    required: false,
    hint: '选填，手机或带区号的固话',
    maxLength: 20,
    correctable: true,
    reportedAs: { part: 'archive', code: 'receiverPhone', label: '联系电话' },
  },
] as const satisfies readonly FormField[];
