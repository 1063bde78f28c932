import type { CodeTableName } from '../codes/code-tables.ts';

interface ColumnShape {
  readonly key: string;
  readonly header: string;
  /** Other headers under which the column is found. */
  readonly aliases: readonly string[];
  /** Needed for a new graduate, and never erased; an empty cell keeps what is known. */
  readonly required: boolean;
  readonly kind: 'text' | 'code' | 'month' | 'region' | 'department';
  readonly codeTable?: CodeTableName;
  /** Of the column in a sheet, in characters. */
  readonly width: number;
  readonly example: string;
  /** For a comment at the header of the template. */
  readonly hint?: string;
  /** A change undoes the graduate's confirmation, from whatever source it comes. */
  readonly important?: true;
}

/** The columns of the roster in the order of its template. */
export const rosterColumns = [
  {
    key: 'cohort',
    header: '届别',
    aliases: ['毕业届别', '毕业年份'],
    required: false,
    kind: 'text',
    width: 8,
    example: '2027',
    hint: '可不填；填写时须与所选届别一致',
  },
  {
    key: 'examNumber',
    header: '考生号',
    aliases: ['高考考生号', 'KSH'],
    required: true,
    kind: 'text',
    width: 18,
    example: '23350000010001',
    hint: '14 位或 15 位',
  },
  {
    key: 'name',
    header: '姓名',
    aliases: ['学生姓名', 'XM'],
    required: true,
    kind: 'text',
    width: 14,
    example: '林知远',
    important: true,
  },
  {
    key: 'documentType',
    header: '证件类型',
    aliases: ['身份证件类型'],
    required: true,
    kind: 'code',
    codeTable: 'documentTypes',
    width: 12,
    example: '身份证',
  },
  {
    key: 'idNumber',
    header: '证件号码',
    aliases: ['身份证号', '身份证号码', '证件号', '身份证件号', 'SFZH'],
    required: true,
    kind: 'text',
    width: 22,
    example: '350203200411020011',
    hint: '请以文本格式填写',
    important: true,
  },
  { key: 'gender', header: '性别', aliases: ['XB'], required: true, kind: 'code', codeTable: 'gender', width: 8, example: '男' },
  {
    key: 'ethnicGroup',
    header: '民族',
    aliases: ['MZ'],
    required: true,
    kind: 'code',
    codeTable: 'ethnicGroups',
    width: 12,
    example: '汉族',
  },
  {
    key: 'politicalStatus',
    header: '政治面貌',
    aliases: ['ZZMM'],
    required: true,
    kind: 'code',
    codeTable: 'politicalStatus',
    width: 14,
    example: '共青团员',
  },
  {
    key: 'educationLevel',
    header: '学历层次',
    aliases: ['学历', '培养层次', 'XL'],
    required: true,
    kind: 'code',
    codeTable: 'educationLevel',
    width: 18,
    example: '大学本科毕业',
    important: true,
  },
  {
    key: 'majorCode',
    header: '专业代码',
    aliases: ['ZYDM'],
    required: true,
    kind: 'text',
    width: 12,
    example: '080901',
    important: true,
  },
  {
    key: 'majorName',
    header: '专业名称',
    aliases: ['专业', 'ZYMC'],
    required: true,
    kind: 'text',
    width: 22,
    example: '计算机科学与技术',
    important: true,
  },
  { key: 'majorDirection', header: '专业方向', aliases: ['ZYFX'], required: false, kind: 'text', width: 16, example: '人工智能' },
  {
    key: 'department',
    header: '院系',
    aliases: ['院系名称', '学院', '所在院系'],
    required: true,
    kind: 'department',
    width: 22,
    example: '信息学院',
  },
  {
    key: 'className',
    header: '班级',
    aliases: ['班级名称', '所在班级'],
    required: false,
    kind: 'text',
    width: 16,
    example: '计算机2301',
  },
  { key: 'studentNumber', header: '学号', aliases: ['XH'], required: false, kind: 'text', width: 16, example: '2023010001' },
  { key: 'schoolingYears', header: '学制', aliases: ['学制（年）', 'XZ'], required: true, kind: 'text', width: 8, example: '4' },
  {
    key: 'admittedIn',
    header: '入学时间',
    aliases: ['入学年月', 'RXSJ'],
    required: true,
    kind: 'month',
    width: 12,
    example: '202309',
    hint: '六位数字，例如 202309',
  },
  {
    key: 'graduatesIn',
    header: '毕业时间',
    aliases: ['毕业年月', 'BYSJ'],
    required: true,
    kind: 'month',
    width: 12,
    example: '202706',
    hint: '六位数字，例如 202706',
    important: true,
  },
  {
    key: 'trainingMode',
    header: '培养方式',
    aliases: ['培养方式代码', 'PYFS'],
    required: true,
    kind: 'code',
    codeTable: 'trainingMode',
    width: 16,
    example: '非定向',
  },
  {
    key: 'directedUnit',
    header: '定向/委培单位',
    aliases: ['定向委培单位', '定向或委培单位', '定向/委培单位名称'],
    required: false,
    kind: 'text',
    width: 26,
    example: '',
    hint: '培养方式为定向、委培时必填',
  },
  {
    key: 'directedRegion',
    header: '定向/委培单位所在地',
    aliases: ['定向委培单位所在地', '定向或委培单位所在地'],
    required: false,
    kind: 'region',
    width: 22,
    example: '',
    hint: '地区代码；培养方式为定向、委培时必填',
  },
  {
    key: 'originRegion',
    header: '生源所在地',
    aliases: ['生源地', '生源所在地代码', '生源地代码', 'SYD'],
    required: true,
    kind: 'region',
    width: 22,
    example: '350203',
    hint: '六位地区代码，填到最低一级',
  },
  {
    key: 'normalStudentCategory',
    header: '师范生类别',
    aliases: ['师范生类别代码'],
    required: false,
    kind: 'code',
    codeTable: 'normalStudentCategory',
    width: 14,
    example: '非师范生',
  },
  {
    key: 'difficultyCategory',
    header: '困难生类别',
    aliases: ['困难生类别代码'],
    required: false,
    kind: 'code',
    codeTable: 'difficultyCategory',
    width: 18,
    example: '非困难生',
  },
  {
    key: 'archiveAtSchool',
    header: '档案是否转入学校',
    aliases: ['档案转入学校', '档案是否在校'],
    required: false,
    kind: 'code',
    codeTable: 'yesNo',
    width: 18,
    example: '是',
  },
  {
    key: 'hukouAtSchool',
    header: '户口是否转入学校',
    aliases: ['户口转入学校', '户口是否在校'],
    required: false,
    kind: 'code',
    codeTable: 'yesNo',
    width: 18,
    example: '否',
    hint: '不填为未知，按户口不在学校处理',
  },
  {
    key: 'phone',
    header: '手机号码',
    aliases: ['手机', '手机号', '联系电话'],
    required: false,
    kind: 'text',
    width: 14,
    example: '13800000000',
    hint: '毕业生首次登录后以学信网为准',
  },
  {
    key: 'email',
    header: '电子邮箱',
    aliases: ['邮箱', '电子邮件', 'E-mail', 'Email'],
    required: false,
    kind: 'text',
    width: 24,
    example: 'zhiyuan@example.com',
    hint: '毕业生首次登录后以学信网为准',
  },
] as const satisfies readonly ColumnShape[];

type Column = (typeof rosterColumns)[number];
export type RosterKey = Column['key'];
export type RosterColumn = ColumnShape & { readonly key: RosterKey };

const byKey: ReadonlyMap<RosterKey, RosterColumn> = new Map(rosterColumns.map(column => [column.key, column]));

/** The column of a key. Throws on a key that the roster does not have. */
export function rosterColumn(key: RosterKey): RosterColumn {
  const column = byKey.get(key);
  if (!column) throw new Error(`no such column of the roster: ${key}`);
  return column;
}

/** Which columns undo a confirmation when they change. */
export const importantColumns: readonly RosterKey[] = rosterColumns.flatMap((column: RosterColumn) =>
  column.important ? [column.key] : [],
);
