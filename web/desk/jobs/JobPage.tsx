import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'wouter';
import { employerCasePath } from '#web/desk/employer/index.tsx';
import { type Answer, addressOf } from '#web/desk/kit/api/api.ts';
import { JobNotice } from '#web/desk/kit/jobs/JobNotice.tsx';
import { type Job, jobCasesQuery, jobQuery } from '#web/desk/kit/jobs/job-queries.ts';
import { OutcomeSelect, OutcomeWords, outcomeIn } from '#web/desk/kit/jobs/outcomes.tsx';
import { type Column, DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { KeysetPager } from '#web/desk/kit/list/KeysetPager.tsx';
import { useListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { TableSkeleton } from '#web/desk/kit/page/skeletons.tsx';
import { useMe } from '#web/desk/kit/session/session.ts';
import { casePath } from '#web/desk/review/index.tsx';

type Row = Answer<'GET /api/jobs/{id}/cases'>['rows'][number];

/** One job: its numbers, and what became of each case. */
export default function JobPage() {
  const { id = '' } = useParams<{ id: string }>();
  const found = useQuery(jobQuery(Number(id)));
  return (
    <Loaded query={found} back={<Link href="/jobs">返回我的任务</Link>}>
      {job => <Outcomes key={job.id} job={job} />}
    </Loaded>
  );
}

function Outcomes({ job }: { readonly job: Job }) {
  const url = useListUrl();
  const cases = useQuery({
    ...jobCasesQuery(job.id, outcomeIn(url.params), url.cursor),
    refetchInterval: job.finishedAt === null ? 1_000 : false,
    enabled: job.hasCases,
  });
  const columns = useColumns();
  return (
    <>
      <PageHead title={job.title} note={`由${job.startedBy}发起`}>
        <Link href="/jobs">返回我的任务</Link>
      </PageHead>
      <JobNotice id={job.id} />
      {job.hasCases ? (
        <>
          <search className="filters">
            <OutcomeSelect url={url} counts={cases.data?.counts} />
            {job.failures > 0 ? (
              <a href={addressOf('GET /api/jobs/{id}/failures', { id: job.id })} download className="button-link">
                <DownloadOutlined aria-hidden /> 下载未办理的 {countWords(job.failures)} 条（含原因）
              </a>
            ) : null}
          </search>
          <Loaded query={cases} skeleton={<TableSkeleton />}>
            {({ rows, next }) => (
              <div className="card flush">
                <DataTable
                  caption="逐条结果"
                  columns={columns}
                  rows={rows}
                  keyOf={row => row.row}
                  busy={cases.isPlaceholderData}
                  empty={<p>没有这种结果的记录。</p>}
                />
                {rows.length > 0 ? <KeysetPager url={url} next={next} shown={rows.length} /> : null}
              </div>
            )}
          </Loaded>
        </>
      ) : null}
    </>
  );
}

function useColumns(): readonly Column<Row>[] {
  const me = useMe();
  const pathOf = ({ flow, ref }: Row): string | undefined =>
    flow === null ? undefined : me.employer ? employerCasePath({ flow, ref }) : casePath({ flow, ref });
  return [
    { key: 'row', title: '序号', width: 60, numeric: true, render: ({ row }) => row },
    {
      key: 'graduate',
      title: '毕业生 / 学号',
      width: 170,
      render: row => {
        const path = pathOf(row);
        return (
          <>
            {path ? (
              <Link href={path} className="strong two-lines" title={row.graduateName}>
                {row.graduateName}
              </Link>
            ) : (
              <span className="code">{row.ref}</span>
            )}
            <span className="code quiet">{row.studentNumber}</span>
          </>
        );
      },
    },
    { key: 'department', title: '院系', width: 160, render: row => row.departmentName || '--' },
    {
      key: 'employer',
      title: '单位、院校或去向',
      render: row => (
        <span className="two-lines" title={row.employerName}>
          {row.employerName || '--'}
        </span>
      ),
    },
    {
      key: 'outcome',
      title: '结果',
      width: 300,
      render: row => <OutcomeWords outcome={row.outcome} sentence={row.sentence} />,
    },
    {
      key: 'now',
      title: '当前状态',
      width: 220,
      render: row => (row.tone ? <StateTag tone={row.tone} label={row.label} /> : '--'),
    },
  ];
}
