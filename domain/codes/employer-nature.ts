import type { CodeEntry, CodeTable } from './code-table.ts';
import rows from './employer-nature.json' with { type: 'json' };

export interface EmployerNature extends CodeEntry {
  readonly sector: string;
  /** Where the archive usually goes (国办发〔2022〕13号): a hint for the user, never a block. */
  readonly archiveGuidance: string;
}

/** 单位性质, MOE reporting table. */
export const employerNature: CodeTable<EmployerNature> = rows;
