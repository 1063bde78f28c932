import { useEffect, useRef, useState } from 'react';
import { RequestRefused } from '#contract/client.ts';
import { fileSize } from '#web/shared/format.ts';
import { type AgentApi, type CaseFile, isDead } from './agent-api.ts';

const most = 8;
const isPdf = (type: string) => type === 'application/pdf';

interface Sheet {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  readonly mediaType: string;
  /** Its own picture, while this page stands; what came earlier has none here. */
  readonly preview?: string | undefined;
  readonly file?: File;
  readonly share?: number;
  readonly problem?: string;
  readonly sent?: CaseFile;
}
const sheetOf = (sent: CaseFile): Sheet => ({ ...sent, sent });

/** How many are there, on their way, and lost on the way. */
export interface Ready {
  readonly files: number;
  readonly busy: number;
  readonly failed: number;
}

interface Props {
  readonly api: AgentApi;
  readonly initial: readonly CaseFile[];
  readonly onChange: (ready: Ready) => void;
  readonly onDead: () => void;
}

/** 1–8 pictures or a PDF: each goes up as soon as it is chosen, and what got lost on the way can be sent again. */
export function AgentFiles({ api, initial, onChange, onDead }: Props) {
  const [sheets, setSheets] = useState<readonly Sheet[]>(() => initial.map(sheetOf));
  const [fault, setFault] = useState<string>();
  const nextId = useRef(-1);
  const change = (id: number, to: Partial<Sheet>) =>
    setSheets(list => list.map(one => (one.id === id ? { ...one, ...to } : one)));
  useEffect(() => {
    const files = sheets.filter(({ sent }) => sent).length;
    const failed = sheets.filter(({ problem }) => problem).length;
    onChange({ files, failed, busy: sheets.length - files - failed });
  }, [sheets, onChange]);

  const send = async (id: number, file: File) => {
    setSheets(list => list.map(({ problem, ...one }) => (one.id !== id && problem ? { ...one, problem } : one)));
    change(id, { share: 0 });
    try {
      const sent = await api.upload(file, share => change(id, { share }));
      change(id, { id: sent.id, sent, bytes: sent.bytes });
    } catch (error) {
      if (isDead(error)) onDead();
      else
        change(id, {
          problem: error instanceof RequestRefused || error instanceof Error ? error.message : '上传没有成功，请重试。',
        });
    }
  };
  const add = (chosen: FileList | null) => {
    const files = Array.from(chosen ?? []);
    setFault(undefined);
    if (files.length + sheets.length > most) {
      setFault(`最多 ${most} 份，请移除多余的，或合并为一个 PDF 后上传。`);
      return;
    }
    for (const file of files) {
      const id = nextId.current;
      nextId.current -= 1;
      const preview = file.type.startsWith('image/') && !/hei[cf]/.test(file.type) ? URL.createObjectURL(file) : undefined;
      setSheets(list => [...list, { id, name: file.name, bytes: file.size, mediaType: file.type, preview, file, share: 0 }]);
      void send(id, file);
    }
  };
  const remove = async ({ id, sent, preview }: Sheet) => {
    setFault(undefined);
    try {
      if (sent) await api.remove(id);
      if (preview) URL.revokeObjectURL(preview);
      setSheets(list => list.filter(one => one.id !== id));
    } catch (error) {
      if (isDead(error)) onDead();
      else setFault(error instanceof Error ? error.message : '没有移除成功，请重试。');
    }
  };
  const pick = (word: string, camera: boolean) => (
    <label className="button agent-pick">
      {word}
      <input
        type="file"
        className="unseen"
        accept={camera ? 'image/*' : 'image/*,application/pdf,.heic'}
        {...(camera ? { capture: 'environment' as const } : { multiple: true })}
        onChange={event => {
          add(event.currentTarget.files);
          event.currentTarget.value = '';
        }}
      />
    </label>
  );

  return (
    <>
      <p>按页码顺序上传全部页面，1–{most} 张图片或一个 PDF。请平铺拍摄，四角完整、文字和公章清晰。</p>
      {sheets.length > 0 && (
        <ul className="agent-files">
          {sheets.map((sheet, at) => (
            <SheetRow
              key={sheet.id}
              sheet={sheet}
              number={at + 1}
              onRemove={() => void remove(sheet)}
              onRetry={() => sheet.file && void send(sheet.id, sheet.file)}
            />
          ))}
        </ul>
      )}
      {sheets.some(({ sent }) => sent?.checks.some(({ tone }) => tone !== 'inForce')) && (
        <p className="note">识别结果供参考，不影响提交。未识别到二维码或印章、图像较模糊的，建议重新拍摄，以免审核时退回。</p>
      )}
      {sheets.length < most && (
        <div className="agent-picks">
          {pick('拍照', true)}
          {pick('选择文件', false)}
        </div>
      )}
      <p className="fault" role="alert">
        {fault}
      </p>
    </>
  );
}

interface RowProps {
  readonly sheet: Sheet;
  readonly number: number;
  readonly onRemove: () => void;
  readonly onRetry: () => void;
}

function SheetRow({ sheet, number, onRemove, onRetry }: RowProps) {
  const { name, bytes, mediaType, preview, share = 0, problem, sent } = sheet;
  return (
    <li className="agent-file">
      {preview ? (
        <img src={preview} alt={`第 ${number} 份的预览`} />
      ) : (
        <span className="agent-kind" aria-hidden="true">
          {isPdf(mediaType) ? 'PDF' : '图片'}
        </span>
      )}
      <div className="agent-words">
        <p>
          {number}. {name}
        </p>
        {problem ? (
          <p className="fault" role="alert">
            {problem}
          </p>
        ) : sent ? (
          <p className="note">
            已上传，{fileSize(bytes)}
            {sent.pages > 1 && `，${sent.pages} 页`}
          </p>
        ) : (
          <>
            <progress value={share} aria-label={`正在上传第 ${number} 份`} />
            <p className="note">{share < 1 ? `正在上传 ${Math.floor(share * 100)}%` : '已传完，正在检查…'}</p>
          </>
        )}
        {sent?.checks.map(({ label, tone }) => (
          <span key={label} className={`tag tone-${tone}`}>
            {label}
          </span>
        ))}
      </div>
      <div className="agent-acts">
        {problem && (
          <button type="button" className="button button-small" onClick={onRetry}>
            重试
          </button>
        )}
        {(sent || problem) && (
          <button type="button" className="button button-small" aria-label={`移除第 ${number} 份：${name}`} onClick={onRemove}>
            移除
          </button>
        )}
      </div>
    </li>
  );
}
