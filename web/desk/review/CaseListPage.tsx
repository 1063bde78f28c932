import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useEffect } from 'react';
import { Link } from 'wouter';
import type { Answer } from '../app/api.ts';
import { rememberList } from '../app/last-list.ts';
import { deskCasesQuery, deskHomeQuery } from '../app/queries.ts';
import { useMe } from '../app/session.ts';
import { countWords } from '../app/words.ts';
import { type Column, DataTable } from '../pieces/DataTable.tsx';
import { KeysetPager } from '../pieces/KeysetPager.tsx';
import { Loaded } from '../pieces/Loaded.tsx';
import { Moment } from '../pieces/Moment.tsx';
import { PageHead } from '../pieces/PageHead.tsx';
import { SearchField } from '../pieces/SearchField.tsx';
import { StateTag } from '../pieces/StateTag.tsx';
import { TableSkeleton } from '../pieces/skeletons.tsx';
import { useListAddress } from '../pieces/use-list-address.ts';

type Row = Answer<'GET /api/desk/cases'>['rows'][number];
const pathOf = ({ ref }: Row) => `/cases/${ref}`;

const columns: readonly Column<Row>[] = [
  {
    key: 'graduate',
    title: '毕业生 / 学号',
    width: 150,
    render: row => (
      <>
        <Link href={pathOf(row)} className="strong">
          {row.graduateName}
        </Link>
        <br />
        <span className="code quiet">{row.studentNumber || row.examNumber}</span>
      </>
    ),
  },
  {
    key: 'department',
    title: '院系 / 专业',
    width: 190,
    render: row => (
      <>
        {row.departmentName}
        <br />
        <span className="quiet">{row.major}</span>
      </>
    ),
  },
  {
    key: 'employer',
    title: '用人单位 / 岗位',
    render: row => (
      <>
        <span className="two-lines" title={row.employerName}>
          {row.employerName}
        </span>
        <span className="quiet">{row.jobTitle}</span>
      </>
    ),
  },
  { key: 'state', title: '签约状态', width: 272, render: row => <StateTag tone={row.tone} label={row.label} /> },
  { key: 'since', title: '到此状态', width: 100, render: row => <Moment at={row.since} /> },
  {
    key: 'act',
    title: '操作',
    width: 84,
    render: row => (
      <Link
        href={pathOf(row)}
        className={row.mine ? 'button-link main' : 'button-link'}
        aria-label={`${row.mine ? '审核' : '查看'}${row.graduateName}`}
      >
        {row.mine ? '审核' : '查看'}
      </Link>
    ),
  },
];

/** 在线签约管理. Opens on what waits for me: a fixed state would hide work. */
export default function CaseListPage() {
  const me = useMe();
  const address = useListAddress();
  const { params, cursor, filter } = address;
  const text = (name: string) => params.get(name) ?? undefined;
  const state = text('state') ?? 'mine';
  const [q, employer, department] = [text('q'), text('employer'), text('department')];
  const narrowed = Boolean(q || employer || department);

  const home = useQuery(deskHomeQuery);
  const list = useQuery(
    deskCasesQuery({
      ...(state === 'mine' ? {} : { state }),
      ...(q ? { q } : {}),
      ...(employer ? { employer } : {}),
      ...(department ? { department: Number(department) } : {}),
      ...(cursor ? { cursor } : {}),
    }),
  );
  useEffect(() => rememberList('/cases', params), [params]);

  const flow = home.data?.flows.find(({ flow }) => flow === 'online-signing');
  const counted = (count: number | undefined) => (count === undefined ? '' : `（${countWords(count)}）`);
  const states = [
    { value: 'mine', label: `待我处理${counted(flow?.waiting)}` },
    { value: 'all', label: '全部状态' },
    ...(flow?.states ?? []).map(({ state, label, count }) => ({ value: state, label: `${label}${counted(count)}` })),
  ];
  const clear = () => {
    for (const name of ['q', 'employer', 'department']) filter(name, undefined);
  };

  return (
    <>
      <PageHead title="在线签约管理" note="签约发起方：单位" />
      <search className="filters">
        <Select
          aria-label="签约状态"
          value={state}
          options={states}
          popupMatchSelectWidth={false}
          style={{ width: 260 }}
          onChange={value => filter('state', value === 'mine' ? undefined : value)}
        />
        <SearchField
          label="姓名、学号或考生号"
          placeholder="姓名、学号或考生号"
          value={q ?? ''}
          onChange={value => filter('q', value)}
          width={220}
        />
        <SearchField
          label="用人单位"
          placeholder="用人单位名称"
          value={employer ?? ''}
          onChange={value => filter('employer', value)}
          width={220}
        />
        {me.departments.length > 1 ? (
          <Select
            aria-label="院系"
            placeholder="全部院系"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            value={department ? Number(department) : undefined}
            options={me.departments.map(({ id, name }) => ({ value: id, label: name }))}
            style={{ width: 200 }}
            onChange={(value: number | undefined) => filter('department', value === undefined ? undefined : String(value))}
          />
        ) : null}
        {narrowed ? <Button onClick={clear}>清除条件</Button> : null}
      </search>
      <Loaded query={list} skeleton={<TableSkeleton />}>
        {({ rows, next, total }) => (
          <div className="card flush">
            <DataTable
              caption="在线签约名单"
              columns={columns}
              rows={rows}
              keyOf={row => row.ref}
              pathOf={pathOf}
              busy={list.isPlaceholderData}
              empty={<EmptyList mine={state === 'mine'} narrowed={narrowed} />}
            />
            {rows.length > 0 ? <KeysetPager address={address} next={next} total={total} shown={rows.length} /> : null}
          </div>
        )}
      </Loaded>
    </>
  );
}

function EmptyList({ mine, narrowed }: { readonly mine: boolean; readonly narrowed: boolean }) {
  if (narrowed) return <p>没有符合条件的记录。请检查姓名、学号、单位名称是否完整，或清除部分条件。</p>;
  if (!mine) return <p>这个状态下没有记录。</p>;
  return (
    <>
      <p>没有待您处理的签约。</p>
      <p>
        <Link href="/cases?state=all">查看全部状态</Link>
      </p>
    </>
  );
}
