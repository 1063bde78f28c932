import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { type Answer, call, sentenceFor } from '#web/desk/kit/api/api.ts';
import { type Column, DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { wishesQuery } from './queries.ts';

type Row = Answer<'GET /api/employer/invitation-wishes'>['rows'][number];

/** 毕业生的邀约请求: graduates who ask this employer to invite them online. */
export default function WishesPage() {
  const wishes = useQuery(wishesQuery);
  const [busy, setBusy] = useState<string>();
  const [, navigate] = useLocation();
  const { notification } = App.useApp();
  const queryClient = useQueryClient();
  const run = async (ref: string, work: () => Promise<void>) => {
    setBusy(ref);
    try {
      await work();
    } catch (error) {
      notification.warning({ title: '没有办理成功', description: sentenceFor(error), duration: 12 });
    } finally {
      setBusy(undefined);
    }
  };
  const invite = (ref: string) =>
    run(ref, async () => {
      const { code } = await call('POST /api/employer/invitation-wishes/{ref}/code', { params: { ref } });
      // In the fragment, as the graduate's QR has it: it reaches no server.
      navigate(`/employer/invite#${code}`);
    });
  const setAside = (ref: string) =>
    run(ref, async () => {
      const left = await call('DELETE /api/employer/invitation-wishes/{ref}', { params: { ref } });
      queryClient.setQueryData(wishesQuery.queryKey, left);
    });
  const columns: readonly Column<Row>[] = [
    { key: 'name', title: '毕业生', render: row => <span className="strong">{row.name}</span> },
    { key: 'school', title: '学校', render: row => `${row.schoolName} ${row.cohort} 届` },
    { key: 'at', title: '请求时间', width: 150, render: row => <Moment at={row.madeAt} /> },
    {
      key: 'acts',
      title: '操作',
      width: 240,
      render: row => (
        <div className="buttons">
          <Button type="primary" loading={busy === row.ref} onClick={() => void invite(row.ref)}>
            发出邀请
          </Button>
          <Button disabled={busy === row.ref} onClick={() => void setAside(row.ref)}>
            暂不邀请
          </Button>
        </div>
      ),
    },
  ];
  return (
    <>
      <PageHead
        title="毕业生的邀约请求"
        note="毕业生请贵单位线上邀请签约。确认录用后发出邀请，无需对方身份证号；30 天未处理的不再显示。"
      />
      <Loaded query={wishes}>
        {({ rows }) => (
          <section className="card flush">
            <DataTable caption="邀约请求" columns={columns} rows={rows} keyOf={row => row.ref} empty={<p>没有邀约请求。</p>} />
          </section>
        )}
      </Loaded>
    </>
  );
}
