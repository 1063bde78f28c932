import { addressOf } from '#contract/client.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { FileRow } from '#web/phone/kit/files/FileRow.tsx';
import { OriginalPdf } from '#web/phone/kit/files/OriginalPdf.tsx';
import type { TransferFile } from './use-transfer.ts';

/** 图像证明材料, as the guide calls them; a PDF serves as well. */
export const evidenceTitle = '图像证明材料';

interface Of {
  readonly kind: TransferKind;
  readonly graduateId: number;
}
export const fileAddress = ({ kind, graduateId }: Of, { id }: TransferFile, size: 'shown' | 'evidence'): string =>
  addressOf('GET /api/archives/{kind}/files/{graduate}/{file}/{size}', { kind, graduate: graduateId, file: id, size });

interface Props extends Of {
  readonly files: readonly TransferFile[];
  readonly onRemove?: (file: TransferFile) => void;
}

/** Evidence, to be looked at and, before it is handed in, to be taken back. */
export const FileList = ({ files, onRemove, ...of }: Props) => (
  <ul className="file-list">
    {files.map(file => (
      <FileRow
        key={file.id}
        name={file.name}
        shown={file.deleted ? undefined : fileAddress(of, file, 'shown')}
        {...(onRemove && { onRemove: () => onRemove(file) })}
      >
        <p>{file.name}</p>
        <p className="note">
          {onRemove && '已上传，'}
          {file.mediaType === 'application/pdf' ? `PDF，${file.pages} 页` : '图片'}
        </p>
        {file.mediaType === 'application/pdf' && !file.deleted && <OriginalPdf address={fileAddress(of, file, 'evidence')} />}
        {file.deleted && <p className="note">证明材料已按保存期限删除</p>}
      </FileRow>
    ))}
  </ul>
);

export const FilesCard = (props: Omit<Props, 'onRemove'>) =>
  props.files.length > 0 && (
    <section className="card stack" aria-labelledby="files">
      <h2 className="card-title" id="files">
        {evidenceTitle}
      </h2>
      <FileList {...props} />
    </section>
  );
