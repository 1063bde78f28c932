import type { Answer } from '#web/desk/kit/api/api.ts';
import { sheetTypes } from '#web/desk/kit/forms/accepted.ts';
import { SendField } from '#web/desk/kit/forms/SendField.tsx';

const largest = {
  bytes: 64 * 1024 * 1024,
  sentence: '文件超过 64 MB。请删除多余的工作表和格式，或分成几个文件上传。',
} as const;

export function UploadRoster({ onUploaded }: { readonly onUploaded: (uploaded: Answer<'POST /api/roster/files'>) => void }) {
  return (
    <SendField
      to="POST /api/roster/files"
      onTaken={onUploaded}
      largest={largest}
      label="选择 xlsx 文件，或拖到此处"
      hint="最多 100,000 行，最大 64 MB。上传后先核对表头，再开始导入。"
      accept={sheetTypes}
    />
  );
}
