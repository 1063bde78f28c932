/** What the demonstration knows beforehand. Everything is invented, and everybody knows the passwords: never in production. */
import type { AccountKind } from '#domain/access.ts';
import { demoGraduateCells } from './demo-graduates.ts';
import type { InventedEmployer } from './invented-employers.ts';

export { demoGraduateCells } from './demo-graduates.ts';
export { demoCohort, demoDepartments, demoMajors, demoProvince, demoSchool } from './demo-school.ts';

export interface DemoAccount {
  readonly login: string;
  readonly password: string;
  readonly kind: AccountKind;
  readonly name: string;
  /** Names of the departments that the account holds. */
  readonly departments: readonly string[];
  /** Base 32 (RFC 4648); where the kind of account needs a second factor. */
  readonly totpSecret?: string;
}

/** Staff of the platform and of the demo school. */
export const demoAccounts: readonly DemoAccount[] = [
  {
    login: 'operator',
    password: 'Qx-yunwei-2027',
    kind: 'operator',
    name: '平台运维（演示）',
    departments: [],
    totpSecret: 'KFLUIRKNJ5HVARKSIFKE6USEIVGU6MRQ',
  },
  {
    login: 'operator-2',
    password: 'Qx-yunwei-2027-2',
    kind: 'operator',
    name: '平台运维二（演示）',
    departments: [],
    totpSecret: 'KFLUIT2QIVJECVCPKIZDEMBSG5KE6VCQ',
  },
  {
    login: 'donghai-admin',
    password: 'Qx-guanli-2027',
    kind: 'schoolAdmin',
    name: '东海大学管理员（演示）',
    departments: [],
    totpSecret: 'KFLUIT2OI5EECSKBIRGUSTRSGAZDORCF',
  },
  { login: 'donghai', password: 'Qx-xuexiao-2027', kind: 'school', name: '东海大学就业中心（演示）', departments: [] },
  {
    login: 'donghai-xinxi',
    password: 'Qx-xinxi-2027',
    kind: 'department',
    name: '信息学院辅导员（演示）',
    departments: ['信息学院'],
  },
  {
    login: 'fujian',
    password: 'Qx-shengji-2027',
    kind: 'province',
    name: '福建省就业主管部门（演示）',
    departments: [],
    totpSecret: 'KFLUIU2IIVHEOSSJGIYDENZNKNBUGMRQ',
  },
  {
    login: 'donghai-renwen',
    password: 'Qx-renwen-2027',
    kind: 'department',
    name: '人文学院、外国语学院辅导员（演示）',
    departments: ['人文与新闻传播学院', '外国语学院'],
  },
];

export interface DemoGraduate {
  /** 学信网 account of the sandbox. */
  readonly account: string;
  readonly password: string;
  readonly name: string;
  readonly idNumber: string;
  readonly examNumber: string;
  readonly phone: string;
  readonly email: string;
  readonly wechatOpenid: string;
}

/** Graduates of the sample roster who can sign in at the sandbox's 学信网. */
export const demoGraduates: readonly DemoGraduate[] = demoGraduateCells.map(
  ({ name, idNumber, examNumber, phone, email }, place) => ({
    account: phone,
    password: `Qx-biye-2027-${place + 1}`,
    name,
    idNumber,
    examNumber,
    phone,
    email,
    wechatOpenid: `oQxDemo${String(place + 1).padStart(21, '0')}`,
  }),
);

export interface DemoEmployer extends InventedEmployer {
  readonly password: string;
}

/** Two employers: a long name, and a short one; registered under their contact's mobile. */
export const demoEmployers: readonly DemoEmployer[] = [
  {
    name: '厦门第七座桥云上软件技术集团股份有限公司软件园二期研发与客户联合创新中心分公司',
    uscc: '91350203QX990001X8',
    nature: '39',
    industry: 'I',
    regionCode: '350203',
    address: '演示路 7 号 12 层',
    contactName: '吴经理',
    contactMobile: '13900990001',
    contactLandline: '0592-6180001',
    contactEmail: 'hr@seventh-bridge.example',
    password: 'Qx-danwei-2027-1',
  },
  {
    name: '福州纸鹤星球精密制造有限公司',
    uscc: '91350102QX990002XM',
    nature: '39',
    industry: 'C',
    regionCode: '350102',
    address: '演示路 2 号',
    contactName: '郑女士',
    contactMobile: '13900990002',
    contactLandline: '0591-87650002',
    contactEmail: 'hr@paper-crane.example',
    password: 'Qx-danwei-2027-2',
  },
];
