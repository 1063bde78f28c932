import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { Answer } from '#web/desk/kit/api/api.ts';
import type { Column } from '#web/desk/kit/list/DataTable.tsx';
import { FilterBar } from '#web/desk/kit/list/FilterBar.tsx';
import { CohortFilter, DepartmentFilter, GraduateSearch } from '#web/desk/kit/list/GraduateFilters.tsx';
import { rememberList } from '#web/desk/kit/list/last-list.ts';
import { PagedTable } from '#web/desk/kit/list/PagedTable.tsx';
import { Pair } from '#web/desk/kit/list/Pair.tsx';
import { useListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { may, useMe } from '#web/desk/kit/session/session.ts';
import { lapsedQuery, rosterChoicesQuery } from './queries.ts';
import { studentPath } from './student-columns.tsx';
import { useRestore } from './use-restore.ts';

type Row = Answer<'GET /api/graduates/lapsed'>['rows'][number];
const path = '/lapsed';
const names = ['q', 'cohort', 'department'] as const;

const columns: readonly Column<Row>[] = [
  {
    key: 'name',
    title: '毕业生 / 学号',
    width: 212,
    render: row => (
      <Pair
        title={`${row.name} ${row.studentNumber || row.examNumber}`}
        main={
          <Link href={studentPath(row)} className="strong">
            {row.name}
          </Link>
        }
        sub={<span className="code">{row.studentNumber || row.examNumber}</span>}
      />
    ),
  },
  { key: 'department', title: '院系', width: 160, render: row => row.departmentName },
  { key: 'cohort', title: '届别', width: 90, render: row => `${row.cohort} 届` },
  {
    key: 'reason',
    title: '原因',
    render: row => (
      <Pair
        title={[row.reason, row.text].filter(Boolean).join('：')}
        main={row.takenOverBy ? <strong>已由{row.takenOverBy}上传，不能恢复</strong> : row.reason}
        sub={[row.takenOverBy ? row.reason : '', row.text].filter(Boolean).join('：')}
      />
    ),
  },
  { key: 'cases', title: '失效事项', width: 92, numeric: true, render: row => countWords(row.cases) },
  { key: 'who', title: '操作人', width: 136, render: row => row.who || '--' },
  { key: 'at', title: '失效时间', width: 124, render: row => <Moment at={row.lapsedAt} /> },
];

const numberOf = (text: string | null): number | undefined => (text ? Number(text) || undefined : undefined);

/** 失效信息管理: the graduates who were deleted from the roster, and how to restore them. */
export default function LapsedPage() {
  const me = useMe();
  const url = useListUrl();
  const { params, cursor, trail } = url;
  const [q, cohort, department] = [
    params.get('q') ?? undefined,
    numberOf(params.get('cohort')),
    numberOf(params.get('department')),
  ];
  const choices = useQuery(rosterChoicesQuery).data;
  const list = useQuery(lapsedQuery({ q, cohort, department, cursor }));
  useEffect(() => {
    rememberList(path, params, trail);
  }, [params, trail]);
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set());
  const { restore, busy } = useRestore();
  const manages = may(me, 'roster.manage');

  const check: Column<Row> = {
    key: 'pick',
    title: '选择',
    width: 56,
    render: row => (
      <Checkbox
        aria-label={`选择${row.name}`}
        checked={picked.has(row.id)}
        disabled={row.takenOverBy !== null}
        onChange={({ target }) => {
          const next = new Set(picked);
          if (target.checked) next.add(row.id);
          else next.delete(row.id);
          setPicked(next);
        }}
      />
    ),
  };
  const back = async () => {
    if (await restore([...picked], '恢复所选')) setPicked(new Set());
  };
  return (
    <>
      <PageHead
        title="失效信息管理"
        note="从学生名单中删除的毕业生：不能再办理，签约和去向登记失效。重新上传或恢复后，恢复原来的状态，已生效的重新报送。失效期间由其他学校上传的，不能恢复。"
      />
      <FilterBar url={url} names={names}>
        <GraduateSearch url={url} />
        <CohortFilter url={url} cohorts={choices?.cohorts.map(one => one.cohort)} />
        <DepartmentFilter url={url} departments={choices?.departments} width={190} />
      </FilterBar>
      <PagedTable
        isDense
        {...{ list, url }}
        caption="失效名单"
        columns={manages ? [check, ...columns] : columns}
        keyOf={row => row.id}
        pathOf={studentPath}
        head={({ rows }) =>
          manages && rows.length > 0 ? (
            <div className="buttons inside">
              <Button type="primary" disabled={picked.size === 0} loading={busy} onClick={() => void back()}>
                恢复所选{picked.size > 0 ? `（${countWords(picked.size)}）` : ''}
              </Button>
            </div>
          ) : null
        }
        empty={<p>{names.some(name => params.get(name)) ? '没有符合条件的毕业生。' : '没有失效的毕业生。'}</p>}
      />
    </>
  );
}
