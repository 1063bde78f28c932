import { hukouTransferTypes } from '../codes/hukou-transfer-types.ts';
import type { FormField } from './form-field.ts';

/** The heading of the block on every form that includes it. */
export const hukouGroup = '户口';

/** Where a graduate's hukou moves to. Only a graduate whose hukou is with the school is asked. Whole or not at all, as the archive block. */
export const hukouFields = [
  {
    key: 'hukouType',
    label: '户口迁移类型',
    group: hukouGroup,
    kind: 'choice',
    codeTable: hukouTransferTypes,
    required: true,
    hint: '请选择',
    maxLength: 4,
    important: true,
    correctable: true,
    reportedAs: { part: 'hukou', code: 'transferType', label: '迁移类型' },
  },
  {
    key: 'hukouRegionCode',
    label: '户口迁移地址（省市区）',
    group: hukouGroup,
    kind: 'region',
    required: true,
    hint: '请选择省市区',
    maxLength: 6,
    important: true,
    correctable: true,
    reportedAs: { part: 'hukou', code: 'moveToRegionCode', label: '迁移地址' },
  },
  {
    key: 'hukouAddress',
    label: '户口迁移地址（详细地址）',
    group: hukouGroup,
    kind: 'text',
    required: true,
    hint: '街道、门牌号',
    maxLength: 200,
    important: true,
    correctable: true,
    reportedAs: { part: 'hukou', code: 'moveToAddress', label: '迁移地址' },
  },
] as const satisfies readonly FormField[];
