import type { CodeTable } from './code-table.ts';

/** 经营状态, in the words of the national enterprise credit information publicity system. */
export const businessStatus: CodeTable = [
  { code: 'active', name: '存续（在营、开业、在册）' },
  { code: 'abnormal', name: '列入经营异常名录' },
  { code: 'dishonest', name: '列入严重违法失信名单' },
  { code: 'suspended', name: '停业、歇业、清算' },
  { code: 'revoked', name: '吊销' },
  { code: 'cancelled', name: '注销' },
  { code: 'not-found', name: '未查到该单位' },
];
