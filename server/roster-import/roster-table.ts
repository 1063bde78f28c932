import { findRosterColumn, type RosterKey, rosterColumns } from '#domain/forms/roster-row.ts';
import type { TableColumns } from '#server/platform/sheets/map-headers.ts';

/** The columns of a file with a roster. */
export const rosterTable: TableColumns<RosterKey> = { columns: rosterColumns, find: findRosterColumn };

/** Rows of data that one file may hold. */
export const maxRows = 100_000;
