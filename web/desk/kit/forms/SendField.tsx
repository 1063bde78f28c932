import { type ReactNode, useState } from 'react';
import { type Answer, sentenceFor } from '../api/api.ts';
import { type UploadEndpoint, upload } from '../api/upload.ts';
import { DropField } from './DropField.tsx';
import { type Sent, UploadProgress } from './UploadProgress.tsx';

interface Props<K extends UploadEndpoint> {
  readonly to: K;
  /** Parts of its path. */
  readonly params?: Readonly<Record<string, string>>;
  readonly onTaken: (answer: Answer<K>, file: File) => void;
  readonly onBegin?: () => void;
  /** After each file, taken or refused. */
  readonly onEnd?: () => void;
  /** True while a file is being sent: a form submitted now would go without it. */
  readonly onBusy?: ((busy: boolean) => void) | undefined;
  /** A larger file is refused before it is sent. */
  readonly largest?: { readonly bytes: number; readonly sentence: string };
  readonly id?: string | undefined;
  readonly name?: string;
  readonly label: string;
  readonly hint: string;
  readonly accept: string;
  readonly disabled?: boolean;
  /** The present file; hidden while another one is being sent. */
  readonly children?: ReactNode;
}

/** A file that is sent as soon as it is chosen: how far it is, and why it was not taken. */
export function SendField<K extends UploadEndpoint>(props: Props<K>) {
  const { to, params, onBegin, onTaken, onEnd, onBusy, largest, disabled, children, ...field } = props;
  const [sent, setSent] = useState<Sent>();
  const [fault, setFault] = useState<string>();

  const send = async (file: File) => {
    setFault(undefined);
    onBegin?.();
    if (largest && file.size > largest.bytes) return setFault(largest.sentence);
    setSent({ name: file.name, sent: 0, total: file.size });
    onBusy?.(true);
    try {
      onTaken(await upload(to, { file, params, onProgress: (sent, total) => setSent({ name: file.name, sent, total }) }), file);
    } catch (error) {
      setFault(sentenceFor(error));
    } finally {
      setSent(undefined);
      onBusy?.(false);
      onEnd?.();
    }
  };
  return (
    <>
      <DropField {...field} disabled={disabled === true || sent !== undefined} onFile={file => void send(file)} />
      {sent ? <UploadProgress {...sent} /> : null}
      <p className="fault" role="alert">
        {fault}
      </p>
      {sent ? null : children}
    </>
  );
}
