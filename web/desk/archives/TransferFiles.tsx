import type { TransferKind } from '#domain/transfers/kinds.ts';
import { addressOf } from '#web/desk/kit/api/api.ts';
import { FilesViewer } from '#web/desk/kit/viewer/FilesViewer.tsx';
import type { RequestDetail } from './data/queries.ts';

interface Props {
  readonly kind: TransferKind;
  readonly graduateId: number;
  readonly files: RequestDetail['files'];
}

/** 证明材料 of a request, or of the request that a record came from. */
export function TransferFiles({ kind, graduateId, files }: Props) {
  const kept = files.filter(({ deleted }) => !deleted);
  const address = (file: string, size: 'shown' | 'evidence') =>
    addressOf('GET /api/archives/{kind}/files/{graduate}/{file}/{size}', { kind, graduate: graduateId, file, size });
  return (
    <FilesViewer
      files={kept.map(({ id, name, pages, mediaType }) => ({
        ...{ id, name, pages, title: '证明材料' },
        shown: address(id, 'shown'),
        original: address(id, 'evidence'),
        isPdf: mediaType === 'application/pdf',
      }))}
      deleted={files.length - kept.length}
      words={({ title, name, pages }) => (
        <p>
          <strong>{title}</strong>{' '}
          <span className="quiet">
            {name}
            {pages > 1 ? `，${pages} 页` : ''}
          </span>
        </p>
      )}
    />
  );
}
