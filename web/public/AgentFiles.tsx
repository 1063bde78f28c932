import { useEffect, useState } from 'react';
import { filesAtMost } from '#domain/rules/file-limits.ts';
import { fileSize } from '#web/common/format.ts';
import { PickFiles } from '#web/common/upload/PickFiles.tsx';
import { SendingList, useSendings } from '#web/common/upload/SendingList.tsx';
import { sendFile } from '#web/common/upload/send-file.ts';
import { choose } from '#web/common/upload/sendings.ts';
import { type AgentApi, type CaseFile, isDead } from './agent-api.ts';

const slot = 'agent';

/** How many files have arrived, are being sent, have failed. */
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

/** 1–8 pictures or a PDF: preview, progress, removal; an interrupted upload is resumed. */
export function AgentFiles({ api, initial, onChange, onDead }: Props) {
  const [files, setFiles] = useState(initial);
  const [fault, setFault] = useState<string>();
  const sending = useSendings(slot);
  const failed = sending.filter(({ state }) => state === 'failed').length;
  const busy = sending.length - failed;
  useEffect(() => {
    onChange({ files: files.length, failed, busy });
  }, [files, failed, busy, onChange]);
  const room = filesAtMost - files.length - sending.length;

  const failure = (error: unknown): boolean => {
    if (isDead(error)) onDead();
    return isDead(error);
  };
  const add = (chosen: readonly File[]) => {
    setFault(chosen.length > room ? `最多 ${filesAtMost} 份，已选入前 ${room} 份；页数多的请合并为一个 PDF。` : undefined);
    for (const file of chosen.slice(0, room))
      choose({
        slot,
        file,
        send: delivery => sendFile({ door: api.door, ...delivery }),
        onTaken: taken => setFiles(list => [...list, taken]),
        onFailed: failure,
      });
  };
  const remove = async ({ id }: CaseFile) => {
    setFault(undefined);
    try {
      await api.remove(id);
      setFiles(list => list.filter(one => one.id !== id));
    } catch (error) {
      if (!failure(error)) setFault(error instanceof Error ? error.message : '没有移除成功，请重试。');
    }
  };
  return (
    <>
      <p>按页码顺序上传全部页面，1–{filesAtMost} 张图片或一个 PDF。请平铺拍摄，四角完整、文字和公章清晰。</p>
      {files.length > 0 && (
        <ul className="agent-files">
          {files.map((file, at) => (
            <TakenFile key={file.id} api={api} file={file} number={at + 1} onRemove={() => void remove(file)} />
          ))}
        </ul>
      )}
      {files.some(({ checks }) => checks.some(({ tone }) => tone !== 'inForce')) && (
        <p className="note">识别结果供参考，不影响提交。未识别到二维码或印章、图像较模糊的，建议重新拍摄，以免审核时退回。</p>
      )}
      <SendingList slot={slot} />
      {room > 0 && <PickFiles label="协议书图像" onFiles={add} />}
      <p className="fault" role="alert">
        {fault}
      </p>
    </>
  );
}

interface TakenProps {
  readonly api: AgentApi;
  readonly file: CaseFile;
  readonly number: number;
  readonly onRemove: () => void;
}

function TakenFile({ api, file, number, onRemove }: TakenProps) {
  const { id, name, bytes, pages, checks } = file;
  const preview = usePicture(api, id);
  return (
    <li className="agent-file">
      {preview ? (
        <a href={preview} target="_blank" rel="noreferrer">
          <img src={preview} alt={`第 ${number} 份：${name}`} />
        </a>
      ) : (
        <span className="agent-kind" aria-hidden="true">
          图片
        </span>
      )}
      <div className="agent-words">
        <p>
          {number}. {name}
        </p>
        <p className="note">
          已上传，{fileSize(bytes)}
          {pages > 1 && `，${pages} 页`}
        </p>
        {checks.map(({ label, tone }) => (
          <span key={label} className={`tag tone-${tone}`}>
            {label}
          </span>
        ))}
      </div>
      <button type="button" className="button button-small" aria-label={`移除第 ${number} 份：${name}`} onClick={onRemove}>
        移除
      </button>
    </li>
  );
}

/** By fetch: the URL of a picture would have to carry the token. */
function usePicture(api: AgentApi, id: number): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    let gone = false;
    api.picture(id).then(
      picture => {
        if (gone) return;
        made = URL.createObjectURL(picture);
        setAddress(made);
      },
      // The file's name is beside it; only the picture is missing.
      () => undefined,
    );
    return () => {
      gone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [api, id]);
  return address;
}
