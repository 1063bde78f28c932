import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { recordStates, recordStateWords } from '#domain/transfers/record.ts';
import { JobNotice } from '#web/desk/kit/jobs/JobNotice.tsx';
import { ColumnChoice } from '#web/desk/kit/list/ColumnChoice.tsx';
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
import { pathsOf, useKind, wordsOf } from './data/kind.ts';
import { optionsQuery, recordsQuery } from './data/queries.ts';
import { EmptyList } from './EmptyList.tsx';
import { ListFilters } from './ListFilters.tsx';
import { recordsFilter } from './list-filters.ts';
import { recordColumns, rosterColumns } from './record-columns.tsx';
import { RecordsDownload } from './work/Downloads.tsx';

/** Two lists of the same graduates: 学生名单管理 opens the graduate, 档案（户口）信息 opens the record. */
const lists = {
  students: { caption: '学生名单', columns: rosterColumns },
  records: { caption: '登记状态', columns: recordColumns },
} as const;

/** All graduates of the roster; of 户口信息管理 those whose hukou is with the school. */
export default function RecordsPage() {
  const kind = useKind();
  const [location] = useLocation();
  const paths = pathsOf(kind);
  const which = location.startsWith(paths.students) ? 'students' : 'records';
  const { caption, columns: columnsOf } = lists[which];
  const path = paths[which];
  const { title } = wordsOf(kind);
  const url = useListUrl();
  const { params, cursor, trail } = url;
  const choice = useTableChoice(`transfer ${which} ${kind}`);
  const columns = columnsOf(kind);
  const shown = shownOf(columns, choice.columns);
  const options = useQuery(optionsQuery(kind)).data;
  const [started, setStarted] = useState<number>();
  const filter = recordsFilter(params);
  const list = useQuery(recordsQuery(kind, { ...filter, limit: choice.size, ...(cursor ? { cursor } : {}) }));
  useEffect(() => rememberList(path, params, trail), [path, params, trail]);
  useRowKeys(lastOpened());
  useReturn(list.data !== undefined);

  const note =
    which === 'students'
      ? `来源于就业管理系统上传的名单${kind === 'hukou' ? '；户口未转入学校的毕业生不在此列' : ''}。基本信息有误的，请在就业管理系统更新。`
      : '学生名单中全部毕业生的登记状态；可直接登记或修改，立即生效。';
  return (
    <>
      <PageHead title={which === 'students' ? '学生名单管理' : title} note={note}>
        {which === 'records' ? (
          <Link href={paths.imports} className="button-link">
            批量导入
          </Link>
        ) : null}
      </PageHead>
      <ListFilters
        kind={kind}
        url={url}
        options={options}
        states={{
          label: '登记状态',
          of: [
            { value: '', label: '全部登记状态' },
            ...recordStates.map(value => ({ value, label: recordStateWords[value].label })),
          ],
        }}
      >
        {which === 'records' ? <RecordsDownload kind={kind} filter={filter} onStarted={setStarted} /> : null}
        <ColumnChoice
          columns={columns.filter(({ isFixed }) => !isFixed)}
          chosen={shown.map(({ key }) => key)}
          onChoose={columns => choice.choose({ columns })}
        />
      </ListFilters>
      {started === undefined ? null : <JobNotice key={started} id={started} onClose={() => setStarted(undefined)} />}
      <Loaded query={list} skeleton={<TableSkeleton />}>
        {({ rows, next, total, over }) => (
          <div className="card flush">
            <DataTable
              caption={caption}
              columns={shown}
              minWidth={widthOf(shown)}
              rows={rows}
              keyOf={row => row.graduateId}
              pathOf={row => {
                rememberOpened(String(row.graduateId));
                return `${path}/${row.graduateId}`;
              }}
              busy={list.isPlaceholderData}
              empty={
                <EmptyList
                  {...{ path, params }}
                  isDeep={cursor !== undefined}
                  nothing={
                    params.get('state') ? '这个状态下没有毕业生。' : '名单为空。请由学校管理员在「就业管理系统 · 学生名单」上传。'
                  }
                  all={undefined}
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
        )}
      </Loaded>
    </>
  );
}
