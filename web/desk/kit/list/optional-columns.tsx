import type { ReactNode } from 'react';
import type { Column } from './DataTable.tsx';

/** A column that somebody may leave out; shown at first, or only when asked for. */
export interface OptionalColumn<Row> extends Column<Row> {
  readonly isFixed?: true;
  readonly isExtra?: true;
}

/** A column that is shown only when asked for. */
export const extraColumn = <Row,>(
  key: string,
  title: string,
  width: number,
  render: (row: Row) => ReactNode,
): OptionalColumn<Row> => ({ key, title, width, isExtra: true, render: row => render(row) || '--' });

/** The columns that the person chose, or the default ones; fixed columns are always there. */
export const shownOf = <Row,>(
  columns: readonly OptionalColumn<Row>[],
  chosen: readonly string[] | undefined,
): readonly OptionalColumn<Row>[] =>
  columns.filter(({ key, isFixed, isExtra }) => isFixed || (chosen ? chosen.includes(key) : !isExtra));

/** The width of all columns, so that added columns do not squeeze the one that takes what is left. */
export const widthOf = <Row,>(columns: readonly OptionalColumn<Row>[]): number =>
  columns.reduce((sum, { width }) => sum + (typeof width === 'number' ? width : 150), 0);
