import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Progress } from 'antd';
import { useEffect, useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { addressOf, call, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { BatchColumns } from './BatchColumns.tsx';
import { BatchRows } from './BatchRows.tsx';
import { type Batch, batchWords } from './batch-columns.tsx';
import { batchesQuery, batchQuery } from './queries.ts';

const back = <Link href="/employer/invite/many">返回批量签约邀请</Link>;

/** One sheet: what was found in it, sending it, and what became of each row. */
export default function BatchPage() {
  const { id = '' } = useParams<{ id: string }>();
  const found = useQuery(batchQuery(Number(id)));
  const queryClient = useQueryClient();
  const state = found.data?.state;
  useEffect(() => {
    if (state === 'checked') return;
    for (const key of ['invitation-batches', 'employer-cases', 'employer-home'])
      void queryClient.invalidateQueries({ queryKey: [key] });
  }, [state, queryClient]);
  return (
    <Loaded query={found} back={back}>
      {batch => (
        <>
          <PageHead title={batch.fileName} note={batchWords[batch.state]}>
            {back}
          </PageHead>
          <Standing batch={batch} />
          <BatchColumns columns={batch.columns} absent={batch.absent} />
          <BatchRows batch={batch} />
        </>
      )}
    </Loaded>
  );
}

function Standing({ batch }: { readonly batch: Batch }) {
  const { ready, faulty, sent, refused } = batch.counts;
  const unsent = faulty + refused;
  const total = ready + sent + refused;
  return (
    <section className="card" aria-live="polite">
      <dl className="numbers">
        {batch.state === 'done' ? null : <Count label={batch.state === 'checked' ? '可以发送' : '等待发送'} count={ready} />}
        {batch.state === 'checked' ? null : <Count label="已发送" count={sent} />}
        {batch.state === 'checked' ? null : <Count label="未能发送" count={refused} isFault />}
        <Count label="填写有误" count={faulty} isFault />
      </dl>
      {batch.state === 'sending' ? (
        <>
          <Progress
            percent={total > 0 ? Math.floor(((sent + refused) / total) * 100) : 0}
            status="active"
            aria-label="发送进度"
          />
          <p className="quiet">可以离开本页，发送在后台继续。</p>
        </>
      ) : null}
      {unsent > 0 && batch.state !== 'sending' ? (
        <p>
          <a href={addressOf('GET /api/employer/invitation-batches/{id}/unsent-rows', { id: batch.id })} download>
            下载{batch.state === 'checked' ? '全部行' : `没有发送的 ${countWords(unsent)} 行`}（含原因）
          </a>
          <span className="quiet">，改正后可直接再次上传。</span>
        </p>
      ) : null}
      {batch.state === 'checked' ? <Send batch={batch} /> : null}
    </section>
  );
}

function Count({
  label,
  count,
  isFault = false,
}: {
  readonly label: string;
  readonly count: number;
  readonly isFault?: boolean;
}) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={isFault && count > 0 ? 'fault' : undefined}>{countWords(count)}</dd>
    </div>
  );
}

/** 发送, asked once more: what has gone out cannot be changed, only recalled. */
function Send({ batch }: { readonly batch: Batch }) {
  const { modal, message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const queryClient = useQueryClient();
  const [, navigate] = useLocation();
  const press = usePress();
  const { id, counts } = batch;

  const change = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      message.warning(sentenceFor(error), 8);
    } finally {
      setBusy(false);
      void queryClient.invalidateQueries({ queryKey: batchQuery(id).queryKey });
      void queryClient.invalidateQueries({ queryKey: batchesQuery.queryKey });
    }
  };
  const send = () =>
    change(() => press(['send', id], key => call('POST /api/employer/invitation-batches/{id}/sending', { params: { id }, key })));
  const discard = () =>
    change(async () => {
      await press(['discard', id], key => call('DELETE /api/employer/invitation-batches/{id}', { params: { id }, key }));
      navigate('/employer/invite/many');
    });
  return (
    <div className="buttons above">
      <Button
        type="primary"
        disabled={counts.ready === 0}
        loading={busy}
        onClick={() =>
          void modal.confirm({
            title: `发送 ${countWords(counts.ready)} 份签约邀请？`,
            content:
              counts.faulty > 0
                ? `填写有误的 ${countWords(counts.faulty)} 行不发送，可下载后改正再上传。发送后不能修改；应约前可以撤回。`
                : '发送后不能修改；应约前可以撤回。',
            okText: '发送',
            onOk: send,
          })
        }
      >
        发送 {countWords(counts.ready)} 份邀请
      </Button>
      <Button onClick={() => void discard()} disabled={busy}>
        不发送，删除
      </Button>
      {counts.ready === 0 ? <span className="quiet">没有可以发送的行，请改正后重新上传。</span> : null}
    </div>
  );
}
