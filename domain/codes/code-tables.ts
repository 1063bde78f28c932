import { archiveTransferTypes } from './archive-transfer-types.ts';
import { destinationTypes } from './destination-types.ts';
import { difficultyCategory } from './difficulty-category.ts';
import { educationLevel } from './education-level.ts';
import { employerNature } from './employer-nature.ts';
import { ethnicGroups } from './ethnic-groups.ts';
import { hukouTransferTypes } from './hukou-transfer-types.ts';
import { industries } from './industries.ts';
import { jobCategory } from './job-category.ts';
import { normalStudentCategory } from './normal-student-category.ts';
import { politicalStatus } from './political-status.ts';
import { documentTypes, gender, yesNo } from './small-tables.ts';
import { trainingMode } from './training-mode.ts';

/** Every code table by name, what a fresh database is filled with. A page that shows one table imports that table's own file. */
export const codeTables = {
  archiveTransferTypes,
  destinationTypes,
  difficultyCategory,
  documentTypes,
  educationLevel,
  employerNature,
  ethnicGroups,
  gender,
  hukouTransferTypes,
  industries,
  jobCategory,
  normalStudentCategory,
  politicalStatus,
  trainingMode,
  yesNo,
} as const;

export type CodeTableName = keyof typeof codeTables;
