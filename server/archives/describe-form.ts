import type { PartContent } from '#domain/reported/parts.ts';
import { backToOrigin, type TransferKind } from '#domain/transfers/kinds.ts';
import { transferFields } from '#domain/transfers/transfer-form.ts';
import { describeField } from '#server/cases/index.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { hintsFor } from './destination-of.ts';
import { type Archives, originOf } from './read-form.ts';
import { describeOrigin } from './shapes.ts';
import type { GraduateRow } from './store.ts';

interface Filled {
  /** By the keys of the form. */
  readonly form: PartContent;
  readonly withExplanation: boolean;
  readonly explanationRequired?: boolean;
}

/** A form with what it asks and what it is filled in with. */
export async function describeForm(
  archives: Archives,
  kind: TransferKind,
  row: GraduateRow,
  { form, withExplanation, explanationRequired = false }: Filled,
) {
  const { database } = archives.platform;
  const [regions, office, hints] = await Promise.all([
    loadRegions(database),
    originOf(archives, database, row),
    hintsFor(archives, kind, row),
  ]);
  return {
    fields: transferFields(kind, { withExplanation, explanationRequired }).map(describeField),
    form: { ...form },
    files: [],
    explanationRequired,
    originType: backToOrigin,
    origin: describeOrigin(kind, row, office, regions),
    hints,
  };
}
