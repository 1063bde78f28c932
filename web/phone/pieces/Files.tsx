import { useId, useState } from 'react';
import { addressOf, RequestRefused } from '#contract/client.ts';
import type { CaseFile } from '#contract/routes/cases.ts';
import { call } from '#web/shared/client.ts';
import { fileSize } from '#web/shared/format.ts';
import { shrinkPicture, uploadFile } from '#web/shared/upload-file.ts';

interface Sending {
  readonly id: number;
  readonly file: File;
  readonly share: number;
  readonly problem?: string;
}
interface Props {
  readonly caseRef: string;
  readonly purpose: CaseFile['purpose'];
  readonly item: number;
  readonly label: string;
  readonly files: readonly CaseFile[];
  readonly fault?: string | undefined;
  /** Of several kinds in a row the first alone says what a file may be. */
  readonly isFirst?: boolean;
  readonly onChanged: () => void;
}
const most = 8;

/** Pictures or a PDF of one kind: camera and files alike, with preview, progress, and another try for what got lost on the way. */
export function Files({ caseRef, purpose, item, label, files, fault, isFirst = true, onChanged }: Props) {
  const id = useId();
  const [sending, setSending] = useState<readonly Sending[]>([]);
  const [problem, setProblem] = useState<string>();
  const update = (which: number, change: Partial<Sending>) =>
    setSending(list => list.map(one => (one.id === which ? { ...one, ...change } : one)));

  const send = async (which: number, file: File) => {
    update(which, { share: 0 });
    try {
      const address = addressOf('POST /api/cases/{ref}/files/{purpose}/{item}', { ref: caseRef, purpose, item });
      const content = await shrinkPicture(file);
      await uploadFile({ address, content, name: file.name, onProgress: share => update(which, { share }) });
      setSending(list => list.filter(one => one.id !== which));
      onChanged();
    } catch (error) {
      update(which, {
        problem: error instanceof RequestRefused || error instanceof Error ? error.message : '上传没有成功，请重试。',
      });
    }
  };
  const add = (chosen: FileList | null) => {
    for (const file of Array.from(chosen ?? []).slice(0, most - files.length)) {
      const which = Date.now() + Math.random();
      setSending(list => [...list, { id: which, file, share: 0 }]);
      void send(which, file);
    }
  };
  const remove = async (file: CaseFile) => {
    setProblem(undefined);
    try {
      await call('DELETE /api/cases/{ref}/files/{id}', { params: { ref: caseRef, id: file.id } });
      onChanged();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : '没有移除成功，请重试。');
    }
  };
  const input = (word: string, capture: boolean) => (
    <label className="button button-small file-pick">
      {word}
      <input
        type="file"
        className="unseen"
        aria-label={`${label}：${word}`}
        accept={capture ? 'image/*' : 'image/*,application/pdf,.heic'}
        {...(capture ? { capture: 'environment' as const } : { multiple: true })}
        aria-invalid={fault !== undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
        onChange={event => {
          add(event.currentTarget.files);
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
  return (
    <fieldset className="field">
      <legend>{label}</legend>
      <ul className="file-list">
        {files.map(file => (
          <li key={file.id} className="file">
            <a
              href={addressOf('GET /api/cases/{ref}/files/{id}/{size}', { ref: caseRef, id: file.id, size: 'shown' })}
              target="_blank"
              rel="noreferrer"
            >
              <img
                src={addressOf('GET /api/cases/{ref}/files/{id}/{size}', { ref: caseRef, id: file.id, size: 'shown' })}
                alt={file.name}
                loading="lazy"
              />
            </a>
            <div className="file-words">
              <p>{file.name}</p>
              <p className="note">
                {fileSize(file.bytes)}
                {file.pages > 1 && `，${file.pages} 页`}
              </p>
              {file.checks.map(check => (
                <p key={check.label} className={`note tone-text-${check.tone}`}>
                  {check.label}
                </p>
              ))}
            </div>
            <button
              type="button"
              className="button button-small"
              aria-label={`移除${file.name}`}
              onClick={() => void remove(file)}
            >
              移除
            </button>
          </li>
        ))}
        {sending.map(one => (
          <li key={one.id} className="file">
            <div className="file-words">
              <p>{one.file.name}</p>
              {one.problem ? (
                <p className="fault">{one.problem}</p>
              ) : (
                <progress value={one.share} aria-label={`正在上传${one.file.name}`} />
              )}
            </div>
            {one.problem && (
              <div className="stack-close">
                <button
                  type="button"
                  className="button button-small"
                  onClick={() => {
                    setSending(list => list.map(({ problem: _, ...rest }) => rest));
                    void send(one.id, one.file);
                  }}
                >
                  重试
                </button>
                <button
                  type="button"
                  className="button button-small"
                  onClick={() => setSending(list => list.filter(({ id: which }) => which !== one.id))}
                >
                  不要了
                </button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {files.length + sending.length < most && (
        <div className="bar-buttons">
          {input('拍照', true)}
          {input('选择文件', false)}
        </div>
      )}
      {isFirst && <p className="note">图片或 PDF，最多 {most} 份，每份不超过 20 MB；请保证清晰完整。</p>}
      {(fault ?? problem) && (
        <p className="fault" id={`${id}-fault`}>
          {fault ?? problem}
        </p>
      )}
    </fieldset>
  );
}
