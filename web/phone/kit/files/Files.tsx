import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import { addressOf } from '#contract/client.ts';
import type { CaseFile } from '#contract/routes/cases.ts';
import { filesAtMost } from '#domain/rules/file-limits.ts';
import { call } from '#web/common/client.ts';
import { exactTime, fileSize } from '#web/common/format.ts';
import { caseDoor } from '#web/common/upload/case-door.ts';
import { PickFiles } from '#web/common/upload/PickFiles.tsx';
import { SendingList, useSendings } from '#web/common/upload/SendingList.tsx';
import { sendFile } from '#web/common/upload/send-file.ts';
import { choose } from '#web/common/upload/sendings.ts';
import { FileRow } from './FileRow.tsx';
import { type FilesProps, slotOf } from './slots.ts';

/** Pictures or a PDF of one kind, from the camera or from files: preview, progress, and resuming of interrupted uploads. */
export function Files({ caseRef, purpose, item, label, files, fault, isFirst = true, onChanged, onSending }: FilesProps) {
  const id = useId();
  const slot = slotOf({ caseRef, purpose, item });
  const sending = useSendings(slot);
  const [problem, setProblem] = useState<string>();
  const { data: unfinished } = useQuery({
    queryKey: ['uploads', caseRef],
    queryFn: ({ signal }) => call('GET /api/cases/{ref}/uploads', { params: { ref: caseRef }, signal }),
  });
  const left = unfinished?.uploads.filter(
    one => one.purpose === purpose && one.item === item && !sending.some(({ name }) => name === one.name),
  );
  useEffect(() => {
    onSending(slot, sending.length);
  }, [onSending, slot, sending.length]);
  const room = filesAtMost - files.length - sending.length;
  const door = caseDoor({ caseRef, purpose, item });

  const add = (chosen: readonly File[]) => {
    setProblem(chosen.length > room ? `最多 ${filesAtMost} 份，已选入前 ${room} 份；页数多的请合并为一个 PDF。` : undefined);
    for (const file of chosen.slice(0, room))
      choose({ slot, file, send: delivery => sendFile({ door, ...delivery }), onTaken: onChanged });
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
  const shownFault = fault ?? problem;
  return (
    <fieldset className="field">
      <legend>{label}</legend>
      {files.length > 0 && (
        <ul className="file-list">
          {files.map(file => (
            <TakenFile key={file.id} caseRef={caseRef} file={file} onRemove={() => void remove(file)} />
          ))}
        </ul>
      )}
      <SendingList slot={slot} />
      {left?.map(({ name, offset, bytes, expiresAt }) => (
        <p key={name} className="note">
          「{name}」上次传到 {Math.floor((offset / bytes) * 100)}%。请重新选择这个文件，从中断处继续（{exactTime(expiresAt)}
          前有效）。
        </p>
      ))}
      {room > 0 && <PickFiles label={label} onFiles={add} describedBy={shownFault ? `${id}-fault` : undefined} />}
      {isFirst && <p className="note">每项 1–{filesAtMost} 张图片，或 1 份 PDF；每份不超过 20 MB（PDF 为 5 MB、10 页）。</p>}
      {shownFault && (
        <p className="fault" id={`${id}-fault`} role="alert">
          {shownFault}
        </p>
      )}
    </fieldset>
  );
}

interface TakenProps {
  readonly caseRef: string;
  readonly file: CaseFile;
  readonly onRemove: () => void;
}

function TakenFile({ caseRef, file, onRemove }: TakenProps) {
  const shown = addressOf('GET /api/cases/{ref}/files/{id}/{size}', { ref: caseRef, id: file.id, size: 'shown' });
  return (
    <FileRow name={file.name} shown={shown} onRemove={onRemove}>
      <p>{file.name}</p>
      <p className="note">
        已上传，{fileSize(file.bytes)}
        {file.pages > 1 && `，${file.pages} 页`}
      </p>
      {file.checks.map(check => (
        <p key={check.label} className={`note tone-text-${check.tone}`}>
          {check.label}
        </p>
      ))}
    </FileRow>
  );
}
