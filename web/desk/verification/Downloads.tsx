import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { formWords } from '#domain/verification/form.ts';
import { call, placeOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { saveFile } from '#web/desk/kit/api/save-file.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import type { TransfersQuery } from './data/queries.ts';

interface Props {
  readonly kind: TransferKind;
  readonly filter: TransfersQuery;
  readonly onStarted: (jobId: number) => void;
}

/** 批量下载: the list as a sheet, or its forms on paper. */
export function Downloads({ kind, filter, onStarted }: Props) {
  const { message, notification } = App.useApp();
  const press = usePress();
  const [busy, setBusy] = useState(false);
  const { form } = formWords[kind];

  const sheet = async () => {
    const { rows, job } = await press(`sheet ${JSON.stringify(filter)}`, key =>
      call('POST /api/verification/{kind}/transfer-exports', { params: { kind }, body: filter, key }),
    );
    if (job) return onStarted(job.id);
    await saveFile(placeOf('GET /api/verification/{kind}/transfer-exports/file', { kind }, filter));
    message.success(`已下载 ${countWords(rows)} 行`);
  };
  const forms = async (as: 'pdf' | 'zip') => {
    const job = await press(`${as} ${JSON.stringify(filter)}`, key =>
      call('POST /api/verification/{kind}/form-files', { params: { kind }, body: { ...filter, as }, key }),
    );
    onStarted(job.id);
  };
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      notification.warning({ key: 'download', duration: 12, title: '下载没有成功', description: sentenceFor(error) });
    } finally {
      setBusy(false);
    }
  };
  const items = [
    { key: 'sheet', label: '转递信息（xlsx）', onClick: () => void run(sheet) },
    { key: 'pdf', label: `${form}（合成一个 PDF）`, onClick: () => void run(() => forms('pdf')) },
    { key: 'zip', label: `${form}（每人一份，zip）`, onClick: () => void run(() => forms('zip')) },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button icon={<DownloadOutlined aria-hidden />} loading={busy}>
        批量下载
      </Button>
    </Dropdown>
  );
}
