import type { CodeTable } from './code-table.ts';
import rows from './ethnic-groups.json' with { type: 'json' };

/** 民族, GB/T 3304-1991, with 97 and 98 of the reporting practice. */
export const ethnicGroups: CodeTable = rows;
