import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Checkbox } from 'antd';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { Answer } from '#web/desk/kit/api/api.ts';
import { JobNotice } from '#web/desk/kit/jobs/JobNotice.tsx';
import { ColumnChoice } from '#web/desk/kit/list/ColumnChoice.tsx';
import type { Column } from '#web/desk/kit/list/DataTable.tsx';
import { rememberList } from '#web/desk/kit/list/last-list.ts';
import { PagedTable } from '#web/desk/kit/list/PagedTable.tsx';
import { sortColumns } from '#web/desk/kit/list/sort-columns.tsx';
import { useListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { useTable } from '#web/desk/kit/list/use-table.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { TableSkeleton } from '#web/desk/kit/page/skeletons.tsx';
import { may, useMe } from '#web/desk/kit/session/session.ts';
import { type Chosen, DeleteModal } from './DeleteModal.tsx';
import {
  type StudentFilters as Filters,
  filterNames,
  firstOrder,
  orderIn,
  rosterChoicesQuery,
  sentFilter,
  studentsQuery,
} from './queries.ts';
import { RosterDownload } from './RosterDownload.tsx';
import { StudentFilters } from './StudentFilters.tsx';
import { type Student, studentColumns, studentPath } from './student-columns.tsx';

const path = '/students';

/** 学生名单管理: everybody on the roster whom this account may see. */
export default function StudentsPage() {
  const choices = useQuery(rosterChoicesQuery);
  return (
    <>
      <PageHead title="学生名单管理" note="来源于就业管理系统上传的名单；在名单中的毕业生才能签约或登记毕业去向。" />
      <Loaded query={choices} skeleton={<TableSkeleton />}>
        {data =>
          data.cohorts.length === 0 ? (
            <section className="card empty">
              <p>名单为空。请由学校管理员在「就业管理系统 · 学生名单」上传。</p>
            </section>
          ) : (
            <StudentList choices={data} />
          )
        }
      </Loaded>
    </>
  );
}

type Choices = Answer<'GET /api/graduates/choices'>;

function StudentList({ choices }: { readonly choices: Choices }) {
  const me = useMe();
  const url = useListUrl();
  const { params, cursor, trail } = url;
  const table = useTable('students', studentColumns, url);
  const asked = Number(params.get('cohort'));
  const opened = choices.cohorts.find(({ cohort }) => cohort === asked) ?? choices.cohorts[0];
  const cohort = opened?.cohort ?? 0;
  const filters: Filters = Object.fromEntries(
    filterNames.flatMap(name => {
      const value = params.get(name);
      return value ? [[name, value]] : [];
    }),
  );
  const order = orderIn(params);
  const shown = sortColumns(table.shown, { order, onOrder: by => url.filter('sort', by === firstOrder ? undefined : by) });
  const list = useQuery(studentsQuery(cohort, filters, order, { cursor, limit: table.size }));
  useEffect(() => {
    rememberList(path, params, trail);
  }, [params, trail]);
  const [picked, setPicked] = useState<ReadonlyMap<number, string>>(new Map());
  const [deleting, setDeleting] = useState<Chosen>();
  const [started, setStarted] = useState<number>();
  const manages = may(me, 'roster.manage') && opened?.state !== 'over';

  const pick = (rows: readonly Student[], isPicked: boolean) => {
    const next = new Map(picked);
    for (const { id, name } of rows) {
      if (isPicked) next.set(id, name);
      else next.delete(id);
    }
    setPicked(next);
  };
  const check = (rows: readonly Student[]): Column<Student> => ({
    key: 'pick',
    title: '选择',
    width: 44,
    head: (
      <Checkbox
        aria-label="选择本页全部"
        checked={rows.every(({ id }) => picked.has(id))}
        indeterminate={rows.some(({ id }) => picked.has(id)) && !rows.every(({ id }) => picked.has(id))}
        onChange={({ target }) => pick(rows, target.checked)}
      />
    ),
    render: row => (
      <Checkbox
        aria-label={`选择${row.name}`}
        checked={picked.has(row.id)}
        onChange={({ target }) => pick([row], target.checked)}
      />
    ),
  });

  return (
    <>
      {opened?.note ? <Alert type="info" showIcon title={opened.note} className="door-alert" /> : null}
      <StudentFilters choices={choices} cohort={cohort} filters={filters} url={url} />
      {started === undefined ? null : <JobNotice key={started} id={started} onClose={() => setStarted(undefined)} />}
      <PagedTable
        {...{ list, url, table }}
        caption="学生名单"
        columns={({ rows }) => (manages && rows.length > 0 ? [check(rows), ...shown] : shown)}
        minWidth={table.minWidth}
        keyOf={row => row.id}
        pathOf={studentPath}
        head={({ total }) => (
          <div className="buttons inside">
            {manages ? (
              <>
                <Button
                  danger
                  disabled={picked.size === 0}
                  onClick={() => setDeleting({ ids: [...picked.keys()], names: [...picked.values()] })}
                >
                  删除所选{picked.size > 0 ? `（${countWords(picked.size)}）` : ''}
                </Button>
                <Button
                  danger
                  disabled={total === 0 || Object.keys(filters).length === 0}
                  {...(Object.keys(filters).length === 0 ? { title: '请先设置筛选条件' } : {})}
                  onClick={() => setDeleting({ filter: sentFilter(cohort, filters), count: total })}
                >
                  删除筛选出的全部
                </Button>
                {picked.size > 0 ? <Button onClick={() => setPicked(new Map())}>取消选择</Button> : null}
              </>
            ) : null}
            <Link href="/lapsed">失效信息管理</Link>
            <span className="top-space" />
            <RosterDownload filter={{ ...sentFilter(cohort, filters), sort: order }} onStarted={setStarted} />
            <ColumnChoice {...table.choice} />
          </div>
        )}
        empty={<p>没有符合条件的毕业生。请检查条件，或清除部分条件。</p>}
      />
      {deleting ? (
        <DeleteModal
          chosen={deleting}
          reasons={choices.deleteReasons}
          onClose={() => setDeleting(undefined)}
          onDeleted={() => {
            setDeleting(undefined);
            setPicked(new Map());
          }}
        />
      ) : null}
    </>
  );
}
