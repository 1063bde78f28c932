import { ThunderboltOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { call, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { quickPreviewQuery } from './work-queries.ts';

interface Props {
  readonly kind: TransferKind;
  readonly onStarted: (jobId: number) => void;
}

/** 快速审核: says first how many it would approve, then does it in the background. */
export function QuickReview({ kind, onStarted }: Props) {
  const { modal, notification } = App.useApp();
  const queryClient = useQueryClient();
  const press = usePress();
  const [busy, setBusy] = useState(false);
  const fail = (error: unknown) =>
    notification.warning({ key: 'quick', duration: 12, title: '快速审核没有开始', description: sentenceFor(error) });

  const start = async (asOf: string) => {
    try {
      const job = await press(asOf, key =>
        call('POST /api/archives/{kind}/quick-reviews', { params: { kind }, body: { asOf }, key }),
      );
      onStarted(job.id);
    } catch (error) {
      fail(error);
    }
  };
  const ask = async () => {
    setBusy(true);
    try {
      const { open, count, over, waiting, asOf } = await queryClient.fetchQuery(quickPreviewQuery(kind));
      if (!open || count === 0) {
        modal.info({
          title: open ? '没有可以快速审核的申请' : '快速审核没有开放',
          content: open
            ? `待您审核的 ${countWords(waiting)} 条申请中，没有转递类型为「转回生源地」且与生源地信息一致的。请逐条审核。`
            : '请联系学校管理员。',
          okText: '知道了',
        });
        return;
      }
      modal.confirm({
        title: `快速审核通过 ${countWords(count)} 条？`,
        width: 480,
        content: (
          <>
            <p>
              待您审核的 {countWords(waiting)} 条申请中，{over ? '超过 ' : ''}
              {countWords(count)} 条的转递类型为「转回生源地」，且提交的档案转递信息与生源地一致。
            </p>
            <p className="quiet">
              只办理这些，其余保持待审核；在后台进行，可以停止。
              {over ? `一次最多 ${countWords(count)} 条，其余可再次快速审核。` : ''}
            </p>
          </>
        ),
        okText: `审核通过（${countWords(count)} 条）`,
        onOk: () => start(asOf),
      });
    } catch (error) {
      fail(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button icon={<ThunderboltOutlined aria-hidden />} loading={busy} onClick={() => void ask()}>
      快速审核
    </Button>
  );
}
