import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { codeStateDetails, codeStates } from '#domain/verification/code-states.ts';
import { call, placeOf } from '#web/desk/kit/api/api.ts';
import { JobNotice } from '#web/desk/kit/jobs/JobNotice.tsx';
import { ColumnChoice } from '#web/desk/kit/list/ColumnChoice.tsx';
import { DownloadButton } from '#web/desk/kit/list/DownloadButton.tsx';
import { EmptyList } from '#web/desk/kit/list/EmptyList.tsx';
import { rememberOpened } from '#web/desk/kit/list/last-list.ts';
import { PagedTable } from '#web/desk/kit/list/PagedTable.tsx';
import { useListPlace } from '#web/desk/kit/list/use-list-place.ts';
import { useListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { useTable } from '#web/desk/kit/list/use-table.ts';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { authorizationColumns } from './columns.tsx';
import { authorizationNames, authorizationsFilter, furtherNames } from './data/filters.ts';
import { pathsOf, titlesOf, useKind } from './data/kind.ts';
import { authorizationsQuery, optionsQuery } from './data/queries.ts';
import { ListFilters, StateFilter } from './ListFilters.tsx';

/** 档案（户口）信息核验列表: what graduates have authorized. */
export default function AuthorizationsPage() {
  const kind = useKind();
  const path = pathsOf(kind).authorizations;
  const title = titlesOf(kind).authorizations;
  const url = useListUrl();
  const { params, cursor } = url;
  const table = useTable(`authorizations ${kind}`, authorizationColumns(kind), url);
  const options = useQuery(optionsQuery(kind)).data;
  const [started, setStarted] = useState<number>();
  const filter = authorizationsFilter(params);
  const list = useQuery(authorizationsQuery(kind, { ...filter, limit: table.size, ...(cursor ? { cursor } : {}) }));
  useListPlace(path, url, list.data !== undefined);
  return (
    <>
      <PageHead
        title={title}
        note={`毕业生确认信息无误并完成「核验授权」后为「生效中」。核验编号由毕业生本人提供给接收单位，不在此显示。${kind === 'hukou' ? '户口未转入学校的毕业生不在此列。' : ''}`}
      />
      <ListFilters
        url={url}
        options={options}
        names={authorizationNames}
        further={furtherNames.authorizations}
        states={
          <StateFilter
            {...{ url, name: 'state', label: '核验状态', all: '全部核验状态', width: 150 }}
            options={codeStates.map(value => ({ value, label: codeStateDetails.authorization[value].label }))}
          />
        }
      >
        <DownloadButton
          filter={filter}
          start={key => call('POST /api/verification/{kind}/authorization-exports', { params: { kind }, body: filter, key })}
          from={placeOf('GET /api/verification/{kind}/authorization-exports/file', { kind }, filter)}
          onStarted={setStarted}
        />
        <ColumnChoice {...table.choice} />
      </ListFilters>
      {started === undefined ? null : <JobNotice key={started} id={started} onClose={() => setStarted(undefined)} />}
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
            names={authorizationNames}
            narrowed="没有符合条件的毕业生。请检查姓名、学号是否完整，或清除部分条件。"
            nothing={filter.state ? '这个状态下没有毕业生。' : '名单为空。请由学校管理员在「就业管理系统 · 学生名单」上传。'}
            state={filter.state}
            all={undefined}
          />
        }
      />
    </>
  );
}
