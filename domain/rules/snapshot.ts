/** What a case keeps of the graduate, and how it is held against today's roster. */

/** The graduate as printed on the agreement: names of codes as they read on that day. */
export interface Snapshot {
  readonly name: string;
  readonly documentType: string;
  readonly documentNumber: string;
  readonly schoolName: string;
  readonly educationLevel: string;
  readonly major: string;
  readonly gender: string;
  readonly ethnicGroup: string;
  readonly politicalStatus: string;
  readonly trainingMode: string;
  readonly origin: string;
  readonly enrolledOn: string;
  readonly graduatesOn: string;
  readonly studentNumber: string;
  readonly examNumber: string;
  readonly departmentName: string;
  readonly className: string;
  readonly schoolingYears: string;
  readonly hukouAtSchool: string;
  readonly archiveAtSchool: string;
  readonly phone: string;
  readonly email: string;
}
export type SnapshotField = keyof Snapshot;

/** In the order in which a reviewer reads them. */
export const snapshotFields: readonly { readonly key: SnapshotField; readonly label: string; readonly isKey?: true }[] = [
  { key: 'name', label: '姓名', isKey: true },
  { key: 'documentNumber', label: '身份证号', isKey: true },
  { key: 'schoolName', label: '毕业院校', isKey: true },
  { key: 'educationLevel', label: '学历', isKey: true },
  { key: 'major', label: '专业', isKey: true },
  { key: 'examNumber', label: '考生号' },
  { key: 'gender', label: '性别' },
  { key: 'ethnicGroup', label: '民族' },
  { key: 'politicalStatus', label: '政治面貌' },
  { key: 'trainingMode', label: '培养方式' },
  { key: 'origin', label: '生源所在地' },
  { key: 'enrolledOn', label: '入学时间' },
  { key: 'graduatesOn', label: '毕业时间' },
  { key: 'studentNumber', label: '学号' },
  { key: 'departmentName', label: '院系' },
  { key: 'className', label: '班级' },
  { key: 'schoolingYears', label: '学制' },
  { key: 'archiveAtSchool', label: '档案是否转入学校' },
  { key: 'hukouAtSchool', label: '户口是否转入学校' },
  { key: 'email', label: '电子邮箱' },
  { key: 'phone', label: '手机号码' },
];

/** Contact data follow 学信网 at each sign-in and are no difference worth a reviewer's look. */
const compared = snapshotFields.filter(({ key }) => key !== 'phone' && key !== 'email');

export interface Difference {
  readonly key: SnapshotField;
  readonly label: string;
  readonly isKey: boolean;
}

export const differences = (snapshot: Snapshot, roster: Snapshot): Difference[] =>
  compared.filter(({ key }) => snapshot[key] !== roster[key]).map(({ key, label, isKey = false }) => ({ key, label, isKey }));

/** 获取最新学生信息: today's roster in every field but the key ones, which stay as the graduate signed them. */
export function refreshed(snapshot: Snapshot, roster: Snapshot): Snapshot {
  const kept = Object.fromEntries(snapshotFields.flatMap(({ key, isKey }) => (isKey ? [[key, snapshot[key]]] : [])));
  return { ...roster, ...kept };
}
