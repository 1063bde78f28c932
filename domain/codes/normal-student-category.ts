import type { CodeTable } from './code-table.ts';
import rows from './normal-student-category.json' with { type: 'json' };

/** 师范生类别, employment registry. */
export const normalStudentCategory: CodeTable = rows;
