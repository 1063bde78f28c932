import type { CodeEntry, CodeTable } from './code-table.ts';
import rows from './training-mode.json' with { type: 'json' };

export interface TrainingMode extends CodeEntry {
  /** The unit is taken from the roster and cannot be edited (21, 41). */
  readonly employerFixedFromRoster: boolean;
}

/** 培养方式, MOE reporting table. */
export const trainingMode: CodeTable<TrainingMode> = rows;

/** 定向 and 委培: the modes that name a unit in the roster, and that may file 10.09. */
export const directedModes: readonly string[] = ['21', '22', '41', '42'];
