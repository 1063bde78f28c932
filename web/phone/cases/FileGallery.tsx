import { addressOf } from '#contract/client.ts';
import type { CaseFile, CasePage } from '#contract/routes/cases.ts';
import { fileTitle } from '#web/common/file-titles.ts';
import { exactTime } from '#web/common/format.ts';
import { FileRow } from '#web/phone/kit/files/FileRow.tsx';
import { OriginalPdf } from '#web/phone/kit/files/OriginalPdf.tsx';

/** What has been uploaded, to be looked at. */
export function FileGallery({ page, files }: { readonly page: CasePage; readonly files: CasePage['files'] }) {
  if (files.length === 0) return null;
  const address = (file: CaseFile, size: 'shown' | 'evidence') =>
    addressOf('GET /api/cases/{ref}/files/{id}/{size}', { ref: page.ref, id: file.id, size });
  return (
    <section className="card stack" aria-labelledby="files">
      <h2 className="card-title" id="files">
        已上传的材料
      </h2>
      <ul className="file-list">
        {files.map(file => (
          <FileRow
            key={file.id}
            name={file.name}
            what={file.kind ?? fileTitle(file)}
            shown={file.deleted ? undefined : address(file, 'shown')}
          >
            <p>{file.kind ?? fileTitle(file)}</p>
            <p className="note">{file.name}</p>
            {file.mediaType === 'application/pdf' && !file.deleted && <OriginalPdf address={address(file, 'evidence')} />}
            {file.deleted && <p className="note">证明材料已按保存期限删除</p>}
            <p className="note">
              {file.uploadedBy}，{exactTime(file.at)}
              {file.earlier && '，以前提交的'}
            </p>
          </FileRow>
        ))}
      </ul>
    </section>
  );
}
