import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { JobNotice } from '#web/desk/kit/jobs/JobNotice.tsx';
import { ColumnChoice } from '#web/desk/kit/list/ColumnChoice.tsx';
import { EmptyList } from '#web/desk/kit/list/EmptyList.tsx';
import { rememberOpened } from '#web/desk/kit/list/last-list.ts';
import { PagedTable } from '#web/desk/kit/list/PagedTable.tsx';
import { nothing } from '#web/desk/kit/list/selection.ts';
import { tickColumn } from '#web/desk/kit/list/tick-column.tsx';
import { useListPlace } from '#web/desk/kit/list/use-list-place.ts';
import { useListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { useSelection } from '#web/desk/kit/list/use-selection.ts';
import { useTable } from '#web/desk/kit/list/use-table.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { BatchBar } from './BatchBar.tsx';
import { BatchOutcome, type Outcome } from './BatchOutcome.tsx';
import { pathsOf, useKind, wordsOf } from './data/kind.ts';
import { changedQueries, homeQuery, optionsQuery, type RequestRow, requestsQuery } from './data/queries.ts';
import { ListFilters } from './ListFilters.tsx';
import { narrowing, opensOn, requestsFilter } from './list-filters.ts';
import { requestColumns } from './request-columns.tsx';
import { RequestsDownload } from './work/Downloads.tsx';
import { QuickReview } from './work/QuickReview.tsx';

/** 申请记录: opens on what waits for me. */
export default function RequestsPage() {
  const kind = useKind();
  const path = pathsOf(kind).requests;
  const url = useListUrl();
  const { params, cursor } = url;
  const queryClient = useQueryClient();
  const table = useTable(`transfer requests ${kind}`, requestColumns(kind), url);
  const options = useQuery(optionsQuery(kind)).data;
  const home = useQuery(homeQuery(kind)).data;
  const filter = requestsFilter(params);
  const list = useQuery(requestsQuery(kind, { ...filter, limit: table.size, ...(cursor ? { cursor } : {}) }));
  const [started, setStarted] = useState<{ readonly id: number; readonly isQuick: boolean }>();
  const [outcome, setOutcome] = useState<Outcome>();
  // The ticks are those of one page of one filter.
  const ticked = useSelection([filter, cursor]);
  useListPlace(path, url, list.data !== undefined);
  const ticks = (rows: readonly RequestRow[]) =>
    tickColumn({ ...ticked, tickedOf: ({ id, version }) => ({ ref: String(id), version }), nameOf: ({ name }) => name }, rows);

  const counted = (count: number | undefined) => (count === undefined ? '' : `（${countWords(count)}）`);
  return (
    <>
      <PageHead title="申请记录" note={`毕业生登记、修改${wordsOf(kind).title}的申请。`}>
        {kind === 'archive' && options?.batch ? (
          <QuickReview kind={kind} onStarted={id => setStarted({ id, isQuick: true })} />
        ) : null}
      </PageHead>
      <ListFilters
        kind={kind}
        url={url}
        options={options}
        withAction
        states={{
          label: '审核状态',
          of: [
            { value: opensOn, label: `待我审核${counted(home?.waiting)}` },
            { value: 'all', label: '全部状态' },
            ...(home?.requests ?? []).map(({ state, label, count }) => ({ value: state, label: `${label}${counted(count)}` })),
          ],
        }}
      >
        <RequestsDownload kind={kind} filter={filter} onStarted={id => setStarted({ id, isQuick: false })} />
        <ColumnChoice {...table.choice} />
      </ListFilters>
      {started ? (
        <JobNotice
          key={started.id}
          id={started.id}
          makesStale={changedQueries}
          {...(started.isQuick ? { rowsPath: `${pathsOf(kind).quick}/${started.id}` } : {})}
          onClose={() => setStarted(undefined)}
        />
      ) : null}
      {outcome ? <BatchOutcome kind={kind} outcome={outcome} onClose={() => setOutcome(undefined)} /> : null}
      <PagedTable
        {...{ list, url, table }}
        caption="申请记录"
        columns={({ rows }) => (options?.batch ? [ticks(rows), ...table.shown] : table.shown)}
        minWidth={table.minWidth}
        keyOf={row => row.id}
        pathOf={row => {
          rememberOpened(String(row.id));
          return `${path}/${row.id}`;
        }}
        hasKeys
        head={() =>
          options?.batch ? (
            <BatchBar
              kind={kind}
              selection={ticked.selection}
              reasons={options.reasons}
              onClear={() => ticked.select(nothing)}
              onDone={after => {
                ticked.select(nothing);
                setOutcome(after);
                for (const key of changedQueries) void queryClient.invalidateQueries({ queryKey: [key] });
              }}
            />
          ) : null
        }
        empty={
          <EmptyList
            {...{ path, url }}
            names={narrowing}
            narrowed="没有符合条件的毕业生。请检查姓名、学号是否完整，或清除部分条件。"
            nothing={filter.state === opensOn ? '没有待您审核的申请。' : '没有申请记录。'}
            state={filter.state}
            all="all"
          />
        }
      />
    </>
  );
}
