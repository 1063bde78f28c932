import { useState } from 'react';
import type { CasePage } from '#contract/routes/cases.ts';
import { linkStateWords } from '#web/common/employer-link-words.ts';
import { exactTime, timeLeft } from '#web/common/format.ts';
import { useNow } from '#web/common/use-now.ts';

type Link = NonNullable<CasePage['employerLink']>;

/** The link that the employer was sent: to whom, what became of the SMS, whether it was opened; and to pass on by oneself. */
export function EmployerLink({ link }: { readonly link: Link }) {
  const now = useNow();
  const state = linkStateWords(link);
  return (
    <section className="card stack" aria-labelledby="employer-link">
      <h2 className="card-title" id="employer-link">
        请单位协助回传
      </h2>
      <p className={`notice notice-slim tone-${state.tone}`} role="status">
        {state.words}
      </p>
      <dl className="rows">
        <Row label="单位联系人手机">{link.phone}</Row>
        <Row label="单位已打开">{link.openedAt ? exactTime(link.openedAt) : '尚未打开'}</Row>
        <Row label="有效期">
          {link.isOver ? '已过期' : timeLeft(link.expiresAt, now)}，至 {exactTime(link.expiresAt)}
        </Row>
      </dl>
      {link.url && <PassOn url={link.url} qr={link.qr} />}
      <p className="note">
        {link.left > 0
          ? `没有收到时，可用下方「用人单位协助回传协议书」重新发送，今天还可以发送 ${link.left} 次；重新发送后，原链接失效。`
          : '今天的发送次数已用完，请明天再发送，或复制链接发给单位。'}
      </p>
    </section>
  );
}

const Row = ({ label, children }: { readonly label: string; readonly children: React.ReactNode }) => (
  <div className="row">
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

function PassOn({ url, qr }: { readonly url: string; readonly qr: Link['qr'] }) {
  const [copied, setCopied] = useState<'yes' | 'no'>();
  const [shown, setShown] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url);
      setCopied('yes');
    } catch {
      // Some browsers inside other apps do not let a page write to the clipboard.
      setCopied('no');
    }
  };
  return (
    <>
      <div className="bar-buttons">
        <button type="button" className="button" onClick={() => void copy()}>
          复制链接
        </button>
        <button type="button" className="button" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? '收起二维码' : '显示二维码'}
        </button>
      </div>
      <p className="note" role="status">
        {copied === 'yes' && '已复制，请只发给该单位的联系人。'}
        {copied === 'no' && '浏览器不允许复制，请长按下方链接选择复制。'}
      </p>
      {copied === 'no' && <p className="code">{url}</p>}
      {shown && qr && (
        <div className="invitation-code">
          <svg viewBox={`-4 -4 ${qr.size + 8} ${qr.size + 8}`} role="img" aria-label="回传链接的二维码，供用人单位扫描">
            <path className="invitation-code-ground" d={`M-4-4h${qr.size + 8}v${qr.size + 8}h-${qr.size + 8}z`} />
            <path d={qr.path} shapeRendering="crispEdges" />
          </svg>
        </div>
      )}
    </>
  );
}
