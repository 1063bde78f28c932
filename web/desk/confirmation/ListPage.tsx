import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, placeOf } from '#web/desk/kit/api/api.ts';
import { JobNotice } from '#web/desk/kit/jobs/JobNotice.tsx';
import { ColumnChoice } from '#web/desk/kit/list/ColumnChoice.tsx';
import { DownloadButton } from '#web/desk/kit/list/DownloadButton.tsx';
import { EmptyList } from '#web/desk/kit/list/EmptyList.tsx';
import { actColumn, graduateColumns } from '#web/desk/kit/list/graduate-columns.tsx';
import { rememberOpened } from '#web/desk/kit/list/last-list.ts';
import type { OptionalColumn } from '#web/desk/kit/list/optional-columns.tsx';
import { PagedTable } from '#web/desk/kit/list/PagedTable.tsx';
import { useListPlace } from '#web/desk/kit/list/use-list-place.ts';
import { useListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { useTable } from '#web/desk/kit/list/use-table.ts';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { ListFilters } from './ListFilters.tsx';
import { type ConfirmationRow, filterOf, listQuery, narrowing, optionsQuery, paths } from './queries.ts';

const leadOf = ({ graduateId: key, name }: ConfirmationRow) => ({ name, key, path: `${paths.list}/${key}` });
const columns: readonly OptionalColumn<ConfirmationRow>[] = [
  ...graduateColumns(leadOf),
  {
    key: 'state',
    title: '确认状态',
    width: 130,
    isFixed: true,
    render: ({ tone, label }) => <StateTag tone={tone} label={label} />,
  },
  { key: 'source', title: '数据来源', width: 160, render: ({ source }) => source ?? '--' },
  { key: 'since', title: '更新时间', width: 120, render: ({ since }) => (since ? <Moment at={since} /> : '--') },
  actColumn(leadOf, () => ({ word: '查看' })),
];

/** 登记确认情况列表. */
export default function ListPage() {
  const url = useListUrl();
  const { params, cursor } = url;
  const table = useTable('confirmations', columns, url);
  const options = useQuery(optionsQuery).data;
  const [started, setStarted] = useState<number>();
  const filter = filterOf(params);
  const list = useQuery(listQuery({ ...filter, limit: table.size, ...(cursor ? { cursor } : {}) }));
  useListPlace(paths.list, url, list.data !== undefined);
  return (
    <>
      <PageHead
        title="登记确认情况列表"
        note="毕业生对已上报的毕业去向、档案转递、户口迁移信息的确认。确认有误的，请核对处理；信息更正后，毕业生会收到通知重新确认。未选届别时，列出尚未截止的各届。"
      />
      <ListFilters url={url} options={options}>
        <DownloadButton
          filter={filter}
          start={key => call('POST /api/confirmations/exports', { body: filter, key })}
          from={placeOf('GET /api/confirmations/exports/file', {}, filter)}
          onStarted={setStarted}
        />
        <ColumnChoice {...table.choice} />
      </ListFilters>
      {started === undefined ? null : <JobNotice key={started} id={started} onClose={() => setStarted(undefined)} />}
      <PagedTable
        {...{ list, url, table }}
        caption="登记确认情况"
        columns={table.shown}
        minWidth={table.minWidth}
        keyOf={row => row.graduateId}
        pathOf={row => {
          rememberOpened(String(row.graduateId));
          return leadOf(row).path;
        }}
        hasKeys
        empty={
          <EmptyList
            {...{ path: paths.list, url }}
            names={narrowing}
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
