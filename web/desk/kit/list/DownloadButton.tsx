import { DownloadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import { type Place, sentenceFor } from '../api/api.ts';
import { saveFile } from '../api/save-file.ts';
import { usePress } from '../api/use-press.ts';
import { countWords } from '../page/count-words.ts';

interface Props {
  /** What the list is narrowed to: exactly this is downloaded. */
  readonly filter: object;
  readonly start: (key: string) => Promise<{ readonly rows: number; readonly job: { readonly id: number } | null }>;
  /** Where the sheet lies when it is short. */
  readonly from: Place;
  readonly onStarted: (jobId: number) => void;
}

/** 下载当前查询数据: at once, or in the background when it is long. */
export function DownloadButton({ filter, start, from, onStarted }: Props) {
  const { message, notification } = App.useApp();
  const press = usePress();
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    try {
      const { rows, job } = await press(JSON.stringify(filter), start);
      if (job) onStarted(job.id);
      else {
        await saveFile(from);
        message.success(`已下载 ${countWords(rows)} 行`);
      }
    } catch (error) {
      notification.warning({ key: 'download', duration: 12, title: '下载没有成功', description: sentenceFor(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button icon={<DownloadOutlined aria-hidden />} loading={busy} onClick={() => void download()}>
      下载当前查询数据
    </Button>
  );
}
