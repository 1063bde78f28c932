import type { CodeEntry, CodeTable } from './code-table.ts';
import rows from './hukou-transfer-types.json' with { type: 'json' };

export interface HukouTransferType extends CodeEntry {
  readonly group: string;
  readonly fields: readonly string[];
}

/** 户口迁移类型. */
export const hukouTransferTypes: CodeTable<HukouTransferType> = rows;
