import type { UseQueryResult } from '@tanstack/react-query';
import type { ComponentProps, ReactNode } from 'react';
import { Loaded } from '../page/Loaded.tsx';
import { TableSkeleton } from '../page/skeletons.tsx';
import { type Column, DataTable } from './DataTable.tsx';
import { KeysetPager } from './KeysetPager.tsx';
import { ListLegend } from './ListLegend.tsx';
import type { ListUrl } from './use-list-url.ts';
import type { Table } from './use-table.ts';

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
  readonly total?: number | null;
  /** Counting stopped at the total: there are more. */
  readonly over?: boolean;
}
interface Props<Row, Data extends Page<Row>> extends Pick<ComponentProps<typeof DataTable<Row>>, 'caption' | 'keyOf' | 'pathOf'> {
  readonly list: UseQueryResult<Data>;
  readonly url: ListUrl;
  readonly columns: readonly Column<Row>[] | ((page: Data) => readonly Column<Row>[]);
  /** Where the answer does not say it as `total`. */
  readonly totalOf?: (page: Data) => number | null;
  readonly minWidth?: number;
  readonly isDense?: boolean;
  /** Rows per page and columns, where a person chooses them: a list to be worked through, dense. */
  readonly table?: Pick<Table<Row>, 'size' | 'onSize'>;
  /** Above the rows, in the same card: what is done with the rows that are ticked. */
  readonly head?: (page: Data) => ReactNode;
  /** The list answers to the keys of `useListPlace`, and says so. */
  readonly hasKeys?: boolean;
  readonly empty: ReactNode;
}

/** A list's rows, page by page: skeleton, failure, what it says when it is empty, table, pager. */
export function PagedTable<Row, Data extends Page<Row>>(props: Props<Row, Data>) {
  const {
    list,
    url,
    columns,
    totalOf,
    minWidth,
    table,
    isDense = table !== undefined,
    head,
    hasKeys = false,
    empty,
    ...of
  } = props;
  return (
    <Loaded query={list} skeleton={<TableSkeleton />}>
      {page => {
        const { rows, next, total, over = false } = page;
        return (
          <div className="card flush">
            {head?.(page)}
            <DataTable
              {...of}
              columns={typeof columns === 'function' ? columns(page) : columns}
              {...(minWidth ? { minWidth } : {})}
              isDense={isDense}
              rows={rows}
              busy={list.isPlaceholderData}
              empty={empty}
            />
            {rows.length > 0 ? (
              <>
                <KeysetPager
                  {...{ url, next, over }}
                  total={totalOf ? totalOf(page) : (total ?? null)}
                  shown={rows.length}
                  {...(table ? { size: table.size, onSize: table.onSize } : {})}
                />
                {hasKeys ? <ListLegend /> : null}
              </>
            ) : null}
          </div>
        );
      }}
    </Loaded>
  );
}
