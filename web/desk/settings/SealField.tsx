import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sealBytesAtMost } from '#domain/rules/file-limits.ts';
import { addressOf, sentenceFor } from '../app/api.ts';
import { sealQuery } from '../app/queries.ts';
import { upload } from '../app/upload.ts';
import { DropField } from '../forms/DropField.tsx';
import { type Sent, UploadProgress } from '../forms/UploadProgress.tsx';
import { Loaded } from '../pieces/Loaded.tsx';
import { Moment } from '../pieces/Moment.tsx';

/** 学校印章: sent as soon as it is chosen, and from then on the one that counts. */
export function SealField() {
  const seal = useQuery(sealQuery);
  const queryClient = useQueryClient();
  const [sent, setSent] = useState<Sent>();
  const [fault, setFault] = useState<string>();

  const send = async (file: File) => {
    setFault(undefined);
    if (file.size > sealBytesAtMost) {
      setFault('图片超过 2 MB，请裁去印章以外的部分，或缩小后上传。');
      return;
    }
    setSent({ name: file.name, sent: 0, total: file.size });
    try {
      const onProgress = (done: number, total: number) => setSent({ name: file.name, sent: done, total });
      queryClient.setQueryData(sealQuery.queryKey, await upload('POST /api/school/seal', { file, onProgress }));
    } catch (error) {
      setFault(sentenceFor(error));
    } finally {
      setSent(undefined);
    }
  };
  return (
    <div className="seal-field">
      <Loaded query={seal}>
        {({ seal: present }) => (
          <>
            <DropField
              name="学校印章图片"
              label={present ? '更换印章图片，或拖到此处' : '选择印章图片，或拖到此处'}
              hint="PNG 或 JPEG，最大 2 MB，只含印章本身，白底或透明底；印在协议书上约 40 毫米"
              accept="image/png,image/jpeg"
              disabled={sent !== undefined}
              onFile={file => void send(file)}
            />
            {sent ? <UploadProgress {...sent} /> : null}
            {fault ? (
              <p className="fault" role="alert">
                {fault}
              </p>
            ) : null}
            {present && !sent ? (
              <figure>
                <img src={addressOf('GET /api/school/seals/{id}', { id: present.id })} alt="现在使用的学校印章" />
                <figcaption className="quiet">
                  现在使用的印章，
                  <Moment at={present.uploadedAt} exact /> 上传
                </figcaption>
              </figure>
            ) : null}
          </>
        )}
      </Loaded>
    </div>
  );
}
