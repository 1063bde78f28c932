import type { UseQueryResult } from '@tanstack/react-query';
import { Loaded } from '../page/Loaded.tsx';
import { TableSkeleton } from '../page/skeletons.tsx';
import { type Column, DataTable } from './DataTable.tsx';
import { KeysetPager } from './KeysetPager.tsx';
import { type Counted, StateChips } from './StateChips.tsx';
import type { useListUrl } from './use-list-url.ts';

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
  readonly states: readonly Counted[];
}
interface Props<Row> {
  /** The path of the list; a request's path is this one and its number. */
  readonly path: string;
  readonly caption: string;
  /** What the states say, to screen readers. */
  readonly stateLabel: string;
  readonly state: string;
  readonly list: UseQueryResult<Page<Row>>;
  readonly url: ReturnType<typeof useListUrl>;
  readonly columns: readonly Column<Row>[];
  readonly empty: string;
}

/** Requests by their state, with the number of each. */
export function StateTable<Row extends { readonly id: number }>(props: Props<Row>) {
  const { path, caption, stateLabel, state, list, url, columns, empty } = props;
  return (
    <>
      <StateChips path={path} current={state} states={list.data?.states} label={stateLabel} />
      <Loaded query={list} skeleton={<TableSkeleton />}>
        {({ rows, next, states }) => (
          <div className="card flush">
            <DataTable
              caption={caption}
              columns={columns}
              rows={rows}
              keyOf={({ id }) => id}
              pathOf={({ id }) => `${path}/${id}`}
              busy={list.isPlaceholderData}
              empty={<p>{empty}</p>}
            />
            {rows.length > 0 ? (
              <KeysetPager
                url={url}
                next={next}
                total={states.reduce((sum, one) => sum + (state === 'all' || one.state === state ? one.count : 0), 0)}
                shown={rows.length}
              />
            ) : null}
          </div>
        )}
      </Loaded>
    </>
  );
}
