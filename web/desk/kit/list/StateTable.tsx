import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Column } from './DataTable.tsx';
import { PagedTable } from './PagedTable.tsx';
import { type Counted, StateChips } from './StateChips.tsx';
import type { ListUrl } from './use-list-url.ts';

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}
interface Props<Row> {
  /** The path of the list; a request's path is this one and its key. */
  readonly path: string;
  readonly caption: string;
  /** What the states say, to screen readers. */
  readonly stateLabel: string;
  readonly state: string;
  /** Undefined until the list is loaded; it opens on the first. */
  readonly states: readonly Counted[] | undefined;
  /** One for everything comes last. */
  readonly hasAll?: boolean;
  readonly list: UseQueryResult<Page<Row>>;
  readonly url: ListUrl;
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string | number;
  /** Between the chips and the rows: a search. */
  readonly children?: ReactNode;
  /** A search narrows it: how many it leaves is not counted. */
  readonly isSearched?: boolean;
  readonly empty: string;
}

/** Requests by their state, with the number of each. */
export function StateTable<Row>(props: Props<Row>) {
  const { path, caption, stateLabel, state, states = [], hasAll = true, list, url, columns, keyOf } = props;
  const { children, isSearched = false, empty } = props;
  return (
    <>
      <StateChips path={path} current={state} states={states} hasAll={hasAll} label={stateLabel} />
      {children}
      <PagedTable
        {...{ list, url, caption, columns, keyOf }}
        pathOf={row => `${path}/${keyOf(row)}`}
        totalOf={() =>
          isSearched ? null : states.reduce((sum, one) => sum + (state === 'all' || one.state === state ? one.count : 0), 0)
        }
        empty={<p>{empty}</p>}
      />
    </>
  );
}
