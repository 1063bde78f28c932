import { findImportColumn, importColumns } from '#domain/transfers/import-sheet.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import type { TableColumns } from '#server/platform/sheets/map-headers.ts';

/** The columns of a sheet of records. */
export const tableOf = (kind: TransferKind): TableColumns<string> => ({
  columns: importColumns[kind],
  find: header => findImportColumn(kind, header),
});
