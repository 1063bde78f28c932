import type { CodeTable } from './code-table.ts';

/** 自由职业类别: the examples by which the MOE classification of destinations explains 自由职业 (76); codes ours. */
export const occupationKinds: CodeTable = [
  { code: '1', name: '作家、自由撰稿人' },
  { code: '2', name: '翻译工作者' },
  { code: '3', name: '中介服务工作者' },
  { code: '4', name: '艺术工作者' },
  { code: '5', name: '互联网营销工作者' },
  { code: '6', name: '全媒体运营工作者' },
  { code: '7', name: '电子竞技工作者' },
  { code: '9', name: '其他自由职业' },
];
