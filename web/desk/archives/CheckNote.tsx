import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { call, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { changedQueries, type RecordDetail, recordQuery } from './data/queries.ts';

interface Props {
  readonly kind: TransferKind;
  readonly page: RecordDetail;
  readonly note: string;
}

/** 来自已解除去向，请核对: somebody looks, and says that it is right. */
export function CheckNote({ kind, page, note }: Props) {
  const { graduateId, name, record } = page;
  const { message, notification } = App.useApp();
  const queryClient = useQueryClient();
  const press = usePress();
  const [sending, setSending] = useState(false);
  const confirm = async () => {
    setSending(true);
    try {
      const { version } = record;
      const after = await press({ graduateId, version }, key =>
        call('POST /api/archives/{kind}/records/{graduate}/checks', {
          params: { kind, graduate: graduateId },
          body: { version },
          key,
        }),
      );
      queryClient.setQueryData(recordQuery(kind, graduateId).queryKey, after);
      for (const key of changedQueries) void queryClient.invalidateQueries({ queryKey: [key] });
      message.success(`${name}：已核对`);
    } catch (error) {
      notification.warning({ title: `${name}：没有办理成功`, description: sentenceFor(error), duration: 12 });
      void queryClient.invalidateQueries({ queryKey: recordQuery(kind, graduateId).queryKey });
    } finally {
      setSending(false);
    }
  };
  return (
    <Alert
      type="warning"
      showIcon
      className="door-alert"
      title={note}
      description="原来的去向已经解除或作废，登记的内容保留。内容仍然正确的，点「核对无误」；有变化的，点「修改信息」。"
      action={
        <Button loading={sending} onClick={() => void confirm()}>
          核对无误
        </Button>
      }
    />
  );
}
