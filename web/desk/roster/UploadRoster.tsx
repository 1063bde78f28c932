import { Alert } from 'antd';
import { useState } from 'react';
import { type Answer, sentenceFor } from '../app/api.ts';
import { upload } from '../app/upload.ts';
import { DropField } from '../forms/DropField.tsx';
import { type Sent, UploadProgress } from '../forms/UploadProgress.tsx';

const longest = 64 * 1024 * 1024;

export function UploadRoster({ onUploaded }: { readonly onUploaded: (uploaded: Answer<'POST /api/roster/files'>) => void }) {
  const [sent, setSent] = useState<Sent>();
  const [fault, setFault] = useState<string>();

  const send = async (file: File) => {
    setFault(undefined);
    if (file.size > longest) {
      setFault('文件超过 64 MB。请删除多余的工作表和格式，或分成几个文件上传。');
      return;
    }
    setSent({ name: file.name, sent: 0, total: file.size });
    try {
      onUploaded(
        await upload('POST /api/roster/files', { file, onProgress: (sent, total) => setSent({ name: file.name, sent, total }) }),
      );
    } catch (error) {
      setFault(sentenceFor(error));
    } finally {
      setSent(undefined);
    }
  };
  return (
    <>
      {fault ? <Alert type="error" showIcon title={fault} className="door-alert" role="alert" /> : null}
      <DropField
        label="选择 xlsx 文件，或拖到此处"
        hint="最多 100,000 行，最大 64 MB。上传后先核对表头，再开始导入。"
        accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        disabled={sent !== undefined}
        onFile={file => void send(file)}
      />
      {sent ? <UploadProgress {...sent} /> : null}
    </>
  );
}
