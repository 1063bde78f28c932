/** Who takes part. Those of the demonstration are taken from it; the others are invented here. */
import { demoAccounts, demoEmployers, demoGraduates } from '#database/demo/demo.ts';
import { sampleRosterRows } from '#database/seeds/sample-roster.ts';
import { checkIdCard } from '#domain/identifiers/id-card.ts';
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
  province: staff('fujian'),
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

/** On the roster like the demo graduates, with an account at 学信网: the sample's undergraduates of one department. */
const walkers = sampleRosterRows()
  .slice(demoGraduates.length)
  .filter(
    row =>
      row.department === '信息学院' &&
      row.educationLevel === '大学本科毕业' &&
      row.trainingMode === '非定向' &&
      row.hukouAtSchool === '是' &&
      // Some rows of the sample are wrong on purpose, and refused.
      checkIdCard(row.idNumber ?? '') === undefined,
  )
  .flatMap(({ name, idNumber, phone, email, examNumber }) =>
    name && idNumber && phone && examNumber ? [{ name, idNumber, phone, examNumber, email: email ?? '' }] : [],
  )
  .map(({ phone, ...row }, place) => ({
    ...row,
    account: phone,
    phone,
    password: `Qx-biye-2027-${98 - place}`,
    wechatOpenid: `oQxDemo${String(98 - place).padStart(21, '0')}`,
  }));

function walker(place: number) {
  const found = walkers[place];
  if (!found) throw new Error('the sample roster has lost its people');
  return found;
}

/** Goes every way that there is, one after the other. */
export const wanderer = walker(0);
/** Signed on paper long before the platform was there. */
export const weaver = walker(1);

/** Who can sign in at the sandbox's 学信网 beside the demo graduates. */
export const addedPeople = [notOnRoster, ...walkers.slice(0, 20)];
/** For chapters that want somebody whom no other chapter touches: each taken by one chapter. */
export const bystander = (place: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19) =>
  walker(place);
