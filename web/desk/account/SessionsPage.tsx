import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { type Answer, call, sentenceFor } from '#web/desk/kit/api/api.ts';
import { type Column, DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { sessionsQuery } from './queries.ts';

type Session = Answer<'GET /api/sessions'>[number];

/** 我的登录会话: where this account is signed in, and an end to each. */
export default function SessionsPage() {
  const sessions = useQuery(sessionsQuery);
  const [busy, setBusy] = useState<string>();
  const { message, modal } = App.useApp();
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
  const endOthers = () =>
    void modal.confirm({
      title: '结束其他全部会话？',
      content: '其他设备立即退出登录，当前会话保留。',
      okText: '结束其他全部会话',
      okButtonProps: { danger: true },
      onOk: async () => {
        try {
          const { ended } = await call('DELETE /api/sessions');
          message.success(ended > 0 ? `已结束其他 ${ended} 个会话` : '没有其他会话');
        } catch (error) {
          message.error(sentenceFor(error));
        } finally {
          void queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
        }
      },
    });
  const columns: readonly Column<Session>[] = [
    {
      key: 'device',
      title: '设备',
      render: ({ device, isThis }) => (
        <span className="session-device">
          {device}
          {isThis ? <StateTag tone="inForce" label="当前会话" /> : null}
        </span>
      ),
    },
    { key: 'network', title: '网络（地址前段）', width: 260, render: session => <Network session={session} /> },
    { key: 'started', title: '登录时间', width: 190, render: session => <Moment at={session.startedAt} exact /> },
    { key: 'seen', title: '最近使用', width: 130, render: session => <Moment at={session.lastSeenAt} /> },
    {
      key: 'act',
      title: '操作',
      width: 90,
      render: session =>
        session.isThis ? null : (
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
      <PageHead title="我的登录会话" note="不认识的会话请立即结束，并修改密码。在新设备上登录时，您会收到消息。">
        <Button danger disabled={!sessions.data?.some(({ isThis }) => !isThis)} onClick={endOthers}>
          结束其他全部会话
        </Button>
        <Link href="/security">账号安全</Link>
      </PageHead>
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

/** Where it is used, and where it was begun if that was elsewhere. */
const Network = ({ session: { lastFrom, begunFrom, sameNetwork, isThis } }: { readonly session: Session }) => (
  <>
    {lastFrom}
    {sameNetwork && !isThis ? <span className="quiet">，与当前设备同一网络</span> : null}
    {begunFrom === lastFrom ? null : <span className="quiet">（登录时 {begunFrom}）</span>}
  </>
);
