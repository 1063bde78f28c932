import { WarningFilled } from '@ant-design/icons';
import { type ReactNode, useEffect, useState } from 'react';
import { originalNote } from '#web/common/original-note.ts';
import { PictureViewer } from './PictureViewer.tsx';
import { useViewerKeys } from './use-viewer-keys.ts';
import { useWholeWindow } from './use-whole-window.ts';
import { asItIs, type Look, lookedAt, type View } from './view.ts';

export interface ShownFile {
  readonly id: string | number;
  /** What it is. */
  readonly title: string;
  readonly name: string;
  readonly pages: number;
  readonly shown: string;
  readonly original: string;
  /** The pictures are of its pages; the original is only for saving. */
  readonly isPdf?: boolean;
  /** Added to the thumbnail's name, for screen readers. */
  readonly said?: string;
  readonly isEarlier?: boolean;
  readonly isDoubtful?: boolean;
}
interface Props<File extends ShownFile> {
  readonly files: readonly File[];
  /** How many are not there any more. */
  readonly deleted: number;
  /** What is known about the file that is looked at. */
  readonly words: (file: File) => ReactNode;
  /** Beside the heading: about them as a whole. */
  readonly mark?: ReactNode;
}

/** 材料: one file large, beside the form that it proves, and all the others one key away. */
export function FilesViewer<File extends ShownFile>({ files, deleted, words, mark }: Props<File>) {
  const [chosen, setChosen] = useState(0);
  const [isWhole, toggleWhole] = useWholeWindow();
  const [views, setViews] = useState<Readonly<Record<string, View>>>({});
  const at = Math.min(chosen, files.length - 1);
  const file = files[at];

  const go = (by: number) => setChosen(Math.max(0, Math.min(files.length - 1, at + by)));
  // Each picture keeps its zoom and rotation.
  const look = (how: Look) => file && setViews(now => ({ ...now, [file.id]: lookedAt(now[file.id] ?? asItIs, how) }));
  useViewerKeys({ onLook: look, onGo: go, enabled: file !== undefined });
  const after = files[at + 1];
  const ahead = after?.shown;
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
  return (
    <section className="card evidence" aria-label="材料">
      <h2>
        材料 <span className="quiet">{files.length > 1 ? `${at + 1} / ${files.length}` : ''}</span> {mark}
      </h2>
      {gone}
      <ul className="thumbs">
        {files.map(({ id, title, name, said = '', shown, isEarlier, isDoubtful }, index) => (
          <li key={id}>
            <button
              type="button"
              className={isEarlier ? 'thumb thumb-earlier' : 'thumb'}
              aria-current={index === at}
              aria-label={`查看第 ${index + 1} 份：${title}，${name}${said}`}
              onClick={() => setChosen(index)}
            >
              <img src={shown} alt="" loading="lazy" />
              {isDoubtful ? <WarningFilled className="thumb-mark" aria-hidden /> : null}
            </button>
          </li>
        ))}
      </ul>
      <div className="evidence-words">
        {words(file)}
        {file.isPdf ? <p className="note">{originalNote}</p> : null}
        {file.pages > 1 ? <p className="note">共 {file.pages} 页，自上而下依次显示，请向下滚动查看。</p> : null}
      </div>
      <PictureViewer
        key={file.id}
        shown={file.shown}
        original={file.original}
        isPdf={file.isPdf ?? false}
        title={`${file.title}：${file.name}`}
        view={views[file.id] ?? asItIs}
        onLook={look}
        isWhole={isWhole}
        onWhole={toggleWhole}
        {...(at > 0 ? { onPrevious: () => go(-1) } : {})}
        {...(after ? { onNext: () => go(1) } : {})}
        isOne={files.length === 1}
      />
    </section>
  );
}
