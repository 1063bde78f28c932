import { Button } from 'antd';
import { useState } from 'react';
import { sentenceFor } from '../app/api.ts';
import { upload } from '../app/upload.ts';
import { DropField } from '../forms/DropField.tsx';
import { type Sent, UploadProgress } from '../forms/UploadProgress.tsx';

export interface KeptFile {
  readonly fileId: string;
  readonly name: string;
}
interface Props {
  readonly files: readonly KeptFile[];
  readonly onChange: (files: readonly KeptFile[]) => void;
}
const most = 8;

/** Evidence of a request, uploaded one by one; handed in with the form. */
export function RequestFilesField({ files, onChange }: Props) {
  const [sent, setSent] = useState<Sent>();
  const [fault, setFault] = useState<string>();

  const send = async (file: File) => {
    setFault(undefined);
    setSent({ name: file.name, sent: 0, total: file.size });
    try {
      const { fileId, name } = await upload('POST /api/training-mode-files', {
        file,
        onProgress: (sent, total) => setSent({ name: file.name, sent, total }),
      });
      onChange([...files, { fileId, name }]);
    } catch (error) {
      setFault(sentenceFor(error));
    } finally {
      setSent(undefined);
    }
  };
  return (
    <>
      <DropField
        name="佐证材料"
        label="选择文件，或拖到此处"
        hint="定向、委培协议或单位来函等；图片或 PDF，最大 20 MB，最多 8 份"
        accept="image/*,.pdf,.heic"
        disabled={sent !== undefined || files.length >= most}
        onFile={file => void send(file)}
      />
      {sent ? <UploadProgress {...sent} /> : null}
      <p className="fault" role="alert">
        {fault}
      </p>
      <ul>
        {files.map(({ fileId, name }) => (
          <li key={fileId} className="buttons">
            <span className="wrap">{name}</span>
            <Button
              size="small"
              aria-label={`移除${name}`}
              onClick={() => onChange(files.filter(file => file.fileId !== fileId))}
            >
              移除
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
