import { WarningFilled } from '@ant-design/icons';
import { useEffect, useState } from 'react';
import type { CaseFile, CasePage } from '#contract/routes/cases.ts';
import { fileSize } from '#web/common/format.ts';
import { addressOf } from '../api/api.ts';
import { Moment } from '../page/Moment.tsx';
import { StateTag } from '../page/StateTag.tsx';
import { PictureViewer } from '../viewer/PictureViewer.tsx';
import { useViewerKeys } from '../viewer/use-viewer-keys.ts';
import { asItIs, type Look, lookedAt, type View } from '../viewer/view.ts';
import { titleOf } from './file-words.ts';

type Shown = Pick<CasePage, 'ref' | 'destinationType' | 'files'>;
const addressIn = (page: Shown) => (file: CaseFile, size: 'shown' | 'evidence') =>
  addressOf('GET /api/cases/{ref}/files/{id}/{size}', { ref: page.ref, id: file.id, size });

/** The checks of the picture found something that a reviewer should look at. */
const isDoubtful = ({ checks, earlier }: CaseFile): boolean => !earlier && checks.some(({ tone }) => tone !== 'inForce');

/** 证明材料: the picture large beside the form that it proves, what was read from it, and all the others one key away. */
export function EvidenceCard({ page }: { readonly page: Shown }) {
  const files = page.files.filter(({ deleted }) => !deleted);
  const deleted = page.files.length - files.length;
  const [chosen, setChosen] = useState(0);
  const [views, setViews] = useState<Readonly<Record<number, View>>>({});
  const at = Math.min(chosen, files.length - 1);
  const file = files[at];
  const address = addressIn(page);

  const go = (by: number) => setChosen(Math.max(0, Math.min(files.length - 1, at + by)));
  // Each picture keeps its zoom and rotation.
  const look = (how: Look) => file && setViews(now => ({ ...now, [file.id]: lookedAt(now[file.id] ?? asItIs, how) }));
  useViewerKeys({ onLook: look, onGo: go, enabled: file !== undefined });
  const after = files[at + 1];
  const ahead = after && address(after, 'shown');
  // The next picture is loaded ahead.
  useEffect(() => {
    if (ahead) new Image().src = ahead;
  }, [ahead]);

  const gone = deleted > 0 ? <p className="note">证明材料已按保存期限删除，共 {deleted} 份。</p> : null;
  if (!file)
    return gone ? (
      <section className="card" aria-label="材料">
        <h2>材料</h2>
        {gone}
      </section>
    ) : null;
  const title = titleOf(page, file);
  return (
    <section className="card evidence" aria-label="材料">
      <h2>
        材料 <span className="quiet">{files.length > 1 ? `${at + 1} / ${files.length}` : ''}</span>
      </h2>
      {gone}
      <ul className="thumbs">
        {files.map((one, index) => (
          <li key={one.id}>
            <button
              type="button"
              className={one.earlier ? 'thumb thumb-earlier' : 'thumb'}
              aria-current={index === at}
              aria-label={`查看第 ${index + 1} 份：${titleOf(page, one)}，${one.name}${one.earlier ? '，以前提交的' : ''}${isDoubtful(one) ? '，识别结果请留意' : ''}`}
              onClick={() => setChosen(index)}
            >
              <img src={address(one, 'shown')} alt="" loading="lazy" />
              {isDoubtful(one) ? <WarningFilled className="thumb-mark" aria-hidden /> : null}
            </button>
          </li>
        ))}
      </ul>
      <div className="evidence-words">
        <p>
          <strong>{title}</strong> {file.earlier ? <span className="earlier-mark">以前提交的</span> : null}{' '}
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
        {file.pages > 1 ? <p className="note">共 {file.pages} 页，自上而下依次显示，请向下滚动查看。</p> : null}
      </div>
      <PictureViewer
        key={file.id}
        shown={address(file, 'shown')}
        original={address(file, 'evidence')}
        title={`${title}：${file.name}`}
        view={views[file.id] ?? asItIs}
        onLook={look}
        {...(at > 0 ? { onPrevious: () => go(-1) } : {})}
        {...(after ? { onNext: () => go(1) } : {})}
        isOne={files.length === 1}
      />
    </section>
  );
}
