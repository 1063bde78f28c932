import { DownloadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { Call } from '#contract/client.ts';
import { addressOf, call, sentenceFor } from '#web/desk/kit/api/api.ts';
import { saveFile } from '#web/desk/kit/api/save-file.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';

interface Props {
  /** What the list is narrowed to: exactly this is downloaded. */
  readonly filter: Call<'POST /api/roster/exports'>['body'];
  readonly onStarted: (jobId: number) => void;
}

/** The list of graduates as a sheet: at once, or in the background when it is long. */
export function RosterDownload({ filter, onStarted }: Props) {
  const { message, notification } = App.useApp();
  const press = usePress();
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    try {
      const { rows, job } = await press(JSON.stringify(filter), key => call('POST /api/roster/exports', { body: filter, key }));
      if (job) onStarted(job.id);
      else {
        await saveFile(addressOf('GET /api/roster/exports/file', {}, filter));
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
