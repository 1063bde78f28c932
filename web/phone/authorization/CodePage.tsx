import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { exactTime } from '#web/common/format.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { describeProblem } from '#web/common/problem-words.ts';
import { SectionRows } from '#web/common/SectionRows.tsx';
import { ToneTag } from '#web/common/ToneTag.tsx';
import { Page } from '#web/phone/kit/Page.tsx';
import { Failed, Loading } from '#web/phone/kit/states.tsx';
import { useSheet } from '#web/phone/kit/use-sheet.ts';
import { Checks } from './Checks.tsx';
import { EndSheet } from './EndSheet.tsx';
import { IdentityForm } from './IdentityForm.tsx';
import { lastDay } from './last-day.ts';
import { Paper } from './Paper.tsx';
import { type AuthorizationCode, useAuthorizationCode } from './use-authorization.ts';

const place = { title: '登记信息表', back: '/authorization' } as const;

/** One code: to be shown, read aloud, copied, downloaded, ended. */
export function CodePage({ id }: { readonly id: number }) {
  const { data, error, refetch, isPending } = useAuthorizationCode(id);
  const { open, show, close } = useSheet();
  const [, go] = useLocation();
  if (isPending) return <Loading {...place} />;
  if (!data && describeProblem(error).code === 'identity-unproven')
    return (
      <Page {...place}>
        <IdentityForm why="查看核验编号前，需确认是您本人操作。" onProven={() => refetch()} />
      </Page>
    );
  if (!data) return <Failed {...place} error={error} onRetry={refetch} />;
  const { form, shown, ended, kind } = data;
  return (
    <>
      <Page
        title={form}
        back={place.back}
        bar={
          <div className="bar-buttons">
            {shown && (
              <button type="button" className="button" onClick={() => show('end')}>
                结束授权
              </button>
            )}
            <Link href={`/authorization/new?kind=${kind}`} className={shown ? 'button' : 'button button-main'}>
              重新授权
            </Link>
          </div>
        }
      >
        {error && <ProblemNotice error={error} onRetry={refetch} />}
        {shown && <Shown code={data} shown={shown} />}
        {ended && (
          <div className="notice tone-ended" role="status">
            <p className="notice-title">核验编号已失效</p>
            <p>
              {ended.reason}，{exactTime(ended.at)}。
            </p>
          </div>
        )}
        {shown && <Paper id={id} paper={data.paper} />}
        {data.sections.map(section => (
          <SectionRows key={section.title} section={section} />
        ))}
        <Checks checks={data.history} isOfOne />
        <ul className="stack-close note">
          {data.notes.map(note => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </Page>
      {shown && open === 'end' && <EndSheet code={data} onClose={close} onEnded={() => go(place.back, { replace: true })} />}
    </>
  );
}

interface ShownProps {
  readonly code: AuthorizationCode;
  readonly shown: NonNullable<AuthorizationCode['shown']>;
}

function Shown({ code: { expiresAt, formNumber }, shown: { code, qr, checkUrl } }: ShownProps) {
  const [copied, setCopied] = useState<'yes' | 'no'>();
  const { size, path } = qr;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code);
      setCopied('yes');
    } catch {
      // Some browsers inside other apps do not let a page write to the clipboard.
      setCopied('no');
    }
  };
  return (
    <section className="card verification-code" aria-labelledby="code">
      <div className="case-card-head">
        <h2 className="card-title" id="code">
          核验编号
        </h2>
        <ToneTag tone="inForce" label="生效中" />
      </div>
      <p className="verification-code-text code">{code}</p>
      <button type="button" className="button button-wide" onClick={() => void copy()}>
        复制核验编号
      </button>
      <p className="note" role="status">
        {copied === 'yes' && '已复制。'}
        {copied === 'no' && '浏览器不允许复制，请长按上方编号选择复制。'}
      </p>
      <svg viewBox={`-4 -4 ${size + 8} ${size + 8}`} role="img" aria-label="核验二维码，供接收单位扫描">
        <path className="verification-code-ground" d={`M-4-4h${size + 8}v${size + 8}h-${size + 8}z`} />
        <path d={path} shapeRendering="crispEdges" />
      </svg>
      <p className="verification-code-foot">
        有效至{lastDay(expiresAt)}
        <br />
        <span className="note">
          表号 <span className="code">{formNumber}</span>
        </span>
      </p>
      <p className="note">接收单位扫描二维码，或打开 {checkUrl}，输入您的姓名和核验编号。</p>
    </section>
  );
}
