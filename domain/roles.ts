import type { AccountKind } from './access.ts';

/** The review levels that a school may set, in the order in which a case passes them. */
export const allLevels = ['department', 'school'] as const;
export type Level = (typeof allLevels)[number];
export type Levels = readonly Level[];
/** 院系+学校, 学校 only, 院系 only. */
export const levelSettings: readonly Levels[] = [['department', 'school'], ['school'], ['department']];

/** Who somebody is towards a case. */
export type Role = 'graduate' | 'employer' | 'agent' | Level | 'province' | 'qualifier' | 'operator' | 'clock' | 'system';
/** The level at which somebody with these roles reviews, if any. */
export const levelOf = (roles: readonly Role[]): Level | undefined => allLevels.find(level => roles.includes(level));
/** What an account of this kind is towards what is in its scope. */
export function rolesOf({ kind }: { readonly kind: AccountKind }): readonly Role[] {
  switch (kind) {
    case 'graduate':
      return ['graduate'];
    case 'employerAdmin':
    case 'employerStaff':
      return ['employer'];
    case 'department':
      return ['department'];
    case 'school':
    case 'schoolAdmin':
      return ['school'];
    case 'province':
      return ['province'];
    case 'operator':
      return ['qualifier', 'operator'];
    case 'auditor':
    case 'anyone':
      return [];
  }
}
/** A role that depends on the state of the case: the level whose review it waits for, the party that asked, the party that was asked. */
export type Relative = 'reviewer' | 'requester' | 'counterparty';

/** How a role is named in a label and in a history. */
export const roleWords: Readonly<Record<Role, string>> = {
  graduate: '学生',
  employer: '单位',
  agent: '单位经办人',
  department: '学院',
  school: '学校',
  province: '省级主管部门',
  qualifier: '资质审核方',
  operator: '平台运维',
  clock: '系统（到期）',
  system: '系统',
};
export const isRole = (name: string): name is Role => Object.hasOwn(roleWords, name);
