import type { CodeEntry, CodeTable } from './code-table.ts';
import rows from './industries.json' with { type: 'json' };

export interface Industry extends CodeEntry {
  readonly reportingCode: string;
}

/** 单位行业, sections of GB/T 4754-2017, and 军队. */
export const industries: CodeTable<Industry> = rows;
