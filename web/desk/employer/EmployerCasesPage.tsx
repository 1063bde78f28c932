import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useEffect } from 'react';
import { Link } from 'wouter';
import type { Answer } from '../app/api.ts';
import { rememberList } from '../app/last-list.ts';
import { employerCasesQuery } from '../app/queries.ts';
import { countWords } from '../app/words.ts';
import { type Column, DataTable } from '../pieces/DataTable.tsx';
import { KeysetPager } from '../pieces/KeysetPager.tsx';
import { Loaded } from '../pieces/Loaded.tsx';
import { Deadline, Moment } from '../pieces/Moment.tsx';
import { PageHead } from '../pieces/PageHead.tsx';
import { SearchField } from '../pieces/SearchField.tsx';
import { StateTag } from '../pieces/StateTag.tsx';
import { TableSkeleton } from '../pieces/skeletons.tsx';
import { useListAddress } from '../pieces/use-list-address.ts';
import { RecallButton } from './RecallButton.tsx';

type Row = Answer<'GET /api/employer/cases'>['rows'][number];
const pathOf = ({ ref }: Row) => `/employer/cases/${ref}`;

const columns: readonly Column<Row>[] = [
  {
    key: 'graduate',
    title: '毕业生',
    width: 150,
    render: row => (
      <Link href={pathOf(row)} className="strong">
        {row.graduateName}
      </Link>
    ),
  },
  {
    key: 'job',
    title: '毕业院校 / 岗位',
    render: row => (
      <>
        {row.schoolName}
        <br />
        <span className="quiet">{row.jobTitle}</span>
      </>
    ),
  },
  { key: 'state', title: '签约状态', width: 272, render: row => <StateTag tone={row.tone} label={row.label} /> },
  {
    key: 'until',
    title: '应约截止（北京时间）',
    width: 190,
    render: row => (row.respondBy ? <Deadline at={row.respondBy} over={row.tone !== 'waiting'} /> : '--'),
  },
  { key: 'since', title: '到此状态', width: 100, render: row => <Moment at={row.since} /> },
  {
    key: 'act',
    title: '操作',
    width: 150,
    render: row => (
      <span className="buttons">
        <Link href={pathOf(row)} className="button-link" aria-label={`查看${row.graduateName}`}>
          查看
        </Link>
        {row.mayRecall ? <RecallButton caseRef={row.ref} version={row.version} graduateName={row.graduateName} small /> : null}
      </span>
    ),
  },
];

/** 签约管理 */
export default function EmployerCasesPage() {
  const address = useListAddress();
  const { params, cursor, filter } = address;
  const [state, q] = [params.get('state') ?? undefined, params.get('q') ?? undefined];
  const list = useQuery(employerCasesQuery({ ...(state ? { state } : {}), ...(q ? { q } : {}), ...(cursor ? { cursor } : {}) }));
  useEffect(() => rememberList('/employer/cases', params), [params]);

  const states = list.data?.states ?? [];
  const total = states.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <PageHead title="签约管理">
        <Link href="/employer/invite" className="button-link main">
          发起签约邀请
        </Link>
      </PageHead>
      <search className="filters">
        <Select
          aria-label="签约状态"
          value={state ?? 'all'}
          options={[
            { value: 'all', label: `全部状态（${countWords(total)}）` },
            ...states.map(({ state, label, count }) => ({ value: state, label: `${label}（${countWords(count)}）` })),
          ]}
          popupMatchSelectWidth={false}
          style={{ width: 280 }}
          onChange={value => filter('state', value === 'all' ? undefined : value)}
        />
        <SearchField label="毕业生姓名" placeholder="毕业生姓名" value={q ?? ''} onChange={value => filter('q', value)} />
      </search>
      <Loaded query={list} skeleton={<TableSkeleton />}>
        {({ rows, next }) => (
          <div className="card flush">
            <DataTable
              caption="签约名单"
              columns={columns}
              rows={rows}
              keyOf={row => row.ref}
              pathOf={pathOf}
              busy={list.isPlaceholderData}
              empty={<p>{state || q ? '没有符合条件的记录，请调整状态或姓名。' : '还没有发出过签约邀请。'}</p>}
            />
            {rows.length > 0 ? (
              <KeysetPager
                address={address}
                next={next}
                total={q ? null : (states.find(one => one.state === state)?.count ?? (state ? null : total))}
                shown={rows.length}
              />
            ) : null}
          </div>
        )}
      </Loaded>
    </>
  );
}
