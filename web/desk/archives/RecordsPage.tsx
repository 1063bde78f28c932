import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { lapsedState, type RecordState, recordStates, recordStateWords } from '#domain/transfers/record.ts';
import { JobNotice } from '#web/desk/kit/jobs/JobNotice.tsx';
import { ColumnChoice } from '#web/desk/kit/list/ColumnChoice.tsx';
import { EmptyList } from '#web/desk/kit/list/EmptyList.tsx';
import { rememberOpened } from '#web/desk/kit/list/last-list.ts';
import { PagedTable } from '#web/desk/kit/list/PagedTable.tsx';
import { useListPlace } from '#web/desk/kit/list/use-list-place.ts';
import { useListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { useTable } from '#web/desk/kit/list/use-table.ts';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { pathsOf, useKind, wordsOf } from './data/kind.ts';
import { optionsQuery, recordsQuery } from './data/queries.ts';
import { ListFilters } from './ListFilters.tsx';
import { narrowing, recordsFilter } from './list-filters.ts';
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
  const { params, cursor } = url;
  const table = useTable(`transfer ${which} ${kind}`, columnsOf(kind), url);
  const options = useQuery(optionsQuery(kind)).data;
  const [started, setStarted] = useState<number>();
  const filter = recordsFilter(params);
  const list = useQuery(recordsQuery(kind, { ...filter, limit: table.size, ...(cursor ? { cursor } : {}) }));
  useListPlace(path, url, list.data !== undefined);

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
        <ColumnChoice {...table.choice} />
      </ListFilters>
      {started === undefined ? null : <JobNotice key={started} id={started} onClose={() => setStarted(undefined)} />}
      <PagedTable
        {...{ list, url, caption, table }}
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
            names={narrowing}
            narrowed="没有符合条件的毕业生。请检查姓名、学号是否完整，或清除部分条件。"
            nothing={<Nothing state={filter.state} lapsed={paths.lapsed} />}
            state={filter.state}
            all={undefined}
          />
        }
      />
    </>
  );
}

interface NothingProps {
  readonly state: RecordState | undefined;
  /** Where the graduates are listed who are no longer on the roster. */
  readonly lapsed: string;
}

function Nothing({ state, lapsed }: NothingProps) {
  if (state === undefined) return '名单为空。请由学校管理员在「就业管理系统 · 学生名单」上传。';
  if (state !== lapsedState) return '这个状态下没有毕业生。';
  return (
    <>
      已从学生名单中删除的毕业生不在此列，请到<Link href={lapsed}>失效信息管理</Link>查看。
    </>
  );
}
