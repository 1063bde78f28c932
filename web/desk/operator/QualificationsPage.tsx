import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'wouter';
import { qualificationStates } from '#domain/request-states.ts';
import type { Answer } from '#web/desk/kit/api/api.ts';
import { type Column, DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { KeysetPager } from '#web/desk/kit/list/KeysetPager.tsx';
import { rememberList } from '#web/desk/kit/list/last-list.ts';
import { useListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { TableSkeleton } from '#web/desk/kit/page/skeletons.tsx';
import { type QualificationState, qualificationsQuery } from './queries.ts';

type Row = Answer<'GET /api/qualifications'>['rows'][number];
const pathOf = ({ id }: Row) => `/qualifications/${id}`;

const states: readonly { readonly state: QualificationState; readonly label: string }[] = [
  { state: 'pending', label: '待审核' },
  { state: 'returned', label: '退回' },
  { state: 'qualified', label: '通过' },
];

const columns: readonly Column<Row>[] = [
  {
    key: 'name',
    title: '单位名称',
    render: row => (
      <Link href={pathOf(row)} className="strong">
        {row.name}
      </Link>
    ),
  },
  { key: 'uscc', title: '统一社会信用代码', width: 220, render: row => <span className="code">{row.uscc}</span> },
  { key: 'state', title: '状态', width: 140, render: row => <StateTag tone={row.tone} label={row.label} /> },
  { key: 'at', title: '提交时间', width: 140, render: row => <Moment at={row.submittedAt} /> },
];

/** 单位资质审核: opens on what waits. */
export default function QualificationsPage() {
  const url = useListUrl();
  const asked = url.params.get('state');
  const state = states.find(one => one.state === asked)?.state ?? qualificationStates[0];
  const list = useQuery(qualificationsQuery(state, url.cursor));
  useEffect(() => rememberList('/qualifications', url.params), [url.params]);

  return (
    <>
      <PageHead title="单位资质审核" />
      <nav className="chips" aria-label="审核状态">
        {states.map(({ state: key, label }) => (
          <Link
            key={key}
            href={key === qualificationStates[0] ? '/qualifications' : `/qualifications?state=${key}`}
            aria-current={key === state ? 'page' : undefined}
          >
            {label}
            {list.data ? `（${countWords(list.data.counts[key])}）` : ''}
          </Link>
        ))}
      </nav>
      <Loaded query={list} skeleton={<TableSkeleton />}>
        {({ rows, next, counts }) => (
          <div className="card flush">
            <DataTable
              caption="单位资质名单"
              columns={columns}
              rows={rows}
              keyOf={row => row.id}
              pathOf={pathOf}
              busy={list.isPlaceholderData}
              empty={<p>{state === qualificationStates[0] ? '没有待审核的单位。' : '这个状态下没有单位。'}</p>}
            />
            {rows.length > 0 ? <KeysetPager url={url} next={next} total={counts[state]} shown={rows.length} /> : null}
          </div>
        )}
      </Loaded>
    </>
  );
}
