import { addressOf } from '#web/desk/kit/api/api.ts';
import { pictureTypes } from '#web/desk/kit/forms/accepted.ts';
import { FormFileField } from '#web/desk/kit/forms/FormFileField.tsx';

interface Props {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (fileId: string | null) => void;
  readonly onBusy: (busy: boolean) => void;
}

/** 营业执照图片. */
export const LicenceField = (field: Props) => (
  <FormFileField
    {...field}
    name="营业执照（或法人证书）图片"
    what="图片"
    hint="JPEG、PNG、WebP 或 HEIC，最大 20 MB，文字清晰可辨"
    accept={pictureTypes}
  >
    <img
      className="preview"
      src={addressOf('GET /api/files/{id}', { id: field.value ?? '' })}
      alt="已上传的营业执照（或法人证书）"
    />
  </FormFileField>
);
