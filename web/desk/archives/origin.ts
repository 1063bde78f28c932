/** The receiver of the graduate's origin, line by line as a record is read. */
import type { Section } from '#contract/parts/shapes.ts';
import { linesOf } from '#domain/reported/record-in-words.ts';
import { type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import type { Regions } from '#web/desk/kit/forms/region-tree.ts';
import type { RecordDetail } from './data/queries.ts';

/** Lines that the entry leaves open are left out; none while the regions are on their way. */
export function originRows(kind: TransferKind, origin: RecordDetail['origin'], regions: Regions | undefined): Section['rows'] {
  if (!origin?.receiver || !regions) return [];
  const { receiver } = origin;
  const content = Object.fromEntries(
    transferDetails[kind].fields.flatMap(({ key, reportedAs }) =>
      reportedAs && receiver[key] ? [[reportedAs.code, receiver[key]]] : [],
    ),
  );
  return linesOf(kind, content, regions.table).filter(({ value }) => value !== '');
}
