import { useQuery, useQueryClient } from '@tanstack/react-query';
import { sealBytesAtMost } from '#domain/rules/file-limits.ts';
import { addressOf } from '#web/desk/kit/api/api.ts';
import { SendField } from '#web/desk/kit/forms/SendField.tsx';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { sealQuery } from './queries.ts';

const largest = { bytes: sealBytesAtMost, sentence: '图片超过 2 MB，请裁去印章以外的部分，或缩小后上传。' } as const;

/** 学校印章: sent as soon as it is chosen, and from then on the one that counts. */
export function SealField() {
  const seal = useQuery(sealQuery);
  const queryClient = useQueryClient();
  return (
    <div className="seal-field">
      <Loaded query={seal}>
        {({ seal: present }) => (
          <SendField
            to="POST /api/school/seal"
            onTaken={taken => queryClient.setQueryData(sealQuery.queryKey, taken)}
            largest={largest}
            name="学校印章图片"
            label={present ? '更换印章图片，或拖到此处' : '选择印章图片，或拖到此处'}
            hint="PNG 或 JPEG，最大 2 MB，只含印章本身，白底或透明底；印在协议书上约 40 毫米"
            accept="image/png,image/jpeg"
          >
            {present ? (
              <figure>
                <img src={addressOf('GET /api/school/seals/{id}', { id: present.id })} alt="现在使用的学校印章" />
                <figcaption className="quiet">
                  现在使用的印章，
                  <Moment at={present.uploadedAt} exact /> 上传
                </figcaption>
              </figure>
            ) : null}
          </SendField>
        )}
      </Loaded>
    </div>
  );
}
