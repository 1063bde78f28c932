/** The receiver of the graduate's origin, line by line as a record is read. */
import type { Section } from '#contract/parts/shapes.ts';
import { linesOf } from '#domain/reported/record-in-words.ts';
import { contentOf } from '#domain/transfers/content.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import type { Regions } from '#web/desk/kit/forms/region-tree.ts';
import type { RecordDetail } from './data/queries.ts';

/** Lines that the entry leaves open are left out; none while the regions are on their way. */
export function originRows(kind: TransferKind, origin: RecordDetail['origin'], regions: Regions | undefined): Section['rows'] {
  if (!origin?.receiver || !regions) return [];
  return linesOf(kind, contentOf(kind, origin.receiver), regions.table).filter(({ value }) => value !== '');
}
