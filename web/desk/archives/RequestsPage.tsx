import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { JobNotice } from '#web/desk/kit/jobs/JobNotice.tsx';
import { ColumnChoice } from '#web/desk/kit/list/ColumnChoice.tsx';
import { DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { KeysetPager } from '#web/desk/kit/list/KeysetPager.tsx';
import { ListLegend } from '#web/desk/kit/list/ListLegend.tsx';
import { lastOpened, rememberList, rememberOpened } from '#web/desk/kit/list/last-list.ts';
import { shownOf, widthOf } from '#web/desk/kit/list/optional-columns.tsx';
import { nothing } from '#web/desk/kit/list/selection.ts';
import { tickColumn } from '#web/desk/kit/list/tick-column.tsx';
import { useListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { useReturn } from '#web/desk/kit/list/use-return.ts';
import { useRowKeys } from '#web/desk/kit/list/use-row-keys.ts';
import { useTableChoice } from '#web/desk/kit/list/use-table-choice.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { TableSkeleton } from '#web/desk/kit/page/skeletons.tsx';
import { BatchBar } from './BatchBar.tsx';
import { BatchOutcome, type Outcome } from './BatchOutcome.tsx';
import { pathsOf, useKind, wordsOf } from './data/kind.ts';
import { changedQueries, homeQuery, optionsQuery, requestsQuery } from './data/queries.ts';
import { EmptyList } from './EmptyList.tsx';
import { ListFilters } from './ListFilters.tsx';
import { opensOn, requestsFilter } from './list-filters.ts';
import { requestColumns } from './request-columns.tsx';
import { RequestsDownload } from './work/Downloads.tsx';
import { QuickReview } from './work/QuickReview.tsx';

/** 申请记录: opens on what waits for me. */
export default function RequestsPage() {
  const kind = useKind();
  const path = pathsOf(kind).requests;
  const url = useListUrl();
  const { params, cursor, trail } = url;
  const queryClient = useQueryClient();
  const choice = useTableChoice(`transfer requests ${kind}`);
  const columns = requestColumns(kind);
  const shown = shownOf(columns, choice.columns);
  const options = useQuery(optionsQuery(kind)).data;
  const home = useQuery(homeQuery(kind)).data;
  const filter = requestsFilter(params);
  const list = useQuery(requestsQuery(kind, { ...filter, limit: choice.size, ...(cursor ? { cursor } : {}) }));
  const [started, setStarted] = useState<{ readonly id: number; readonly isQuick: boolean }>();
  const [outcome, setOutcome] = useState<Outcome>();
  // The ticks are those of one page of one filter.
  const asked = JSON.stringify([filter, cursor]);
  const [kept, setKept] = useState({ asked, selection: nothing });
  const selection = kept.asked === asked ? kept.selection : nothing;
  useEffect(() => rememberList(path, params, trail), [path, params, trail]);
  useRowKeys(lastOpened());
  useReturn(list.data !== undefined);

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
        <ColumnChoice
          columns={columns.filter(({ isFixed }) => !isFixed)}
          chosen={shown.map(({ key }) => key)}
          onChoose={columns => choice.choose({ columns })}
        />
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
      <Loaded query={list} skeleton={<TableSkeleton />}>
        {({ rows, next, total, over }) => {
          const select = (selection: typeof nothing) => setKept({ asked, selection });
          const ticks = tickColumn(
            { selection, select, tickedOf: ({ id, version }) => ({ ref: String(id), version }), nameOf: ({ name }) => name },
            rows,
          );
          return (
            <div className="card flush">
              {options?.batch ? (
                <BatchBar
                  kind={kind}
                  selection={selection}
                  reasons={options.reasons}
                  onClear={() => select(nothing)}
                  onDone={after => {
                    select(nothing);
                    setOutcome(after);
                    for (const key of changedQueries) void queryClient.invalidateQueries({ queryKey: [key] });
                  }}
                />
              ) : null}
              <DataTable
                caption="申请记录"
                columns={options?.batch ? [ticks, ...shown] : shown}
                minWidth={widthOf(shown)}
                rows={rows}
                keyOf={row => row.id}
                pathOf={row => {
                  rememberOpened(String(row.id));
                  return `${path}/${row.id}`;
                }}
                busy={list.isPlaceholderData}
                empty={
                  <EmptyList
                    {...{ path, params }}
                    isDeep={cursor !== undefined}
                    nothing={filter.state === opensOn ? '没有待您审核的申请。' : '没有申请记录。'}
                    all="all"
                  />
                }
              />
              {rows.length > 0 ? (
                <>
                  <KeysetPager
                    {...{ url, next, total, over }}
                    shown={rows.length}
                    size={choice.size}
                    onSize={size => {
                      url.filter('cursor', undefined);
                      choice.choose({ size });
                    }}
                  />
                  <ListLegend />
                </>
              ) : null}
            </div>
          );
        }}
      </Loaded>
    </>
  );
}
