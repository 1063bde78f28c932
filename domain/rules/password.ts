/** A password is at least so long (NIST SP 800-63B §3.1.1.2 asks for eight). */
export const leastPasswordLength = 10;

/** Why a password is refused, as people read it. */
export const passwordFaults = {
  short: '密码至少 10 位',
  common: '密码容易被猜到：常用密码、姓名拼音加数字、日期、键盘顺序及其组合都会最先被尝试',
  personal: '密码中不能含有您的账号、姓名、手机号或学校、单位名称',
} as const;
export type PasswordFault = keyof typeof passwordFaults;
