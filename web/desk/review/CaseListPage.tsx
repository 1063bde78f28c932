import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { JobNotice } from '#web/desk/kit/jobs/JobNotice.tsx';
import { EmptyList } from '#web/desk/kit/list/EmptyList.tsx';
import { rememberOpened } from '#web/desk/kit/list/last-list.ts';
import { PagedTable } from '#web/desk/kit/list/PagedTable.tsx';
import { useListPlace } from '#web/desk/kit/list/use-list-place.ts';
import { useListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { useTable } from '#web/desk/kit/list/use-table.ts';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { BatchBar } from './batch/BatchBar.tsx';
import { Downloads } from './batch/Downloads.tsx';
import { casesTicked, useBatch } from './batch/use-batch.tsx';
import { columnsOf } from './case-columns.tsx';
import { FlowChoice } from './FlowChoice.tsx';
import { ListFilters } from './ListFilters.tsx';
import { type CaseList, caseListAt, casePath, flowOf } from './lists/case-lists.ts';
import { filterOf, narrowing, sortOf } from './lists/list-filters.ts';
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
  const { params, cursor } = url;
  const flow = flowOf(list, params.get('flow'));
  const table = useTable(flow ?? list.path, columnsOf(list, flow), url);
  const filter = filterOf(list, params);
  const sort = sortOf(params);
  const state = params.get('state') ?? list.opensOn;
  const batch = useBatch(flow, filter);
  const [started, setStarted] = useState<number>();

  const found = useQuery(deskCasesQuery({ ...filter, sort, limit: table.size, ...(cursor ? { cursor } : {}) }));
  useListPlace(list.path, url, found.data !== undefined);

  return (
    <>
      <PageHead title={list.title} {...(list.mark ? { note: list.mark.note } : {})} />
      <FlowChoice list={list} flow={flow} params={params} />
      <ListFilters {...{ list, flow, url }} choice={table.choice}>
        <Downloads flow={flow} filter={filter} sort={sort} onStarted={setStarted} />
      </ListFilters>
      {started === undefined ? null : <JobNotice key={started} id={started} onClose={() => setStarted(undefined)} />}
      <PagedTable
        {...{ list: found, url, table }}
        caption={`${list.noun}名单`}
        columns={({ rows }) => (batch.isOpen ? [casesTicked(batch, rows), ...table.shown] : table.shown)}
        minWidth={table.minWidth}
        keyOf={row => row.ref}
        pathOf={row => {
          rememberOpened(row.ref);
          return casePath(row);
        }}
        hasKeys
        head={({ next }) =>
          batch.isOpen && flow ? (
            <BatchBar {...{ batch, flow, filter }} hasMore={next !== null || cursor !== undefined} onStarted={setStarted} />
          ) : null
        }
        empty={
          <EmptyList
            {...{ url, state }}
            path={list.path}
            names={narrowing}
            narrowed="没有符合条件的记录。请检查姓名、学号、单位名称是否完整，或清除部分条件；已从学生名单中删除的毕业生不在此列。"
            nothing={
              state === 'mine'
                ? `没有待您处理的${list.noun}。`
                : state === 'all'
                  ? `还没有${list.noun}记录。`
                  : '这个状态下没有记录。'
            }
            all="all"
          />
        }
      />
    </>
  );
}
