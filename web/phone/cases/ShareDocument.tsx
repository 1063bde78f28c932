import { useState } from 'react';
import { canShareFiles, type Shared, shareFile } from './share-file.ts';

const said: Readonly<Record<Shared, string>> = {
  shared: '已交给所选的应用，请在其中完成发送。',
  cancelled: '',
  again: '文件已备好，请再点一次。',
  failed: '没有发送成功，请下载后再发送。',
};

interface Props {
  readonly address: string;
  /** With its ending. */
  readonly name: string;
}

/** To one's own mailbox or chats, through the phone itself: nobody here learns the address. Nothing where the browser cannot. */
export function ShareDocument({ address, name }: Props) {
  const [file, setFile] = useState<File>();
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Shared>();
  const send = async () => {
    setBusy(true);
    setOutcome(undefined);
    try {
      const answer = file ? undefined : await fetch(address);
      const ready = file ?? (answer?.ok ? new File([await answer.blob()], name, { type: 'application/pdf' }) : undefined);
      setFile(ready);
      setOutcome(ready ? await shareFile(navigator, ready) : 'failed');
    } catch {
      // The line was cut while the file was coming.
      setOutcome('failed');
    }
    setBusy(false);
  };
  if (!canShareFiles(navigator)) return null;
  return (
    <>
      <button type="button" className="button button-wide" disabled={isBusy} onClick={() => void send()}>
        {isBusy ? '正在准备' : '发送到自己的邮箱或其他应用'}
      </button>
      <p className="note" role="status">
        {outcome && said[outcome]}
      </p>
    </>
  );
}
