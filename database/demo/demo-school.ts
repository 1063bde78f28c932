import type { Major } from './invented-people.ts';

/** Invented; no school has this code. */
export const demoSchool = {
  code: '19999',
  /** The ten digits that the ministry's lists use: 41, the province, the code. */
  identificationCode: '4135019999',
  name: '东海大学',
  provinceCode: '350000',
  regionCode: '350203',
  address: '思明区东海路 1 号',
  phone: '0592-6180000',
} as const;

export const demoProvince = { code: '350000', name: '福建省' } as const;

export const demoCohort = 2027;

export const demoDepartments = [
  { code: '01', name: '信息学院' },
  { code: '02', name: '海洋与地球学院' },
  { code: '03', name: '经济与管理学院' },
  { code: '04', name: '人文与新闻传播学院' },
  { code: '05', name: '外国语学院' },
  { code: '06', name: '医学院' },
  { code: '07', name: '土木与建筑学院' },
  { code: '08', name: '教育科学学院（师范学院）' },
] as const;

const bachelor = (department: string, code: string, name: string, years = 4): Major => ({
  department,
  code,
  name,
  level: '21',
  years,
});
const master = (department: string, code: string, name: string): Major => ({ department, code, name, level: '14', years: 3 });

export const demoMajors: readonly Major[] = [
  bachelor('信息学院', '080901', '计算机科学与技术'),
  bachelor('信息学院', '080902', '软件工程'),
  bachelor('信息学院', '080717T', '人工智能'),
  master('信息学院', '081200', '计算机科学与技术'),
  bachelor('海洋与地球学院', '070701', '海洋科学'),
  bachelor('海洋与地球学院', '081803K', '航海技术'),
  { department: '海洋与地球学院', code: '070700', name: '海洋科学', level: '11', years: 4 },
  bachelor('经济与管理学院', '120203K', '会计学'),
  bachelor('经济与管理学院', '020301K', '金融学'),
  master('经济与管理学院', '125100', '工商管理'),
  bachelor('人文与新闻传播学院', '050101', '汉语言文学'),
  bachelor('人文与新闻传播学院', '050301', '新闻学'),
  bachelor('外国语学院', '050201', '英语'),
  bachelor('外国语学院', '050207', '日语'),
  bachelor('医学院', '100201K', '临床医学', 5),
  bachelor('医学院', '101101', '护理学'),
  master('医学院', '105100', '临床医学'),
  bachelor('土木与建筑学院', '081001', '土木工程'),
  bachelor('土木与建筑学院', '082801', '建筑学', 5),
  bachelor('教育科学学院（师范学院）', '040106', '学前教育'),
  bachelor('教育科学学院（师范学院）', '040107', '小学教育'),
];
