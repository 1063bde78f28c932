import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { rememberList } from '../app/last-list.ts';
import { deskCasesQuery, deskHomeQuery } from '../app/queries.ts';
import { useMe } from '../app/session.ts';
import { countWords } from '../app/words.ts';
import { DataTable } from '../pieces/DataTable.tsx';
import { KeysetPager } from '../pieces/KeysetPager.tsx';
import { Loaded } from '../pieces/Loaded.tsx';
import { PageHead } from '../pieces/PageHead.tsx';
import { SearchField } from '../pieces/SearchField.tsx';
import { TableSkeleton } from '../pieces/skeletons.tsx';
import { useListAddress } from '../pieces/use-list-address.ts';
import { columnsOf } from './case-columns.tsx';
import { type CaseList, caseLists, casePath, flowOf, listAddress } from './case-lists.ts';
import { FlowChoice } from './FlowChoice.tsx';

const narrowing = ['q', 'employer', 'department'] as const;

/** A list of 学生管理. Opens on what waits for me: a fixed state would hide work. */
export default function CaseListPage() {
  const [location] = useLocation();
  const list = caseLists.find(({ path }) => path === location) ?? caseLists[0];
  // Each list begins anew: the search fields of one must not show the text of another.
  return <OneList key={list.path} list={list} />;
}

function OneList({ list }: { readonly list: CaseList }) {
  const me = useMe();
  const address = useListAddress();
  const { params, cursor, filter } = address;
  const text = (name: string) => params.get(name) ?? undefined;
  const flow = flowOf(list, params.get('flow'));
  const state = text('state') ?? 'mine';
  const [q, employer, department] = [text('q'), text('employer'), text('department')];
  const narrowed = Boolean(q || employer || department);

  const home = useQuery(deskHomeQuery);
  const found = useQuery(
    deskCasesQuery({
      flow,
      ...(state === 'mine' ? {} : { state }),
      ...(q ? { q } : {}),
      ...(employer ? { employer } : {}),
      ...(department ? { department: Number(department) } : {}),
      ...(cursor ? { cursor } : {}),
    }),
  );
  useEffect(() => rememberList(list.path, params), [list.path, params]);

  const counts = home.data?.flows.find(one => one.flow === flow);
  const counted = (count: number | undefined) => (count === undefined ? '' : `（${countWords(count)}）`);
  const states = [
    { value: 'mine', label: `待我处理${counted(counts?.waiting)}` },
    { value: 'all', label: '全部状态' },
    ...(counts?.states ?? []).map(({ state, label, count }) => ({ value: state, label: `${label}${counted(count)}` })),
  ];
  const clear = () => {
    for (const name of narrowing) filter(name, undefined);
  };

  return (
    <>
      <PageHead title={list.title} />
      <FlowChoice list={list} flow={flow} params={params} />
      <search className="filters">
        <Select
          aria-label={list.stateTitle}
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
          label={flow === 'other-destination' ? '去向或单位' : '用人单位'}
          placeholder={flow === 'other-destination' ? '单位、院校或去向名称' : '用人单位名称'}
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
      <Loaded query={found} skeleton={<TableSkeleton />}>
        {({ rows, next, total }) => (
          <div className="card flush">
            <DataTable
              caption={`${list.noun}名单`}
              columns={columnsOf(list, flow)}
              rows={rows}
              keyOf={row => row.ref}
              pathOf={casePath}
              busy={found.isPlaceholderData}
              empty={<EmptyList noun={list.noun} all={listAddress(flow, 'all')} mine={state === 'mine'} narrowed={narrowed} />}
            />
            {rows.length > 0 ? <KeysetPager address={address} next={next} total={total} shown={rows.length} /> : null}
          </div>
        )}
      </Loaded>
    </>
  );
}

interface EmptyProps {
  readonly noun: string;
  readonly all: string;
  readonly mine: boolean;
  readonly narrowed: boolean;
}

function EmptyList({ noun, all, mine, narrowed }: EmptyProps) {
  if (narrowed) return <p>没有符合条件的记录。请检查姓名、学号、单位名称是否完整，或清除部分条件。</p>;
  if (!mine) return <p>这个状态下没有记录。</p>;
  return (
    <>
      <p>没有待您处理的{noun}。</p>
      <p>
        <Link href={all}>查看全部状态</Link>
      </p>
    </>
  );
}
