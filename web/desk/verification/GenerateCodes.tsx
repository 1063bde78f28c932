import { NumberOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { dayInWords } from '#domain/dates.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { call, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { previewQuery, type TransfersQuery } from './data/queries.ts';
import { GenerationCounts } from './GenerationCounts.tsx';

interface Props {
  readonly kind: TransferKind;
  readonly filter: TransfersQuery;
  readonly onStarted: (jobId: number) => void;
}

/** 批量生成/重新生成转递编号: says first what it would do with the list as it is narrowed, then does it in the background. */
export function GenerateCodes({ kind, filter, onStarted }: Props) {
  const { modal, notification } = App.useApp();
  const queryClient = useQueryClient();
  const press = usePress();
  const [busy, setBusy] = useState(false);
  const fail = (error: unknown) =>
    notification.warning({ key: 'generate', duration: 12, title: '生成没有开始', description: sentenceFor(error) });

  const start = async () => {
    try {
      const job = await press(JSON.stringify(filter), key =>
        call('POST /api/verification/{kind}/generations', { params: { kind }, body: filter, key }),
      );
      onStarted(job.id);
    } catch (error) {
      fail(error);
    }
  };
  const ask = async () => {
    setBusy(true);
    try {
      const { counts, obstacle, lastDay } = await queryClient.fetchQuery(previewQuery(kind, filter));
      const toDo = counts.added + counts.renewed;
      if (obstacle || toDo + counts.kept === 0) {
        modal.info({
          title: obstacle ? '不能生成转递编号' : '没有可以生成转递编号的毕业生',
          content: obstacle?.sentence ?? <GenerationCounts counts={counts} />,
          okText: '知道了',
        });
        return;
      }
      modal.confirm({
        title: toDo > 0 ? `为 ${countWords(toDo)} 名毕业生生成转递编号？` : '转递编号都是最新的，要再核对一遍吗？',
        width: 520,
        content: (
          <>
            <GenerationCounts counts={counts} />
            <p className="quiet">
              对象是当前查询结果。有效的编号保持不变；在后台进行，可以停止，已生成的保留。
              {lastDay ? `核验服务至${dayInWords(lastDay)}。` : ''}
            </p>
          </>
        ),
        okText: toDo > 0 ? `生成（${countWords(toDo)} 个）` : '核对一遍',
        onOk: start,
      });
    } catch (error) {
      fail(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button type="primary" icon={<NumberOutlined aria-hidden />} loading={busy} onClick={() => void ask()}>
      批量生成/重新生成转递编号
    </Button>
  );
}
