import type { CodeTable } from './code-table.ts';

/**
 * 创业身份. The MOE classification takes founders and operators of a registered business, projects in an incubator and online shops for
 * 自主创业; the names follow it and the business licence, codes are ours.
 */
export const entrepreneurRoles: CodeTable = [
  { code: '1', name: '法定代表人' },
  { code: '2', name: '股东' },
  { code: '3', name: '合伙人' },
  { code: '4', name: '经营者' },
  { code: '5', name: '创业项目负责人' },
  { code: '6', name: '创业团队成员' },
];

const only = (...codes: string[]): CodeTable => entrepreneurRoles.filter(({ code }) => codes.includes(code));

/** Of a registered business: as the licence or the register of members can prove. */
export const businessRoles: CodeTable = only('1', '2', '3', '4');
/** Of a project that is not registered, or not yet. */
export const projectRoles: CodeTable = only('5', '6');
/** Of an online shop. */
export const shopRoles: CodeTable = only('4', '5', '6');
