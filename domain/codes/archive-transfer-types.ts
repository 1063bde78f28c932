import rows from './archive-transfer-types.json' with { type: 'json' };
import type { CodeEntry, CodeTable } from './code-table.ts';

export interface ArchiveTransferType extends CodeEntry {
  readonly group: string;
  readonly fields: readonly string[];
  readonly fastReviewEligible?: boolean | undefined;
  /** Codes of 单位性质 for which this type is usual. */
  readonly typicalFor?: readonly string[] | undefined;
}

/** 档案转递类型; 暂存学校 is disabled, not being in the national system. */
export const archiveTransferTypes: CodeTable<ArchiveTransferType> = rows;
