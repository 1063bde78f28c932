import type { CodeTable } from './code-table.ts';

/** 录取层次: the degree that a graduate will study for. Names as in GB/T 4658-2006, codes ours; 预科 and 语言 exist abroad only. */
export const admissionLevels: CodeTable = [
  { code: '1', name: '本科' },
  { code: '2', name: '第二学士学位' },
  { code: '3', name: '硕士研究生' },
  { code: '4', name: '博士研究生' },
  { code: '8', name: '预科或语言课程' },
  { code: '9', name: '其他层次' },
];

const only = (...codes: string[]): CodeTable => admissionLevels.filter(({ code }) => codes.includes(code));

/** 专升本. */
export const bachelorAdmission: CodeTable = only('1');
/** 第二学士学位. */
export const secondDegreeAdmission: CodeTable = only('2');
/** 考研 and 考博. */
export const postgraduateAdmission: CodeTable = only('3', '4');
