import type { AccountKind } from './access.ts';

/** What each kind of account is called. */
export const accountKindNames: Readonly<Record<AccountKind, string>> = {
  anyone: '未登录',
  graduate: '毕业生',
  employerAdmin: '单位管理员',
  employerStaff: '单位成员',
  department: '院系用户',
  school: '学校用户',
  schoolAdmin: '学校管理员',
  province: '省级用户',
  operator: '平台运维',
  auditor: '审计员',
};

/** Who disables an account of a kind, and so enables it again: whom its owner is sent to. */
export const disabledBy: Readonly<Record<AccountKind, string>> = {
  anyone: '平台运维',
  graduate: '学校管理员',
  employerAdmin: '本单位的其他管理员或平台运维',
  employerStaff: '本单位管理员',
  department: '学校管理员',
  school: '学校管理员',
  schoolAdmin: '本校其他管理员或平台运维',
  province: '平台运维',
  operator: '其他平台运维',
  auditor: '平台运维',
};

/** The accounts that a school makes for its own people. */
export const schoolStaffKinds = ['department', 'school', 'schoolAdmin'] as const;
export type SchoolStaffKind = (typeof schoolStaffKinds)[number];

/** Kinds that reach so much that a password alone does not open them. */
export const needsSecondFactor: ReadonlySet<AccountKind> = new Set(['schoolAdmin', 'province', 'operator', 'auditor']);

/** Of whom a school asks a second factor beside them, from the fewest to all; everybody else may have one. */
export const secondFactorDuties = ['admins', 'school', 'everybody'] as const;
export type SecondFactorDuty = (typeof secondFactorDuties)[number];
const askedBeside: Readonly<Record<SecondFactorDuty, readonly AccountKind[]>> = {
  admins: [],
  school: ['school'],
  everybody: ['school', 'department'],
};

export const mustHaveSecondFactor = (kind: AccountKind, duty: SecondFactorDuty): boolean =>
  needsSecondFactor.has(kind) || askedBeside[duty].includes(kind);
export const isStricter = (duty: SecondFactorDuty, than: SecondFactorDuty): boolean =>
  secondFactorDuties.indexOf(duty) > secondFactorDuties.indexOf(than);
