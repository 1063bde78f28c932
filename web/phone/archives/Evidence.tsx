import { useEffect, useId, useState } from 'react';
import { addressOf } from '#contract/client.ts';
import { filesAtMost } from '#domain/rules/file-limits.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { PickFiles } from '#web/common/upload/PickFiles.tsx';
import { SendingList, useSendings } from '#web/common/upload/SendingList.tsx';
import { sendWhole } from '#web/common/upload/send-whole.ts';
import { choose } from '#web/common/upload/sendings.ts';
import { evidenceTitle, FileList } from './FileList.tsx';
import { hasArrived } from './use-evidence.ts';
import type { TransferFile } from './use-transfer.ts';

interface Props {
  readonly kind: TransferKind;
  readonly graduateId: number;
  readonly slot: string;
  readonly files: readonly TransferFile[];
  readonly fault: string | undefined;
  readonly onRemove: (file: TransferFile) => void;
  readonly onSending: (slot: string, count: number) => void;
}

/** Pictures or a PDF, from the camera or from files: looked at, sent with progress, taken back. */
export function Evidence({ kind, graduateId, slot, files, fault, onRemove, onSending }: Props) {
  const id = useId();
  const sending = useSendings(slot);
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    onSending(slot, sending.length);
  }, [onSending, slot, sending.length]);
  const room = filesAtMost - files.length - sending.length;
  const address = addressOf('POST /api/graduate/archives/{kind}/files', { kind });

  const add = (chosen: readonly File[]) => {
    setProblem(chosen.length > room ? `最多 ${filesAtMost} 份，已选入前 ${room} 份；页数多的请合并为一个 PDF。` : undefined);
    for (const file of chosen.slice(0, room))
      choose<TransferFile>({
        slot,
        file,
        send: delivery => sendWhole(address, delivery),
        onTaken: taken => hasArrived(slot, taken),
      });
  };
  const shownFault = fault ?? problem;
  return (
    <fieldset className="field">
      <legend>
        {evidenceTitle}
        <span className="soft">（选填）</span>
      </legend>
      {files.length > 0 && <FileList kind={kind} graduateId={graduateId} files={files} onRemove={onRemove} />}
      <SendingList slot={slot} />
      {room > 0 && <PickFiles label={evidenceTitle} onFiles={add} describedBy={shownFault ? `${id}-fault` : undefined} />}
      <p className="note">图片或 PDF，最多 {filesAtMost} 份，每份不超过 20 MB（PDF 为 5 MB、10 页）。</p>
      {shownFault && (
        <p className="fault" id={`${id}-fault`} role="alert">
          {shownFault}
        </p>
      )}
    </fieldset>
  );
}
