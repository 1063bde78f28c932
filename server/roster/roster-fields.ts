import { type RosterKey, type RosterRecord, rosterColumns } from '#domain/forms/roster-row.ts';

type PlainKey = Exclude<RosterKey, 'cohort' | 'examNumber' | 'idNumber' | 'phone'>;

/** The roster's fields that are kept as they are, and their columns in `graduate`. The ID number and the phone are sealed. */
export const plainColumns: Readonly<Record<PlainKey, string>> = {
  name: 'name',
  documentType: 'document_type',
  gender: 'gender',
  ethnicGroup: 'ethnicity',
  politicalStatus: 'political_status',
  educationLevel: 'education_level',
  majorCode: 'major_code',
  majorName: 'major_name',
  majorDirection: 'major_direction',
  department: 'department_id',
  className: 'class_name',
  studentNumber: 'student_number',
  schoolingYears: 'study_years',
  admittedIn: 'enrolled_on',
  graduatesIn: 'graduates_on',
  trainingMode: 'training_mode',
  directedUnit: 'directed_unit_name',
  directedRegion: 'directed_unit_region',
  originRegion: 'origin_region',
  normalStudentCategory: 'teacher_type',
  difficultyCategory: 'hardship_type',
  archiveAtSchool: 'archive_transferred',
  hukouAtSchool: 'hukou_transferred',
  email: 'email',
};

const isPlainKey = (key: string): key is PlainKey => Object.hasOwn(plainColumns, key);

/** Pairs of key and column, in the order of the template. */
export const plainFields: readonly (readonly [PlainKey, string])[] = rosterColumns.flatMap(({ key }) =>
  isPlainKey(key) ? [[key, plainColumns[key]] as const] : [],
);

export const yesNoKeys: ReadonlySet<string> = new Set(['archiveAtSchool', 'hukouAtSchool']);

/** All fields of a record. */
export const recordKeys: readonly (keyof RosterRecord)[] = rosterColumns.flatMap(({ key }) => (key === 'cohort' ? [] : [key]));

/** 'yes', 'no' or nothing known, as the column keeps it. */
export function yesNoToBoolean(value: string | null): boolean | null {
  return value === null ? null : value === 'yes';
}

/** A select list that gives every plain field under its key, as `RosterRecord` has it. */
export const plainSelection: string = plainFields
  .map(([key, column]) => {
    if (yesNoKeys.has(key)) return `case ${column} when true then 'yes' when false then 'no' end as "${key}"`;
    return key === 'department' ? `${column}::text as "${key}"` : `${column} as "${key}"`;
  })
  .join(', ');
