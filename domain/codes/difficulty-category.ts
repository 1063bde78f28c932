import type { CodeTable } from './code-table.ts';
import rows from './difficulty-category.json' with { type: 'json' };

/** 困难生类别, employment registry. */
export const difficultyCategory: CodeTable = rows;
