import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Select } from 'antd';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { Answer } from '#web/desk/kit/api/api.ts';
import { type Column, DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { KeysetPager } from '#web/desk/kit/list/KeysetPager.tsx';
import { rememberList } from '#web/desk/kit/list/last-list.ts';
import { SearchField } from '#web/desk/kit/list/SearchField.tsx';
import { useListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { TableSkeleton } from '#web/desk/kit/page/skeletons.tsx';
import { may, useMe } from '#web/desk/kit/session/session.ts';
import { lapsedQuery, rosterChoicesQuery } from './queries.ts';
import { studentPath } from './student-columns.tsx';
import { useRestore } from './use-restore.ts';

type Row = Answer<'GET /api/graduates/lapsed'>['rows'][number];
const path = '/lapsed';

const columns: readonly Column<Row>[] = [
  {
    key: 'name',
    title: '毕业生 / 学号',
    width: 140,
    render: row => (
      <>
        <Link href={studentPath(row)} className="strong">
          {row.name}
        </Link>
        <br />
        <span className="code quiet">{row.studentNumber || row.examNumber}</span>
      </>
    ),
  },
  { key: 'department', title: '院系', width: 160, render: row => row.departmentName },
  { key: 'cohort', title: '届别', width: 90, render: row => `${row.cohort} 届` },
  {
    key: 'reason',
    title: '原因',
    render: row => (
      <>
        {row.reason}
        <br />
        <span className="quiet two-lines" title={row.text}>
          {row.text}
        </span>
      </>
    ),
  },
  { key: 'cases', title: '失效事项', width: 92, numeric: true, render: row => countWords(row.cases) },
  { key: 'who', title: '操作人', width: 136, render: row => row.who || '--' },
  { key: 'at', title: '失效时间', width: 110, render: row => <Moment at={row.lapsedAt} /> },
];

const numberOf = (text: string | null): number | undefined => (text ? Number(text) || undefined : undefined);

/** 失效信息管理: the graduates who were deleted from the roster, and how to restore them. */
export default function LapsedPage() {
  const me = useMe();
  const url = useListUrl();
  const { params, cursor, filter, clear, trail } = url;
  const [q, cohort, department] = [
    params.get('q') ?? undefined,
    numberOf(params.get('cohort')),
    numberOf(params.get('department')),
  ];
  const choices = useQuery(rosterChoicesQuery).data;
  const list = useQuery(lapsedQuery({ q, cohort, department, cursor }));
  useEffect(() => rememberList(path, params, trail), [params, trail]);
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set());
  const { restore, busy } = useRestore();
  const manages = may(me, 'roster.manage');
  const narrowed = Boolean(q || cohort || department);

  const check: Column<Row> = {
    key: 'pick',
    title: '选择',
    width: 56,
    render: row => (
      <Checkbox
        aria-label={`选择${row.name}`}
        checked={picked.has(row.id)}
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
        note="从学生名单中删除的毕业生：不能再办理，签约和去向登记失效。重新上传或恢复后，恢复原来的状态，已生效的重新报送。"
      />
      <search className="filters">
        <SearchField
          label="姓名、拼音、学号或考生号"
          placeholder="姓名、拼音、学号或考生号"
          value={q ?? ''}
          onChange={value => filter('q', value)}
        />
        <Select
          aria-label="届别"
          placeholder="全部届别"
          allowClear
          value={cohort}
          options={(choices?.cohorts ?? []).map(one => ({ value: one.cohort, label: `${one.cohort} 届` }))}
          style={{ width: 130 }}
          onChange={(value: number | undefined) => filter('cohort', value === undefined ? undefined : String(value))}
        />
        {(choices?.departments.length ?? 0) > 1 ? (
          <Select
            aria-label="院系"
            placeholder="全部院系"
            allowClear
            popupMatchSelectWidth={false}
            value={department}
            options={choices?.departments.map(({ id, name }) => ({ value: id, label: name })) ?? []}
            style={{ width: 190 }}
            onChange={(value: number | undefined) => filter('department', value === undefined ? undefined : String(value))}
          />
        ) : null}
        {narrowed ? <Button onClick={() => clear(['q', 'cohort', 'department'])}>清除条件</Button> : null}
      </search>
      <Loaded query={list} skeleton={<TableSkeleton />}>
        {({ rows, next, total }) => (
          <div className="card flush">
            {manages && rows.length > 0 ? (
              <div className="buttons inside">
                <Button type="primary" disabled={picked.size === 0} loading={busy} onClick={() => void back()}>
                  恢复所选{picked.size > 0 ? `（${countWords(picked.size)}）` : ''}
                </Button>
              </div>
            ) : null}
            <DataTable
              caption="失效名单"
              columns={manages ? [check, ...columns] : columns}
              rows={rows}
              keyOf={row => row.id}
              pathOf={studentPath}
              busy={list.isPlaceholderData}
              empty={<p>{narrowed ? '没有符合条件的毕业生。' : '没有失效的毕业生。'}</p>}
            />
            {rows.length > 0 ? <KeysetPager url={url} next={next} total={total} shown={rows.length} /> : null}
          </div>
        )}
      </Loaded>
    </>
  );
}
