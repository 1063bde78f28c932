import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { type Answer, call, sentenceFor } from '#web/desk/kit/api/api.ts';
import { type Column, DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { sessionsQuery } from './queries.ts';

type Session = Answer<'GET /api/sessions'>[number];

/** 我的登录会话: where this account is signed in, and an end to each. */
export default function SessionsPage() {
  const sessions = useQuery(sessionsQuery);
  const [busy, setBusy] = useState<string>();
  const { message } = App.useApp();
  const queryClient = useQueryClient();

  const end = async (id: string) => {
    setBusy(id);
    try {
      await call('DELETE /api/sessions/{id}', { params: { id } });
      message.success('该会话已结束');
    } catch (error) {
      message.error(sentenceFor(error));
    } finally {
      setBusy(undefined);
      void queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    }
  };
  const columns: readonly Column<Session>[] = [
    { key: 'device', title: '设备', render: session => session.device },
    { key: 'started', title: '登录时间', width: 220, render: session => <Moment at={session.startedAt} exact /> },
    { key: 'seen', title: '最近使用', width: 160, render: session => <Moment at={session.lastSeenAt} /> },
    {
      key: 'act',
      title: '操作',
      width: 120,
      render: session =>
        session.isThis ? (
          '当前会话'
        ) : (
          <Button
            danger
            size="small"
            loading={busy === session.id}
            onClick={() => void end(session.id)}
            aria-label={`结束会话：${session.device}`}
          >
            结束
          </Button>
        ),
    },
  ];
  return (
    <>
      <PageHead title="我的登录会话" note="不认识的会话请立即结束。" />
      <Loaded query={sessions}>
        {rows => (
          <div className="card flush">
            <DataTable caption="登录会话" columns={columns} rows={rows} keyOf={session => session.id} empty={<p>没有会话。</p>} />
          </div>
        )}
      </Loaded>
    </>
  );
}
