import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { JobNotice } from '#web/desk/kit/jobs/JobNotice.tsx';
import { ColumnChoice } from '#web/desk/kit/list/ColumnChoice.tsx';
import { EmptyList } from '#web/desk/kit/list/EmptyList.tsx';
import { rememberOpened } from '#web/desk/kit/list/last-list.ts';
import { PagedTable } from '#web/desk/kit/list/PagedTable.tsx';
import { useListPlace } from '#web/desk/kit/list/use-list-place.ts';
import { useListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { useTable } from '#web/desk/kit/list/use-table.ts';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { transferColumns } from './columns.tsx';
import { Downloads } from './Downloads.tsx';
import { furtherNames, transferNames, transfersFilter } from './data/filters.ts';
import { pathsOf, titlesOf, useKind } from './data/kind.ts';
import { optionsQuery, transfersQuery } from './data/queries.ts';
import { GenerateCodes } from './GenerateCodes.tsx';
import { GenerationNotice } from './GenerationNotice.tsx';
import { IssuedBetween, ListFilters, StateFilter } from './ListFilters.tsx';

/** 档案（户口）信息转递列表: the school's own codes. */
export default function TransfersPage() {
  const kind = useKind();
  const path = pathsOf(kind).transfers;
  const title = titlesOf(kind).transfers;
  const url = useListUrl();
  const { params, cursor } = url;
  const table = useTable(`transfer codes ${kind}`, transferColumns(kind), url);
  const options = useQuery(optionsQuery(kind)).data;
  const [started, setStarted] = useState<{ readonly id: number; readonly what: 'codes' | 'file' }>();
  const filter = transfersFilter(params);
  const list = useQuery(transfersQuery(kind, { ...filter, limit: table.size, ...(cursor ? { cursor } : {}) }));
  useListPlace(path, url, list.data !== undefined);
  const close = () => setStarted(undefined);
  return (
    <>
      <PageHead
        title={title}
        note={`转递编号随档案、户口材料提供给接收单位在线核验，不向毕业生展示。下载前请先生成，确保编号为最新。${kind === 'hukou' ? '户口未转入学校的毕业生不在此列。' : ''}`}
      >
        <GenerateCodes {...{ kind, filter }} onStarted={id => setStarted({ id, what: 'codes' })} />
      </PageHead>
      <ListFilters
        url={url}
        options={options}
        names={transferNames}
        further={furtherNames.transfers}
        states={
          <>
            <StateFilter
              {...{ url, name: 'generated', label: '编号是否生成', all: '编号是否生成', width: 126 }}
              options={[
                { value: 'yes', label: '已生成过' },
                { value: 'no', label: '未生成' },
              ]}
            />
            <StateFilter
              {...{ url, name: 'outdated', label: '更新状态', all: '更新状态', width: 130 }}
              options={[
                { value: 'no', label: '编号为最新' },
                { value: 'yes', label: '需生成或更新' },
              ]}
            />
          </>
        }
        more={<IssuedBetween url={url} />}
      >
        <Downloads {...{ kind, filter }} onStarted={id => setStarted({ id, what: 'file' })} />
        <ColumnChoice {...table.choice} />
      </ListFilters>
      {started?.what === 'file' ? <JobNotice key={started.id} id={started.id} onClose={close} /> : null}
      {started?.what === 'codes' ? <GenerationNotice key={started.id} kind={kind} id={started.id} onClose={close} /> : null}
      <PagedTable
        {...{ list, url, table }}
        caption={title}
        columns={table.shown}
        minWidth={table.minWidth}
        keyOf={row => row.graduateId}
        pathOf={row => {
          rememberOpened(String(row.graduateId));
          return `${path}/${row.graduateId}`;
        }}
        hasKeys
        empty={
          <EmptyList
            {...{ path, url }}
            names={transferNames}
            narrowed="没有符合条件的毕业生。请检查姓名、学号是否完整，或清除部分条件。"
            nothing="名单为空。请由学校管理员在「就业管理系统 · 学生名单」上传。"
            state={undefined}
            all={undefined}
          />
        }
      />
    </>
  );
}
