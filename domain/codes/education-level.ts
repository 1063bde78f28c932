import type { CodeEntry, CodeTable } from './code-table.ts';
import rows from './education-level.json' with { type: 'json' };

export interface EducationLevel extends CodeEntry {
  /** 博士研究生, 硕士研究生, 第二学士学位, 本科, 专科（高职）: what destination types are eligible by. */
  readonly level: string;
  readonly completion: string;
  readonly reportingCode: string;
}

/** 学历层次, GB/T 4658-2006. */
export const educationLevel: CodeTable<EducationLevel> = rows;
