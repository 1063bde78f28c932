import { nameOf } from '#domain/codes/code-table.ts';
import { educationLevel } from '#domain/codes/education-level.ts';
import { ethnicGroups } from '#domain/codes/ethnic-groups.ts';
import { politicalStatus } from '#domain/codes/political-status.ts';
import { type RegionTable, regionPath } from '#domain/codes/regions.ts';
import { documentTypes, gender } from '#domain/codes/small-tables.ts';
import { trainingMode } from '#domain/codes/training-mode.ts';
import { monthInWords } from '#domain/dates.ts';
import type { Snapshot } from '#domain/rules/snapshot.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { GraduateRow } from './store.ts';

const yesNoUnknown = (value: boolean | null): string => (value === null ? '未知' : value ? '是' : '否');

/** Today's roster row as it is read and printed: names of codes, whole region, ID number in clear. */
export function snapshotOf(row: GraduateRow, vault: Vault, regions: RegionTable): Snapshot {
  return {
    name: row.name,
    documentType: nameOf(documentTypes, row.documentType) ?? row.documentType,
    documentNumber: vault.open(row.documentNumberSealed),
    schoolName: row.schoolName,
    educationLevel: nameOf(educationLevel, row.educationLevel) ?? row.educationLevel,
    major: row.majorName,
    gender: nameOf(gender, row.gender) ?? row.gender,
    ethnicGroup: nameOf(ethnicGroups, row.ethnicity) ?? row.ethnicity,
    politicalStatus: nameOf(politicalStatus, row.politicalStatus) ?? row.politicalStatus,
    trainingMode: nameOf(trainingMode, row.trainingMode) ?? row.trainingMode,
    origin: regionPath(regions, row.originRegion),
    enrolledOn: monthInWords(row.enrolledOn),
    graduatesOn: monthInWords(row.graduatesOn),
    studentNumber: row.studentNumber ?? '',
    examNumber: row.examNumber,
    departmentName: row.departmentName,
    className: row.className ?? '',
    schoolingYears: `${row.studyYears} 年`,
    hukouAtSchool: yesNoUnknown(row.hukouTransferred),
    archiveAtSchool: yesNoUnknown(row.archiveTransferred),
    phone: row.phoneSealed ? vault.open(row.phoneSealed) : '',
    email: row.email ?? '',
  };
}
