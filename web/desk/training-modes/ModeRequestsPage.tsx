import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'wouter';
import { modeRequestStates } from '#domain/request-states.ts';
import type { Answer } from '#web/desk/kit/api/api.ts';
import { type Column, DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { KeysetPager } from '#web/desk/kit/list/KeysetPager.tsx';
import { rememberList } from '#web/desk/kit/list/last-list.ts';
import { SearchField } from '#web/desk/kit/list/SearchField.tsx';
import { StateChips } from '#web/desk/kit/list/StateChips.tsx';
import { useListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { TableSkeleton } from '#web/desk/kit/page/skeletons.tsx';
import { may, useMe } from '#web/desk/kit/session/session.ts';
import { modeRequestsQuery } from './queries.ts';

type Row = Answer<'GET /api/training-mode-requests'>['rows'][number];
const path = '/training-modes';
const pathOf = ({ ref }: Row) => `${path}/${ref}`;

const columns: readonly Column<Row>[] = [
  {
    key: 'name',
    title: '毕业生 / 学号',
    width: 130,
    render: row => (
      <>
        <Link href={pathOf(row)} className="strong">
          {row.graduateName}
        </Link>
        <br />
        <span className="code quiet">{row.studentNumber}</span>
      </>
    ),
  },
  { key: 'from', title: '原培养方式', width: 112, render: row => row.from },
  { key: 'to', title: '修改为', render: row => row.to },
  { key: 'state', title: '状态', width: 172, render: row => <StateTag tone={row.tone} label={row.label} /> },
  { key: 'department', title: '院系', width: 120, render: row => row.departmentName },
  { key: 'by', title: '申请人', width: 120, render: row => row.filedBy },
  { key: 'at', title: '申请时间', width: 104, render: row => <Moment at={row.filedAt} /> },
];
const school: Column<Row> = { key: 'school', title: '学校', width: 110, render: row => row.schoolName };

/** 培养方式修改记录 at a school; at the province, what waits to be decided. */
export default function ModeRequestsPage() {
  const decides = may(useMe(), 'trainingModes.decide');
  const url = useListUrl();
  const { params, cursor, filter, trail } = url;
  const asked = params.get('state') ?? modeRequestStates[0];
  const state = modeRequestStates.find(one => one === asked);
  const q = params.get('q') ?? undefined;
  const list = useQuery(modeRequestsQuery({ state, q, cursor }));
  useEffect(() => rememberList(path, params, trail), [params, trail]);
  return (
    <>
      <PageHead
        title={decides ? '培养方式修改' : '培养方式修改记录'}
        note={
          decides
            ? '学校为毕业生申请修改培养方式或定向、委培单位，由省级主管部门审核。'
            : '在「学生名单管理」打开毕业生，点「申请修改培养方式」提交；由省级主管部门审核，通过后名单随即修改。'
        }
      />
      <StateChips path={path} current={state ?? 'all'} states={list.data?.counts} label="审核状态" />
      <search className="filters">
        <SearchField
          label="姓名、拼音、学号或考生号"
          placeholder="姓名、拼音、学号或考生号"
          value={q ?? ''}
          onChange={value => filter('q', value)}
        />
      </search>
      <Loaded query={list} skeleton={<TableSkeleton />}>
        {({ rows, next }) => (
          <div className="card flush">
            <DataTable
              caption="培养方式修改申请"
              columns={decides ? [...columns.slice(0, 1), school, ...columns.slice(1)] : columns}
              rows={rows}
              keyOf={row => row.ref}
              pathOf={pathOf}
              busy={list.isPlaceholderData}
              empty={
                <p>
                  {q ? '没有符合条件的申请。' : state === modeRequestStates[0] ? '没有待审核的申请。' : '这个状态下没有申请。'}
                </p>
              }
            />
            {rows.length > 0 ? <KeysetPager url={url} next={next} shown={rows.length} /> : null}
          </div>
        )}
      </Loaded>
    </>
  );
}
