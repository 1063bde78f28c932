import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Progress } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { Link } from 'wouter';
import { sentenceFor } from '../api/api.ts';
import { JobResult } from './JobResult.tsx';
import { isOpen, jobQuery } from './job-queries.ts';
import { outcomeWords, percentOf, progressWords } from './job-words.ts';
import { StopJob } from './StopJob.tsx';

interface Props {
  readonly id: number;
  /** First words of further query keys that the job makes stale; the same list on every call. */
  readonly makesStale?: readonly string[];
  /** The page of its rows, where it is not the job's own. */
  readonly rowsPath?: string;
  /** What came of it, beside what every job says. */
  readonly children?: ReactNode;
  /** Left out on the page of the job itself. */
  readonly onClose?: () => void;
}

const nothing: readonly string[] = [];

/** A job on the page that started it: progress, then outcome. It goes on when the page is left, and 我的任务 lists it. */
export function JobNotice({ id, makesStale = nothing, rowsPath, children, onClose }: Props) {
  const queryClient = useQueryClient();
  const { data: job, error } = useQuery(jobQuery(id));
  const isOver = job !== undefined && !isOpen(job);
  useEffect(() => {
    if (!isOver) return;
    for (const key of ['desk-home', 'desk-cases', 'jobs', ...makesStale]) void queryClient.invalidateQueries({ queryKey: [key] });
  }, [isOver, makesStale, queryClient]);
  if (!job) return error ? <Alert type="warning" showIcon className="job-notice" title={sentenceFor(error)} /> : null;
  const hasFailures = job.failures > 0;
  return (
    <section className="card job-notice" aria-live="polite" aria-label={job.title}>
      <p className="strong">
        {job.title}：{job.stateLabel}
      </p>
      {isOver ? (
        <p className={hasFailures || job.state === 'failed' ? 'fault' : undefined}>{job.why ?? outcomeWords(job)}</p>
      ) : (
        <>
          <Progress percent={percentOf(job) ?? 0} status="active" aria-label={`${job.title}的进度`} />
          <p>
            {progressWords(job)}
            <span className="quiet">；可以离开本页，在「我的任务」中查看。</span>
          </p>
        </>
      )}
      {children}
      <div className="buttons">
        {isOpen(job) ? <StopJob job={job} /> : null}
        <JobResult job={job} />
        {(job.hasCases || rowsPath) && isOver && onClose ? (
          <Link href={rowsPath ?? `/jobs/${id}`}>{hasFailures ? '查看未办理的原因' : '查看逐条结果'}</Link>
        ) : null}
        {isOver && onClose ? (
          <Button size="small" type="text" onClick={onClose}>
            关闭
          </Button>
        ) : null}
      </div>
    </section>
  );
}
