import type { RosterKey } from '#domain/forms/roster-columns.ts';
import { demoGraduateCells } from '../demo/demo-graduates.ts';
import { demoCohort, demoDepartments, demoMajors } from '../demo/demo-school.ts';
import { inventGraduates, type RosterCells } from '../demo/invented-people.ts';

export interface SampleFault {
  /** Place among the rows, from 0; in the sheet it is the row two below. */
  readonly row: number;
  /** The column that the fault is found at. */
  readonly column: RosterKey;
  readonly why: string;
  readonly cells: RosterCells;
}

const rowCount = 2_000;
/** Far enough down and unevenly spread, as faults are. */
const rowOf = (place: number) => 40 + place * 71 + (place % 5) * 3;

const faults: readonly Omit<SampleFault, 'row'>[] = [
  { column: 'idNumber', why: 'check character wrong', cells: { idNumber: '350203200411020012', gender: '男' } },
  { column: 'idNumber', why: 'one digit missing', cells: { idNumber: '35020320041102001' } },
  { column: 'idNumber', why: 'a letter inside', cells: { idNumber: '35020320O411020011' } },
  { column: 'idNumber', why: 'no such province', cells: { idNumber: '990203200411020010' } },
  { column: 'idNumber', why: '30 February', cells: { idNumber: '350203200402300013' } },
  { column: 'gender', why: 'no such gender', cells: { gender: '不详' } },
  { column: 'documentType', why: 'no such kind of document', cells: { documentType: '军官证' } },
  { column: 'idNumber', why: 'not a passport number', cells: { documentType: '护照', idNumber: 'E1' } },
  { column: 'name', why: "private-use character of the BMP, an old system's own", cells: { name: '陈\uE863' } },
  { column: 'name', why: 'private-use character of plane 15', cells: { name: '林\u{F0001}远' } },
  { column: 'name', why: 'a digit in the name', cells: { name: '王志远2' } },
  { column: 'name', why: 'longer than a name may be', cells: { name: '阿依古丽·'.repeat(11) } },
  { column: 'examNumber', why: 'thirteen characters', cells: { examNumber: '2335000000012' } },
  { column: 'examNumber', why: 'missing', cells: { examNumber: '' } },
  { column: 'examNumber', why: 'letters at its head', cells: { examNumber: 'AB350000000123' } },
  { column: 'ethnicGroup', why: 'no such ethnic group', cells: { ethnicGroup: '华夏族' } },
  { column: 'educationLevel', why: 'says neither 毕业 nor 结业', cells: { educationLevel: '本科' } },
  { column: 'trainingMode', why: 'says neither 可签约 nor 不可网签', cells: { trainingMode: '定向' } },
  { column: 'department', why: 'not a department of the school', cells: { department: '魔法学院' } },
  { column: 'admittedIn', why: 'not YYYYMM', cells: { admittedIn: '2023年9月' } },
  { column: 'graduatesIn', why: 'graduated before admitted', cells: { admittedIn: '202309', graduatesIn: '202206' } },
  { column: 'originRegion', why: 'no such region', cells: { originRegion: '359999' } },
  { column: 'originRegion', why: 'a city, not the lowest level', cells: { originRegion: '350200' } },
  { column: 'cohort', why: 'another cohort', cells: { cohort: '2026' } },
  { column: 'phone', why: 'ten digits', cells: { phone: '1380099000' } },
];

/** Rows that look odd and are right: aliases, codes, a dropped zero, other documents, other dots and widths. */
const oddButRight: ReadonlyMap<number, RosterCells> = new Map([
  [10, { ethnicGroup: '1' }],
  [11, { politicalStatus: '3' }],
  [12, { documentType: '护照', idNumber: 'e12345678' }],
  [13, { documentType: '港澳台通行证', idNumber: 'H12345678' }],
  [14, { trainingMode: '11' }],
  [15, { normalStudentCategory: '3', difficultyCategory: '0' }],
  [16, { name: '热依汗•艾力', ethnicGroup: '维吾尔族' }],
  [17, { name: ' 欧阳　静姝 ' }],
  [18, { originRegion: '福建省厦门市思明区' }],
  [19, { hukouAtSchool: '未知', archiveAtSchool: '' }],
  [20, { email: '清空' }],
]);

/** Which rows of the sample are refused, and why: 25, each another kind. */
export const sampleFaults: readonly SampleFault[] = faults.map((fault, place) => ({ ...fault, row: rowOf(place) }));

/** The 2,000 rows of the demonstration's roster; the demo graduates come first. The same on every machine. */
export function sampleRosterRows(): readonly RosterCells[] {
  const invented = inventGraduates(rowCount - demoGraduateCells.length, 2027, {
    cohort: demoCohort,
    departments: demoDepartments,
    majors: demoMajors,
  });
  const faultOf = new Map(sampleFaults.map(fault => [fault.row, fault.cells]));
  return [...demoGraduateCells, ...invented].map((cells, row) => ({ ...cells, ...oddButRight.get(row), ...faultOf.get(row) }));
}
