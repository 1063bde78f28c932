import { useQuery } from '@tanstack/react-query';
import { Progress } from 'antd';
import { Link, useLocation } from 'wouter';
import { importsQuery } from '../app/queries.ts';
import { may, useMe } from '../app/session.ts';
import { type Column, DataTable } from '../pieces/DataTable.tsx';
import { KeysetPager } from '../pieces/KeysetPager.tsx';
import { Loaded } from '../pieces/Loaded.tsx';
import { Moment } from '../pieces/Moment.tsx';
import { PageHead } from '../pieces/PageHead.tsx';
import { StateTag } from '../pieces/StateTag.tsx';
import { TableSkeleton } from '../pieces/skeletons.tsx';
import { useListAddress } from '../pieces/use-list-address.ts';
import { ImportRuns } from '../roster/ImportRuns.tsx';
import { JobResult } from './JobResult.tsx';
import { isOpen, type Job, jobsQuery } from './job-queries.ts';
import { jobTones, outcomeWords, percentOf, progressWords } from './job-words.ts';
import { StopJob } from './StopJob.tsx';

/** 任务: one's own, or those of the whole school. Long work that was started and goes on by itself. */
export default function JobsPage() {
  const [location] = useLocation();
  const isSchool = location.startsWith('/registry/');
  return <Jobs key={location} whose={isSchool ? 'school' : 'mine'} />;
}

function Jobs({ whose }: { readonly whose: 'mine' | 'school' }) {
  const me = useMe();
  const address = useListAddress();
  const found = useQuery(jobsQuery(whose, address.cursor));
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
            {jobs.length > 0 ? <KeysetPager address={address} next={next} shown={jobs.length} /> : null}
          </div>
        )}
      </Loaded>
      {ofSchool && may(me, 'roster.manage') ? <Imports /> : null}
    </>
  );
}

/** The roster's own long work, with the way to where it is started. */
function Imports() {
  const imports = useQuery(importsQuery);
  if (!imports.data?.runs.length) return null;
  return (
    <>
      <ImportRuns runs={imports.data.runs} />
      <p className="quiet">
        在<Link href="/registry/roster">学生名单</Link>中上传名单、查看正在进行的导入。
      </p>
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
