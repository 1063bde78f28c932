import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Fragment } from 'react';
import type { Column } from './DataTable.tsx';
import { keyOf, pressed } from './sort-order.ts';

/** In the URL: what a list is sorted by, with a minus in front where it runs from the last to the first. */
export interface SortOrder {
  readonly order: string;
  readonly onOrder: (order: string) => void;
}

/** The columns with heads to press: the order is shown there, and reversed there. */
export function sortColumns<Row>(columns: readonly Column<Row>[], { order, onOrder }: SortOrder): readonly Column<Row>[] {
  const [current, descends] = [keyOf(order), order.startsWith('-')];
  return columns.map(column => {
    const { sorts = [] } = column;
    if (sorts.length === 0) return column;
    const isSorted = sorts.some(({ by }) => by === current);
    return {
      ...column,
      ...(isSorted ? { sorted: descends ? 'descending' : 'ascending' } : {}),
      head: sorts.map(({ by, word }, index) => (
        <Fragment key={by}>
          {index > 0 ? ' / ' : null}
          <button type="button" className="sort" onClick={() => onOrder(pressed(order, by))}>
            {word}
            {by === current ? (
              <>
                {descends ? <ArrowDownOutlined aria-hidden /> : <ArrowUpOutlined aria-hidden />}
                <span className="unseen">{descends ? '，降序' : '，升序'}</span>
              </>
            ) : null}
          </button>
        </Fragment>
      )),
    };
  });
}
