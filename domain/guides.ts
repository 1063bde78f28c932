/** The operation guides that the product carries, one for each kind of reader. */
import type { AccountKind } from './access.ts';

export const guideKeys = ['graduate', 'employer', 'department', 'school-admin', 'operator', 'receiving-office'] as const;
export type GuideKey = (typeof guideKeys)[number];

export const guideTitles: Readonly<Record<GuideKey, string>> = {
  graduate: '毕业生操作指南',
  employer: '用人单位操作指南',
  department: '院系、学校审核操作指南',
  'school-admin': '学校管理员操作指南',
  operator: '平台运维操作指南',
  'receiving-office': '户档接收部门核验指南',
};

const guideOf: Readonly<Partial<Record<AccountKind, GuideKey>>> = {
  graduate: 'graduate',
  employerAdmin: 'employer',
  employerStaff: 'employer',
  department: 'department',
  school: 'department',
  schoolAdmin: 'school-admin',
  operator: 'operator',
};
/** The guide for an account of this kind; undefined while there is none. */
export const guideFor = (kind: AccountKind): GuideKey | undefined => guideOf[kind];
