import { useState } from 'react';
import { addressOf, sentenceFor } from '../app/api.ts';
import { upload } from '../app/upload.ts';
import { DropField } from '../forms/DropField.tsx';
import { type Sent, UploadProgress } from '../forms/UploadProgress.tsx';

const longest = 20 * 1024 * 1024;

interface Props {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (fileId: string) => void;
}

/** 营业执照图片: sent as soon as it is chosen; the form keeps the file's number. */
export function LicenceField({ id, value, onChange }: Props) {
  const [sent, setSent] = useState<Sent>();
  const [fault, setFault] = useState<string>();

  const send = async (file: File) => {
    setFault(undefined);
    if (file.size > longest) {
      setFault('图片超过 20 MB，请压缩或重新拍摄后上传。');
      return;
    }
    setSent({ name: file.name, sent: 0, total: file.size });
    try {
      const { fileId } = await upload('POST /api/files', {
        file,
        onProgress: (sent, total) => setSent({ name: file.name, sent, total }),
      });
      onChange?.(fileId);
    } catch (error) {
      setFault(sentenceFor(error));
    } finally {
      setSent(undefined);
    }
  };
  return (
    <>
      <DropField
        name="营业执照（或法人证书）图片"
        id={id}
        label={value ? '重新选择图片，或拖到此处' : '选择图片，或拖到此处'}
        hint="JPEG、PNG、WebP 或 HEIC，最大 20 MB，文字清晰可辨"
        accept="image/jpeg,image/png,image/webp,image/heic,image/heif"
        disabled={sent !== undefined}
        onFile={file => void send(file)}
      />
      {sent ? <UploadProgress {...sent} /> : null}
      {fault ? (
        <p className="fault" role="alert">
          {fault}
        </p>
      ) : null}
      {value && !sent ? (
        <img className="preview" src={addressOf('GET /api/files/{id}', { id: value })} alt="已上传的营业执照（或法人证书）" />
      ) : null}
    </>
  );
}
