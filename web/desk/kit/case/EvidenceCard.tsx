import type { ReactNode } from 'react';
import type { CaseFile, CasePage } from '#contract/routes/cases.ts';
import { fileSize } from '#web/common/format.ts';
import { addressOf } from '../api/api.ts';
import { Moment } from '../page/Moment.tsx';
import { StateTag } from '../page/StateTag.tsx';
import { FilesViewer } from '../viewer/FilesViewer.tsx';
import { titleOf } from './file-words.ts';

type Shown = Pick<CasePage, 'ref' | 'destinationType'> & { readonly files: readonly CaseFile[] };

/** The checks of the picture found something that a reviewer should look at. */
const isDoubtful = ({ checks, earlier }: CaseFile): boolean => !earlier && checks.some(({ tone }) => tone !== 'inForce');

interface Props {
  readonly page: Shown;
  readonly mark?: ReactNode;
  /** What was uploaded after this moment is new to the reader. */
  readonly newSince?: string | undefined;
}
/** 证明材料 of a case, with what was read from each. */
export function EvidenceCard({ page, mark, newSince }: Props) {
  const isNew = ({ at, earlier }: CaseFile) => newSince !== undefined && !earlier && at > newSince;
  const kept = page.files.filter(({ deleted }) => !deleted);
  const address = (id: number, size: 'shown' | 'evidence') =>
    addressOf('GET /api/cases/{ref}/files/{id}/{size}', { ref: page.ref, id, size });
  const files = kept.map(file => ({
    ...file,
    title: titleOf(page, file),
    shown: address(file.id, 'shown'),
    original: address(file.id, 'evidence'),
    isPdf: file.mediaType === 'application/pdf',
    said: `${file.earlier ? '，以前提交的' : ''}${isNew(file) ? '，新上传' : ''}${isDoubtful(file) ? '，识别结果请留意' : ''}`,
    isEarlier: file.earlier,
    isDoubtful: isDoubtful(file),
  }));
  return (
    <FilesViewer
      files={files}
      deleted={page.files.length - kept.length}
      mark={mark}
      words={file => (
        <>
          <p>
            <strong>{file.title}</strong> {file.earlier ? <span className="earlier-mark">以前提交的</span> : null}{' '}
            {isNew(file) ? <span className="earlier-mark">新上传</span> : null}{' '}
            <span className="quiet">
              {file.name}，{fileSize(file.bytes)}
              {file.pages > 1 ? `，${file.pages} 页` : ''}
            </span>
          </p>
          <p className="quiet">
            {file.uploadedBy}，<Moment at={file.at} exact />
            {file.submitted ? '' : '，尚未提交'}
          </p>
          {file.checks.length > 0 ? (
            <ul className="checks" aria-label="图像识别结果，供审核参考">
              {file.checks.map(({ label, tone }) => (
                <li key={label}>
                  <StateTag tone={tone} label={label} />
                </li>
              ))}
            </ul>
          ) : null}
        </>
      )}
    />
  );
}
