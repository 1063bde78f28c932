import type { CodeTable } from './code-table.ts';
import rows from './political-status.json' with { type: 'json' };

/** 政治面貌, GB/T 4762-1984. */
export const politicalStatus: CodeTable = rows;
