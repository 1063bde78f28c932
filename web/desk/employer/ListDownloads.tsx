import { DownloadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import { addressOf, call, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { JobNotice } from '#web/desk/kit/jobs/JobNotice.tsx';
import { signingList } from './employer-lists.ts';
import type { EmployerFilters } from './queries.ts';

interface Props {
  readonly filters: EmployerFilters & { readonly flow: 'online-signing' | 'online-termination' };
}

/** The list as a sheet; of signings also their agreements in one file, which is made in the background. */
export function ListDownloads({ filters }: Props) {
  const { flow, state } = filters;
  const [job, setJob] = useState<number>();
  const [busy, setBusy] = useState(false);
  const { message } = App.useApp();
  const press = usePress();
  const query = new URLSearchParams(Object.entries(filters).flatMap(([key, value]) => (value ? [[key, value]] : [])));

  const pack = async () => {
    setBusy(true);
    try {
      const body = { selection: { flow, ...(state ? { state } : {}) } };
      const started = await press(['agreements', flow, state], key => call('POST /api/agreement-files', { body, key }));
      setJob(started.id);
    } catch (error) {
      message.warning(sentenceFor(error), 8);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <div className="buttons below">
        <a href={`${addressOf('GET /api/employer/cases/file')}?${query}`} download className="button-link">
          <DownloadOutlined aria-hidden /> 下载列表（xlsx）
        </a>
        {flow === signingList.flow ? (
          <Button onClick={() => void pack()} loading={busy}>
            打包下载协议书（zip）
          </Button>
        ) : null}
      </div>
      {job === undefined ? null : <JobNotice key={job} id={job} onClose={() => setJob(undefined)} />}
    </>
  );
}
