import { fileBytesAtMost } from '#domain/rules/file-limits.ts';
import { addressOf } from '../app/api.ts';
import { pictureTypes } from '../forms/accepted.ts';
import { SendField } from '../forms/SendField.tsx';

const largest = { bytes: fileBytesAtMost, sentence: '图片超过 20 MB，请压缩或重新拍摄后上传。' } as const;

interface Props {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (fileId: string) => void;
  readonly onBusy: (busy: boolean) => void;
}

/** 营业执照图片: sent as soon as it is chosen; the form keeps the file's number. */
export function LicenceField({ id, value, onChange, onBusy }: Props) {
  return (
    <SendField
      to="POST /api/files"
      onTaken={({ fileId }) => onChange?.(fileId)}
      onBusy={onBusy}
      largest={largest}
      id={id}
      name="营业执照（或法人证书）图片"
      label={value ? '重新选择图片，或拖到此处' : '选择图片，或拖到此处'}
      hint="JPEG、PNG、WebP 或 HEIC，最大 20 MB，文字清晰可辨"
      accept={pictureTypes}
    >
      {value ? (
        <img className="preview" src={addressOf('GET /api/files/{id}', { id: value })} alt="已上传的营业执照（或法人证书）" />
      ) : null}
    </SendField>
  );
}
