import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { CaseFile, CasePage } from '#contract/routes/cases.ts';
import { fileSize } from '#web/common/format.ts';
import { caseDoor } from '#web/common/upload/case-door.ts';
import { type Phase, sendFile } from '#web/common/upload/send-file.ts';
import { shrinkPicture } from '#web/common/upload/shrink-picture.ts';
import { call, sentenceFor } from '../api/api.ts';
import { DropField } from '../forms/DropField.tsx';
import { type Sent, UploadProgress } from '../forms/UploadProgress.tsx';
import { caseQuery } from './case-query.ts';

interface Props {
  readonly page: Pick<CasePage, 'ref' | 'files'>;
  readonly purpose: CaseFile['purpose'];
  /** Which kind of evidence. */
  readonly item?: number;
  readonly label?: string;
  readonly hint: string;
  /** What is wrong with them as a whole. */
  readonly fault?: string | undefined;
  /** True while a file is being sent: a form submitted now would go without it. */
  readonly onBusy: (busy: boolean) => void;
}

/** Supporting files: each is sent as soon as it is chosen, and submitted together with its step. */
export function CaseFilesField({
  page,
  purpose,
  item = 0,
  label = '选择佐证材料，或拖到此处',
  hint,
  fault: missing,
  onBusy,
}: Props) {
  const [sent, setSent] = useState<Sent>();
  const [fault, setFault] = useState<string>();
  const queryClient = useQueryClient();
  // Evidence that a reviewer adds belongs to the case at once.
  const isOwn = (file: CaseFile) =>
    (file.item ?? 0) === item && (purpose === 'evidence' ? file.byLevel !== null : !file.submitted);
  const files = page.files.filter(file => file.purpose === purpose && isOwn(file));
  // What was missing is there, or on its way.
  const told = fault ?? (sent || files.length > 0 ? undefined : missing);
  const refresh = () => queryClient.invalidateQueries({ queryKey: caseQuery(page.ref).queryKey });

  const send = async (file: File) => {
    setFault(undefined);
    setSent({ name: file.name, sent: 0, total: file.size });
    onBusy(true);
    try {
      const content = await shrinkPicture(file);
      const onProgress = (_: Phase, sent: number) => setSent({ name: file.name, sent, total: content.size });
      const door = caseDoor({ caseRef: page.ref, purpose, item });
      await sendFile({ door, content, name: file.name, signal: new AbortController().signal, onProgress });
      await refresh();
    } catch (error) {
      setFault(error instanceof Error ? error.message : sentenceFor(error));
    } finally {
      setSent(undefined);
      onBusy(false);
    }
  };
  const remove = async (id: number) => {
    setFault(undefined);
    try {
      await call('DELETE /api/cases/{ref}/files/{id}', { params: { ref: page.ref, id } });
      await refresh();
    } catch (error) {
      setFault(sentenceFor(error));
    }
  };
  return (
    <>
      <DropField
        label={label}
        hint={hint}
        accept="image/*,application/pdf,.heic"
        disabled={sent !== undefined}
        onFile={file => void send(file)}
      />
      {sent ? <UploadProgress {...sent} /> : null}
      {told ? (
        <p className="fault" role="alert">
          {told}
        </p>
      ) : null}
      <ul className="plain above">
        {files.map(({ id, name, bytes }) => (
          <li key={id} className="buttons">
            <span className="wrap">
              {name} <span className="quiet">{fileSize(bytes)}</span>
            </span>
            <Button size="small" aria-label={`移除${name}`} onClick={() => void remove(id)}>
              移除
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
