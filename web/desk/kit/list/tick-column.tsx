import { Checkbox } from 'antd';
import type { Column } from './DataTable.tsx';
import { pageState, type Selection, type Ticked, tick } from './selection.ts';

interface Ticks<Row> {
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
  readonly tickedOf: (row: Row) => Ticked;
  readonly nameOf: (row: Row) => string;
  /** Of the tick for the whole page. */
  readonly pageLabel?: string;
}

/** The column of ticks: only rows with which the reader may do something have one. */
export function tickColumn<Row extends { readonly mine: boolean }>(ticks: Ticks<Row>, rows: readonly Row[]): Column<Row> {
  const { selection, select, tickedOf, nameOf, pageLabel = '勾选本页待我处理的记录' } = ticks;
  const mine = rows.filter(row => row.mine).map(tickedOf);
  const state = pageState(selection, mine);
  return {
    key: 'tick',
    title: '勾选',
    width: 40,
    head: (
      <Checkbox
        aria-label={pageLabel}
        checked={state === 'every'}
        indeterminate={state === 'some'}
        disabled={mine.length === 0}
        onChange={({ target }) => select(tick(selection, mine, target.checked))}
      />
    ),
    render: row =>
      row.mine ? (
        <Checkbox
          aria-label={`勾选${nameOf(row)}`}
          checked={selection.all !== undefined || selection.ticked.has(tickedOf(row).ref)}
          onChange={({ target }) => select(tick(selection, [tickedOf(row)], target.checked))}
        />
      ) : null,
  };
}
