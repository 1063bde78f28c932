import type { CodeTable } from './code-table.ts';

/** 性别, GB/T 2261.1, the two that an ID number can say. */
export const gender: CodeTable = [
  { code: '1', name: '男', importAliases: ['男性'] },
  { code: '2', name: '女', importAliases: ['女性'] },
];

/** 证件类型. */
export const documentTypes: CodeTable = [
  { code: 'idCard', name: '身份证', importAliases: ['居民身份证', '01'] },
  { code: 'passport', name: '护照', importAliases: ['外国护照', '中国护照'] },
  {
    code: 'hmtPermit',
    name: '港澳台通行证',
    importAliases: ['港澳居民来往内地通行证', '台湾居民来往大陆通行证', '回乡证', '台胞证'],
  },
];

/** 是否, of the roster's two 转入学校 columns; an empty cell is 未知. */
export const yesNo: CodeTable = [
  { code: 'yes', name: '是', importAliases: ['1', 'Y', '已转入'] },
  { code: 'no', name: '否', importAliases: ['0', 'N', '未转入'] },
  { code: 'unknown', name: '未知', importAliases: ['不详'] },
];
