/** Who takes part. Those of the demonstration are taken from it; the others are invented here. */
import { demoAccounts, demoEmployers, demoGraduates } from '#database/seeds/demo.ts';
import { sampleRosterRows } from '#database/seeds/sample-roster.ts';
import { completeUscc } from '#domain/identifiers/uscc.ts';

function staff(login: string) {
  const found = demoAccounts.find(account => account.login === login);
  if (!found) throw new Error(`no demo account ${login}`);
  return found;
}

const [lin, ayiguli, chen] = demoGraduates;
const [bridge, crane] = demoEmployers;
if (!lin || !ayiguli || !chen || !bridge || !crane) throw new Error('the demonstration has lost its people');

export const graduates = { lin, ayiguli, chen } as const;
export const employers = { bridge, crane } as const;
export const desks = {
  operator: staff('operator'),
  admin: staff('donghai-admin'),
  school: staff('donghai'),
  department: staff('donghai-xinxi'),
} as const;

/** Registers during the journey. */
export const newEmployer = {
  name: '漳州㛃海星图海洋信息服务有限公司',
  uscc: completeUscc('91350602QX990101X'),
  phone: '13900990101',
  password: 'xing-tu-2027-hai',
  contactName: '苏䶮',
  email: 'hr@star-chart.example',
} as const;

/** Known to 学信网, in nobody's roster. */
export const notOnRoster = {
  account: '13800990099',
  password: 'Qx-biye-2027-99',
  name: '木合塔尔·艾山',
  idNumber: '653101200406150036',
  phone: '13800990099',
  email: 'muhtar@stu.elsewhere.example',
  wechatOpenid: 'oQxDemo000000000000000000099',
} as const;

const walker = sampleRosterRows()
  .slice(demoGraduates.length)
  .find(
    row =>
      row.department === '信息学院' &&
      row.educationLevel === '大学本科毕业' &&
      row.trainingMode === '非定向' &&
      row.hukouAtSchool === '是' &&
      row.mobile,
  );
if (!walker?.name || !walker.idNumber || !walker.mobile) throw new Error('the sample roster has lost its people');

/** On the roster like the demo graduates, and goes every way that there is, one after the other. */
export const wanderer = {
  account: walker.mobile,
  password: 'Qx-biye-2027-98',
  name: walker.name,
  idNumber: walker.idNumber,
  phone: walker.mobile,
  email: walker.email ?? '',
  wechatOpenid: 'oQxDemo000000000000000000098',
} as const;
