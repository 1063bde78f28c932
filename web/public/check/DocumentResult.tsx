import { useEffect, useRef } from 'react';
import { exactTime } from '#web/common/format.ts';
import type { DocumentAnswer } from './check-api.ts';
import { type DocumentVerdict, isTestSigner, onlineVerdict, signatureVerdict } from './document-verdict.ts';
import type { PdfCheck } from './pdf/check-pdf.ts';

interface Props {
  readonly name: string;
  readonly check: PdfCheck;
  readonly online: DocumentAnswer | undefined;
}

function Line({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div className="row">
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Online({ online, verdict }: { readonly online: DocumentAnswer; readonly verdict: DocumentVerdict }) {
  return (
    <section className={`card check-verdict tone-${verdict.tone}`}>
      <h2>{verdict.title}</h2>
      <p>{verdict.text}</p>
      <p className="note">核验时间：{exactTime(online.checkedAt, 'second')}（北京时间）</p>
    </section>
  );
}

export function DocumentResult({ name, check: { signature, sha256 }, online }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  const verdict = signatureVerdict(signature);
  return (
    <article className="check-result" aria-label="文件核验结果">
      <section className={`card check-verdict tone-${verdict.tone}`}>
        <h2 ref={heading} tabIndex={-1}>
          {verdict.title}
        </h2>
        <p>{verdict.text}</p>
        {isTestSigner(signature) && <p className="fault">签名证书为测试证书，没有法律效力。</p>}
        <dl className="rows">
          <Line label="文件" value={name} />
          {typeof signature === 'object' && (
            <>
              <Line label="签名单位" value={signature.signer} />
              <Line label="证书颁发者" value={signature.issuer} />
              <Line
                label="签名时间"
                value={
                  signature.timestamp
                    ? `${exactTime(signature.timestamp.at, 'second')}（时间戳：${signature.timestamp.authority}）`
                    : '没有可信时间戳'
                }
              />
            </>
          )}
          <div className="row row-long">
            <dt>文件摘要（SHA-256）</dt>
            <dd className="code">{sha256}</dd>
          </div>
        </dl>
      </section>
      {online && <Online online={online} verdict={onlineVerdict(online)} />}
    </article>
  );
}
