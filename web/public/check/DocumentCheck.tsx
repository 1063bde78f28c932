import { type DragEvent, useId, useState } from 'react';
import { fileSize } from '#web/common/format.ts';
import { CheckProblem } from './CheckProblem.tsx';
import { askDocument, type DocumentAnswer } from './check-api.ts';
import { DocumentResult } from './DocumentResult.tsx';
import type { PdfCheck } from './pdf/check-pdf.ts';
import type { ScannedAgreement } from './scanned.ts';

type Standing =
  | { readonly is: 'waiting'; readonly fault?: string }
  | { readonly is: 'checking'; readonly name: string }
  | {
      readonly is: 'checked';
      readonly name: string;
      readonly check: PdfCheck;
      readonly online?: DocumentAnswer;
      readonly error?: unknown;
    };

/** Longest file: ours have a few hundred KB. */
const mostBytes = 20 * 1024 * 1024;

interface Props {
  /** Whose QR was scanned. */
  readonly agreement?: ScannedAgreement;
}

export function DocumentCheck({ agreement }: Props) {
  const id = useId();
  const [standing, setStanding] = useState<Standing>({ is: 'waiting' });
  const [isOver, setOver] = useState(false);

  async function take(file: File | undefined) {
    if (!file) return;
    const { name, size } = file;
    if (size > mostBytes)
      return setStanding({ is: 'waiting', fault: `文件过大（${fileSize(size)}），请选择系统出具的 PDF 文件。` });
    const head = new TextDecoder('latin1').decode(await file.slice(0, 5).arrayBuffer());
    if (head !== '%PDF-') return setStanding({ is: 'waiting', fault: '这不是 PDF 文件，请选择系统出具的 PDF 文件。' });
    setStanding({ is: 'checking', name });
    const { checkPdf } = await import('./pdf/check-pdf.ts');
    const check = await checkPdf(file);
    setStanding({ is: 'checked', name, check });
    try {
      const online = await askDocument(check.sha256, () => undefined);
      setStanding({ is: 'checked', name, check, online });
    } catch (error) {
      setStanding({ is: 'checked', name, check, error });
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer?.files[0]);
  };

  return (
    <>
      <section
        className={`card drop${isOver ? ' drop-over' : ''}`}
        aria-labelledby={`${id}-title`}
        onDragOver={event => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <h2 className="card-title" id={`${id}-title`}>
          核验 PDF 文件
        </h2>
        {agreement && (
          <p className="note" role="status">
            您扫描的是就业协议书 <strong className="code">{agreement.agreementNumber}</strong>（第 {agreement.version}{' '}
            版）的二维码。 二维码可以被复制，不能证明纸面内容属实：请向出示人索取该协议书的 PDF 文件，在此核验后与纸面逐项核对。
          </p>
        )}
        <p className="note" id={`${id}-note`}>
          登记信息表、就业协议书、解约证明的 PDF 文件，可在此核验电子签名以及是否为现行版本。文件只在本机读取，不会上传。
        </p>
        <label className="button drop-pick">
          选择 PDF 文件
          <input
            className="unseen"
            type="file"
            accept="application/pdf,.pdf"
            aria-describedby={`${id}-note`}
            onChange={event => {
              void take(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
        </label>
        <p className="fault" role="alert">
          {standing.is === 'waiting' && standing.fault}
        </p>
        <p className="note" role="status">
          {standing.is === 'checking' && `正在核验「${standing.name}」…`}
        </p>
      </section>
      {standing.is === 'checked' && (
        <>
          <DocumentResult name={standing.name} check={standing.check} online={standing.online} />
          {standing.error !== undefined && (
            <CheckProblem error={standing.error} offline="电子签名已在本机核验；是否为现行版本，请恢复网络后重新核验。" />
          )}
        </>
      )}
    </>
  );
}
