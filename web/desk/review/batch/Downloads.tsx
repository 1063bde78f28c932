import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Dropdown, type MenuProps } from 'antd';
import { useState } from 'react';
import type { ExportKey } from '#contract/parts/export-columns.ts';
import type { FlowName } from '#domain/flows/all.ts';
import { call, placeOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { saveFile } from '#web/desk/kit/api/save-file.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import type { DeskQuery } from '../lists/list-filters.ts';
import { DownloadModal } from './DownloadModal.tsx';
import { batchOptionsQuery } from './use-batch.tsx';

interface Props {
  readonly flow: FlowName | undefined;
  /** What the list shows: exactly this is downloaded. */
  readonly filter: DeskQuery;
  readonly sort: NonNullable<DeskQuery['sort']>;
  readonly onStarted: (jobId: number) => void;
}
type What = 'current' | 'returned';
const titles: Readonly<Record<What, string>> = { current: '下载当前查询数据', returned: '导出退回修改学生名单' };
/** The flows whose agreement the system makes. */
const withAgreements: readonly (FlowName | undefined)[] = ['online-signing', 'offline-signing'];

/** 下载当前查询数据, 导出退回修改学生名单, all agreements in one file: small ones at once, large ones in the background. */
export function Downloads({ flow, filter, sort, onStarted }: Props) {
  const options = useQuery(batchOptionsQuery(flow));
  const { message, notification } = App.useApp();
  const press = usePress();
  const [choosing, setChoosing] = useState(false);
  const [busy, setBusy] = useState(false);

  const run = async (title: string, work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      notification.warning({ key: 'download', duration: 12, title: `${title}没有成功`, description: sentenceFor(error) });
    } finally {
      setBusy(false);
    }
  };
  const download = (what: What, columns?: readonly ExportKey[]) =>
    run(titles[what], async () => {
      const body = { what, ...filter, sort, ...(columns ? { columns: columns.join(',') } : {}) };
      const { rows, job } = await press(JSON.stringify(body), key => call('POST /api/desk/exports', { body, key }));
      setChoosing(false);
      if (job) onStarted(job.id);
      else {
        await saveFile(placeOf('GET /api/desk/exports/file', {}, body));
        message.success(`已下载 ${countWords(rows)} 行`);
      }
    });
  const packAgreements = () =>
    run('打包下载协议书', async () => {
      const body = { selection: { filter: { ...filter } } };
      const job = await press(JSON.stringify(body), key => call('POST /api/agreement-files', { body, key }));
      onStarted(job.id);
    });
  const canReturn = options.data?.actions.some(({ action }) => action === 'return') ?? false;
  const menu: MenuProps = {
    items: [
      { key: 'current', label: `${titles.current}…`, onClick: () => setChoosing(true) },
      ...(canReturn ? [{ key: 'returned', label: titles.returned, onClick: () => void download('returned') }] : []),
      ...(withAgreements.includes(flow)
        ? [{ key: 'agreements', label: '打包下载当前查询的协议书（zip）', onClick: () => void packAgreements() }]
        : []),
    ],
  };
  return (
    <>
      <Dropdown menu={menu} trigger={['click']}>
        <Button icon={<DownloadOutlined aria-hidden />} loading={busy}>
          下载
        </Button>
      </Dropdown>
      <DownloadModal
        open={choosing}
        busy={busy}
        onCancel={() => setChoosing(false)}
        onDownload={keys => download('current', keys)}
      />
    </>
  );
}
