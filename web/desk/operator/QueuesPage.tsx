import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { type Answer, call, sentenceFor } from '#web/desk/kit/api/api.ts';
import { type Column, DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { queuesQuery } from './queries.ts';

type Queues = Answer<'GET /api/queues'>;
type Task = Queues['tasks'][number];
type Failing = Queues['failing'][number];
type Scan = Queues['virusScan'];

const taskColumns: readonly Column<Task>[] = [
  { key: 'title', title: '任务', render: task => task.title },
  { key: 'waiting', title: '等待', width: 100, numeric: true, render: task => countWords(task.waiting) },
  {
    key: 'failing',
    title: '失败',
    width: 100,
    numeric: true,
    render: task => <span className={task.failing > 0 ? 'fault strong' : undefined}>{countWords(task.failing)}</span>,
  },
  { key: 'oldest', title: '最早的等待', width: 160, render: task => (task.oldest ? <Moment at={task.oldest} /> : '--') },
];

/** 任务队列: what waits, what failed, and another try. */
export default function QueuesPage() {
  const queues = useQuery(queuesQuery);
  return (
    <>
      <PageHead title="任务队列" note="每 5 秒自动刷新。" />
      <Loaded query={queues}>
        {({ tasks, failing, unknownDeliveries, virusScan, failedLinks }) => (
          <>
            {unknownDeliveries > 0 ? (
              <Alert
                type="warning"
                showIcon
                className="door-alert"
                title={`${countWords(unknownDeliveries)} 条消息发出后没有得到对方答复，不自动重发，以免重复打扰。`}
              />
            ) : null}
            {failedLinks > 0 ? (
              <Alert
                type="warning"
                showIcon
                className="door-alert"
                title={`${countWords(failedLinks)} 条请单位协助回传的短信没有送达或结果不明，毕业生已收到提示，可以重新发送或转发链接。`}
              />
            ) : null}
            <section className="card flush">
              <h2 className="inside">各类任务</h2>
              <DataTable
                caption="各类任务"
                columns={taskColumns}
                rows={tasks}
                keyOf={task => task.task}
                empty={<p>没有任务。</p>}
              />
            </section>
            <FailingJobs jobs={failing} />
            <VirusScan {...virusScan} />
          </>
        )}
      </Loaded>
    </>
  );
}

function FailingJobs({ jobs }: { readonly jobs: readonly Failing[] }) {
  const [busy, setBusy] = useState<number>();
  const { message } = App.useApp();
  const queryClient = useQueryClient();

  const retry = async (id: number) => {
    setBusy(id);
    try {
      await call('POST /api/queues/jobs/{id}/retry', { params: { id } });
      message.success('已重新排队');
    } catch (error) {
      message.error(sentenceFor(error), 8);
    } finally {
      setBusy(undefined);
      void queryClient.invalidateQueries({ queryKey: queuesQuery.queryKey });
    }
  };
  const columns: readonly Column<Failing>[] = [
    { key: 'title', title: '任务', width: 180, render: job => job.title },
    { key: 'error', title: '失败原因', render: job => <span className="wrap">{job.error}</span> },
    {
      key: 'attempts',
      title: '已试',
      width: 150,
      render: job => `${job.attempts} 次${job.final ? '，不再自动重试' : '，稍后自动重试'}`,
    },
    { key: 'at', title: '时间', width: 120, render: job => <Moment at={job.at} /> },
    {
      key: 'act',
      title: '操作',
      width: 90,
      render: job => (
        <Button size="small" loading={busy === job.id} onClick={() => void retry(job.id)} aria-label={`重试${job.title}`}>
          重试
        </Button>
      ),
    },
  ];
  return (
    <section className="card flush">
      <h2 className="inside">失败的任务</h2>
      <DataTable caption="失败的任务" columns={columns} rows={jobs} keyOf={job => job.id} empty={<p>没有失败的任务。</p>} />
    </section>
  );
}

const scanWords: Readonly<Record<Scan['state'], { readonly type: 'info' | 'success' | 'error'; readonly title: string }>> = {
  off: { type: 'info', title: '未启用：上传的文件不做病毒扫描。部署方设置 CLAMD 后启用。' },
  on: { type: 'success', title: '已启用：每个上传的文件先经扫描，再接收。' },
  away: { type: 'error', title: '扫描服务没有应答：在它恢复之前，不接收任何上传的文件。' },
};
const foundColumns: readonly Column<Scan['found'][number]>[] = [
  { key: 'at', title: '时间', width: 160, render: ({ at }) => <Moment at={at} /> },
  { key: 'school', title: '学校', render: ({ schoolName }) => schoolName ?? '--' },
  { key: 'signature', title: '病毒名称', render: ({ signature }) => <span className="wrap">{signature}</span> },
];

/** 病毒扫描: whether there is one, and what it refused. */
function VirusScan({ state, version, found }: Scan) {
  const { type, title } = scanWords[state];
  return (
    <section className="card flush">
      <h2 className="inside">病毒扫描</h2>
      <div className="inside">
        <Alert type={type} showIcon title={title} description={version || undefined} />
      </div>
      {state === 'off' && found.length === 0 ? null : (
        <DataTable
          caption="病毒扫描拒收的文件"
          columns={foundColumns}
          rows={found}
          keyOf={({ at, signature }) => `${at} ${signature}`}
          empty={<p>没有拒收过文件。</p>}
        />
      )}
    </section>
  );
}
