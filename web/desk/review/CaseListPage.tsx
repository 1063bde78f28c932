import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { JobNotice } from '#web/desk/kit/jobs/JobNotice.tsx';
import { DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { KeysetPager } from '#web/desk/kit/list/KeysetPager.tsx';
import { ListLegend } from '#web/desk/kit/list/ListLegend.tsx';
import { lastOpened, rememberList, rememberOpened } from '#web/desk/kit/list/last-list.ts';
import { shownOf, widthOf } from '#web/desk/kit/list/optional-columns.tsx';
import { useListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { useReturn } from '#web/desk/kit/list/use-return.ts';
import { useRowKeys } from '#web/desk/kit/list/use-row-keys.ts';
import { useTableChoice } from '#web/desk/kit/list/use-table-choice.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { TableSkeleton } from '#web/desk/kit/page/skeletons.tsx';
import { BatchBar } from './batch/BatchBar.tsx';
import { Downloads } from './batch/Downloads.tsx';
import { casesTicked, useBatch } from './batch/use-batch.tsx';
import { columnsOf } from './case-columns.tsx';
import { FlowChoice } from './FlowChoice.tsx';
import { ListFilters } from './ListFilters.tsx';
import { type CaseList, caseListAt, casePath, flowOf } from './lists/case-lists.ts';
import { filterOf, narrowedBy, sortOf } from './lists/list-filters.ts';
import { deskCasesQuery } from './lists/queries.ts';

/** A list of 学生管理. Opens on what waits for me: a fixed state would hide work. */
export default function CaseListPage() {
  const [location] = useLocation();
  const list = caseListAt(location);
  // Each list begins anew: the search fields of one must not show the text of another.
  return <OneList key={list.path} list={list} />;
}

function OneList({ list }: { readonly list: CaseList }) {
  const url = useListUrl();
  const { params, cursor, trail } = url;
  const flow = flowOf(list, params.get('flow'));
  const choice = useTableChoice(flow ?? list.path);
  const columns = columnsOf(list, flow);
  const shown = shownOf(columns, choice.columns);
  const filter = filterOf(list, params);
  const sort = sortOf(params);
  const batch = useBatch(flow, filter);
  const [started, setStarted] = useState<number>();

  const found = useQuery(deskCasesQuery({ ...filter, sort, limit: choice.size, ...(cursor ? { cursor } : {}) }));
  useEffect(() => rememberList(list.path, params, trail));
  useRowKeys(lastOpened());
  useReturn(found.data !== undefined);

  return (
    <>
      <PageHead title={list.title} {...(list.mark ? { note: list.mark.note } : {})} />
      <FlowChoice list={list} flow={flow} params={params} />
      <ListFilters
        list={list}
        flow={flow}
        url={url}
        columns={columns.filter(({ isFixed }) => !isFixed)}
        chosen={shown.map(({ key }) => key)}
        onChoose={columns => choice.choose({ columns })}
      >
        <Downloads flow={flow} filter={filter} sort={sort} onStarted={setStarted} />
      </ListFilters>
      {started === undefined ? null : <JobNotice key={started} id={started} onClose={() => setStarted(undefined)} />}
      <Loaded query={found} skeleton={<TableSkeleton />}>
        {({ rows, next, total, over }) => (
          <div className="card flush">
            {batch.isOpen && flow ? (
              <BatchBar {...{ batch, flow, filter }} hasMore={next !== null || cursor !== undefined} onStarted={setStarted} />
            ) : null}
            <DataTable
              caption={`${list.noun}名单`}
              columns={batch.isOpen ? [casesTicked(batch, rows), ...shown] : shown}
              minWidth={widthOf(shown)}
              rows={rows}
              keyOf={row => row.ref}
              pathOf={row => {
                rememberOpened(row.ref);
                return casePath(row);
              }}
              busy={found.isPlaceholderData}
              empty={<EmptyList list={list} params={params} isDeep={cursor !== undefined} />}
            />
            {rows.length > 0 ? (
              <>
                <KeysetPager
                  {...{ url, next, total, over }}
                  shown={rows.length}
                  size={choice.size}
                  onSize={size => choice.choose({ size })}
                />
                <ListLegend />
              </>
            ) : null}
          </div>
        )}
      </Loaded>
    </>
  );
}

interface EmptyProps {
  readonly list: CaseList;
  readonly params: URLSearchParams;
  readonly isDeep: boolean;
}

function EmptyList({ list, params, isDeep }: EmptyProps) {
  const isNarrowed = Object.keys(narrowedBy(params)).length > 0;
  const state = params.get('state') ?? list.opensOn;
  const all = new URLSearchParams(params);
  all.set('state', 'all');
  all.delete('cursor');
  const first = new URLSearchParams(params);
  first.delete('cursor');
  if (isDeep)
    return (
      <>
        <p>这一页已经没有记录。</p>
        <p>
          <Link href={`${list.path}?${first}`}>回到第一页</Link>
        </p>
      </>
    );
  if (isNarrowed)
    return (
      <>
        <p>没有符合条件的记录。请检查姓名、学号、单位名称是否完整，或清除部分条件。</p>
        {state === 'all' ? (
          <p>已从学生名单中删除的毕业生不在此列。</p>
        ) : (
          <p>
            <Link href={`${list.path}?${all}`}>在全部状态中查找</Link>
          </p>
        )}
      </>
    );
  if (state !== 'mine') return <p>{state === 'all' ? `还没有${list.noun}记录。` : '这个状态下没有记录。'}</p>;
  return (
    <>
      <p>没有待您处理的{list.noun}。</p>
      <p>
        <Link href={`${list.path}?${all}`}>查看全部状态</Link>
      </p>
    </>
  );
}
