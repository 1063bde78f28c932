import type { CodeTable } from './code-table.ts';
import rows from './job-category.json' with { type: 'json' };

/** 职位类别, MOE reporting table. */
export const jobCategory: CodeTable = rows;
