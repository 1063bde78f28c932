import { useQuery } from '@tanstack/react-query';
import { Progress } from 'antd';
import { Suspense } from 'react';
import { Link, useLocation } from 'wouter';
import { JobResult } from '#web/desk/kit/jobs/JobResult.tsx';
import { isOpen, type Job, jobsQuery } from '#web/desk/kit/jobs/job-queries.ts';
import { jobTones, outcomeWords, percentOf, progressWords } from '#web/desk/kit/jobs/job-words.ts';
import { StopJob } from '#web/desk/kit/jobs/StopJob.tsx';
import { type Column, DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { KeysetPager } from '#web/desk/kit/list/KeysetPager.tsx';
import { useListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { TableSkeleton } from '#web/desk/kit/page/skeletons.tsx';
import { may, useMe } from '#web/desk/kit/session/session.ts';
import { RecentImports } from '#web/desk/roster/index.tsx';

/** 任务: one's own, or those of the whole school. Long work that was started and goes on by itself. */
export default function JobsPage() {
  const [location] = useLocation();
  const isSchool = location.startsWith('/registry/');
  return <Jobs key={location} whose={isSchool ? 'school' : 'mine'} />;
}

function Jobs({ whose }: { readonly whose: 'mine' | 'school' }) {
  const me = useMe();
  const url = useListUrl();
  const found = useQuery(jobsQuery(whose, url.cursor));
  const ofSchool = whose === 'school';
  return (
    <>
      <PageHead
        title={ofSchool ? '任务' : '我的任务'}
        note="下载、批量审核等在后台进行的任务。结果保留一天，可以多次下载；逐条结果保留七天。"
      />
      <Loaded query={found} skeleton={<TableSkeleton />}>
        {({ jobs, next }) => (
          <div className="card flush">
            <DataTable
              caption={ofSchool ? '全校的任务' : '我的任务'}
              columns={ofSchool ? [what, by, ...rest] : [what, ...rest]}
              rows={jobs}
              keyOf={job => job.id}
              busy={found.isPlaceholderData}
              empty={<p>还没有任务。在名单中下载超过 2,000 行的数据或批量审核后，可以在这里查看进度和结果。</p>}
            />
            {jobs.length > 0 ? <KeysetPager url={url} next={next} shown={jobs.length} /> : null}
          </div>
        )}
      </Loaded>
      {ofSchool && may(me, 'roster.manage') ? (
        <Suspense>
          <RecentImports />
        </Suspense>
      ) : null}
    </>
  );
}

const what: Column<Job> = {
  key: 'what',
  title: '任务',
  render: job => (job.hasCases ? <Link href={`/jobs/${job.id}`}>{job.title}</Link> : job.title),
};
const by: Column<Job> = { key: 'by', title: '发起人', width: 130, render: job => job.startedBy || '--' };
const rest: readonly Column<Job>[] = [
  { key: 'state', title: '状态', width: 120, render: job => <StateTag tone={jobTones[job.state]} label={job.stateLabel} /> },
  {
    key: 'progress',
    title: '进度与结果',
    width: 320,
    render: job =>
      isOpen(job) ? (
        <>
          <Progress size="small" percent={percentOf(job) ?? 0} status="active" aria-label={`${job.title}的进度`} />
          <span className="quiet">{progressWords(job)}</span>
        </>
      ) : (
        <span className={job.failures > 0 || job.state === 'failed' ? 'fault' : undefined}>{job.why ?? outcomeWords(job)}</span>
      ),
  },
  { key: 'at', title: '发起时间', width: 110, render: job => <Moment at={job.createdAt} /> },
  {
    key: 'act',
    title: '操作',
    width: 170,
    render: job =>
      isOpen(job) ? (
        <StopJob job={job} />
      ) : job.result || job.resultGone || !job.hasCases ? (
        <JobResult job={job} />
      ) : (
        <Link href={`/jobs/${job.id}`} className="button-link" aria-label={`查看${job.title}的逐条结果`}>
          逐条结果
        </Link>
      ),
  },
];
