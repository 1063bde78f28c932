import { licenceLeastSide } from '#domain/rules/file-limits.ts';
import { pictureTypes } from '#web/desk/kit/forms/accepted.ts';
import { FormFileField } from '#web/desk/kit/forms/FormFileField.tsx';
import { licencePages } from '#web/desk/kit/viewer/licence-pages.ts';

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
    hint={`JPEG、PNG、WebP、HEIC 图片（短边不少于 ${licenceLeastSide} 像素）或 PDF，最大 20 MB（PDF 为 5 MB），文字清晰可辨`}
    accept={`${pictureTypes},application/pdf`}
  >
    <img className="preview" src={licencePages(field.value ?? '')} alt="已上传的营业执照（或法人证书）" />
  </FormFileField>
);
