import { addressOf } from '#contract/client.ts';
import type { CaseFile, CasePage } from '#contract/routes/cases.ts';
import { exactTime } from '#web/shared/format.ts';

const titles: Readonly<Record<CaseFile['purpose'], string>> = {
  evidence: '证明材料',
  scan: '协议书图像',
  letter: '解约函',
  help: '协助材料',
  change: '变更申请的佐证材料',
};

/** What has been uploaded, to be looked at. */
export function FileGallery({ page, files }: { readonly page: CasePage; readonly files: readonly CaseFile[] }) {
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
          <li key={file.id} className="file">
            {!file.deleted && (
              <a
                href={address(file, file.mediaType === 'application/pdf' ? 'evidence' : 'shown')}
                target="_blank"
                rel="noreferrer"
              >
                <img src={address(file, 'shown')} alt={`${titles[file.purpose]}：${file.name}`} loading="lazy" />
              </a>
            )}
            <div className="file-words">
              <p>{titles[file.purpose]}</p>
              <p className="note">{file.name}</p>
              {file.deleted && <p className="note">证明材料已按保存期限删除</p>}
              <p className="note">
                {file.uploadedBy}，{exactTime(file.at)}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
