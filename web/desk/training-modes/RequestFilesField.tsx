import { Button } from 'antd';
import { filesAtMost } from '#domain/rules/file-limits.ts';
import { SendField } from '#web/desk/kit/forms/SendField.tsx';

export interface KeptFile {
  readonly fileId: string;
  readonly name: string;
}
interface Props {
  readonly files: readonly KeptFile[];
  readonly onChange: (files: readonly KeptFile[]) => void;
  readonly onBusy: (busy: boolean) => void;
}

/** Evidence of a request, uploaded one by one; handed in with the form. */
export function RequestFilesField({ files, onChange, onBusy }: Props) {
  return (
    <>
      <SendField
        to="POST /api/training-mode-files"
        onTaken={({ fileId, name }) => onChange([...files, { fileId, name }])}
        onBusy={onBusy}
        name="佐证材料"
        label="选择文件，或拖到此处"
        hint="定向、委培协议或单位来函等；图片或 PDF，最大 20 MB，最多 8 份"
        accept="image/*,.pdf,.heic"
        disabled={files.length >= filesAtMost}
      />
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
