import { DownloadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import { placeOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { saveFile } from '#web/desk/kit/api/save-file.ts';
import type { LogFilters } from './queries.ts';

/** The log as it is narrowed on the screen, as a sheet. */
export function LogDownload({ filters: { cursor: _, ...filters } }: { readonly filters: LogFilters }) {
  const [saving, setSaving] = useState(false);
  const { message } = App.useApp();
  const download = async () => {
    setSaving(true);
    try {
      await saveFile(placeOf('GET /api/audit-events/sheet', {}, filters));
    } catch (error) {
      message.warning(sentenceFor(error), 8);
    } finally {
      setSaving(false);
    }
  };
  return (
    <Button icon={<DownloadOutlined aria-hidden />} loading={saving} onClick={() => void download()}>
      下载（xlsx）
    </Button>
  );
}
