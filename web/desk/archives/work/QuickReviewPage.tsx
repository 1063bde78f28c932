import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'wouter';
import { JobNotice } from '#web/desk/kit/jobs/JobNotice.tsx';
import { OutcomeSelect, OutcomeWords, outcomeIn } from '#web/desk/kit/jobs/outcomes.tsx';
import { DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { KeysetPager } from '#web/desk/kit/list/KeysetPager.tsx';
import { backToList } from '#web/desk/kit/list/last-list.ts';
import { useListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { TableSkeleton } from '#web/desk/kit/page/skeletons.tsx';
import { pathsOf, useKind } from '../data/kind.ts';
import { liveQueries } from '../data/queries.ts';
import { quickRowsQuery } from './work-queries.ts';

/** One quick review: how far it is, and what became of each request. */
export default function QuickReviewPage() {
  const kind = useKind();
  const id = Number(useParams<{ id: string }>().id);
  const url = useListUrl();
  const found = useQuery(quickRowsQuery(kind, id, outcomeIn(url.params), url.cursor));
  const { requests } = pathsOf(kind);
  const back = <Link {...backToList(requests)}>返回申请记录</Link>;
  return (
    <>
      <PageHead title="快速审核结果" {...(found.data ? { note: `由${found.data.job.startedBy}发起` } : {})}>
        {back}
      </PageHead>
      <Loaded query={found} skeleton={<TableSkeleton />} back={back}>
        {({ rows, next, counts }) => (
          <>
            <JobNotice id={id} makesStale={liveQueries} />
            <search className="filters">
              <OutcomeSelect url={url} counts={counts} />
            </search>
            <div className="card flush">
              <DataTable
                caption="逐条结果"
                rows={rows}
                keyOf={({ row }) => row}
                busy={found.isPlaceholderData}
                empty={<p>没有这种结果的申请。</p>}
                columns={[
                  { key: 'row', title: '序号', width: 64, numeric: true, render: ({ row }) => row },
                  {
                    key: 'graduate',
                    title: '毕业生 / 学号',
                    width: 200,
                    render: ({ requestId, graduateName, studentNumber }) => (
                      <>
                        {graduateName ? (
                          <Link href={`${requests}/${requestId}`} className="strong two-lines" title={graduateName}>
                            {graduateName}
                          </Link>
                        ) : (
                          '已不在名单中'
                        )}
                        <span className="code quiet">{studentNumber}</span>
                      </>
                    ),
                  },
                  { key: 'department', title: '院系', width: 180, render: ({ departmentName }) => departmentName || '--' },
                  { key: 'outcome', title: '结果', render: row => <OutcomeWords {...row} /> },
                  { key: 'now', title: '现在的状态', width: 240, render: ({ label }) => label || '--' },
                ]}
              />
              {rows.length > 0 ? <KeysetPager url={url} next={next} shown={rows.length} /> : null}
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}
