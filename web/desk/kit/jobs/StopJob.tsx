import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { call, sentenceFor } from '../api/api.ts';
import type { Job } from './job-queries.ts';

/** Work that is done piece by piece; a piece that is done stays. */
const keepsDone: readonly string[] = ['cases.batch', 'archives.quick-review', 'archives.import', 'verification.generate-codes'];

/** 停止: what has been decided stays decided. */
export function StopJob({ job }: { readonly job: Job }) {
  const { modal, message } = App.useApp();
  const queryClient = useQueryClient();
  const [sending, setSending] = useState(false);
  const stop = async () => {
    setSending(true);
    try {
      await call('POST /api/jobs/{id}/stop', { params: { id: job.id } });
    } catch (error) {
      message.error(sentenceFor(error));
    } finally {
      setSending(false);
      for (const key of [['job', job.id], ['jobs']]) void queryClient.invalidateQueries({ queryKey: key });
    }
  };
  const ask = () =>
    modal.confirm({
      title: `停止「${job.title}」？`,
      content: keepsDone.includes(job.kind) ? '已办理的不受影响，其余的保持原状。' : '已完成的部分不保留，需要时请重新发起。',
      okText: '停止',
      cancelText: '继续进行',
      onOk: stop,
    });
  return (
    <Button size="small" loading={sending} onClick={() => void ask()} aria-label={`停止${job.title}`}>
      停止
    </Button>
  );
}
