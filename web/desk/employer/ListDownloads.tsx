import { DownloadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { call, placeOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { saveFile } from '#web/desk/kit/api/save-file.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { JobNotice } from '#web/desk/kit/jobs/JobNotice.tsx';
import { signingList } from './employer-lists.ts';
import type { EmployerFilters } from './queries.ts';

interface Props {
  readonly filters: EmployerFilters & { readonly flow: 'online-signing' | 'online-termination' };
  /** What stands between the buttons and the list; it may start a file of chosen cases. */
  readonly children: (pack: (refs: readonly string[]) => void) => ReactNode;
}

/** The list as a sheet; of signings also their agreements in one file, which is made in the background. */
export function ListDownloads({ filters, children }: Props) {
  const { flow, state } = filters;
  const [job, setJob] = useState<number>();
  const [busy, setBusy] = useState(false);
  const [saving, setSaving] = useState(false);
  const { message } = App.useApp();
  const press = usePress();

  const download = async () => {
    setSaving(true);
    try {
      await saveFile(placeOf('GET /api/employer/cases/file', {}, filters));
    } catch (error) {
      message.warning(sentenceFor(error), 8);
    } finally {
      setSaving(false);
    }
  };
  const pack = async (refs?: readonly string[]) => {
    setBusy(true);
    try {
      const body = { selection: refs ? { refs: [...refs] } : { flow, ...(state ? { state } : {}) } };
      const started = await press(['agreements', body], key => call('POST /api/agreement-files', { body, key }));
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
        <Button icon={<DownloadOutlined aria-hidden />} loading={saving} onClick={() => void download()}>
          下载列表（xlsx）
        </Button>
        {flow === signingList.flow ? (
          <Button onClick={() => void pack()} loading={busy}>
            打包下载协议书（zip）
          </Button>
        ) : null}
      </div>
      {children(refs => void pack(refs))}
      {job === undefined ? null : <JobNotice key={job} id={job} onClose={() => setJob(undefined)} />}
    </>
  );
}
