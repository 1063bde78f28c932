import { Link } from 'wouter';
import { exactTime } from '#web/common/format.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { ToneTag } from '#web/common/ToneTag.tsx';
import { Icon } from '#web/phone/kit/Icon.tsx';
import { Page } from '#web/phone/kit/Page.tsx';
import { Failed, Loading } from '#web/phone/kit/states.tsx';
import { Checks } from './Checks.tsx';
import { lastDay } from './last-day.ts';
import { type Authorization, type LiveCode, useAuthorization } from './use-authorization.ts';

const place = { title: '核验授权', back: '/' } as const;

/** What is authorized now, what was, and who checked it. Graduate guide on confirmation and verification §5. */
export function AuthorizationPage() {
  const { data, error, refetch, isPending } = useAuthorization();
  if (isPending) return <Loading {...place} />;
  if (!data) return <Failed {...place} error={error} onRetry={refetch} />;
  const { obstacle, live } = data;
  return (
    <Page {...place} bar={!obstacle && <NewLink isAgain={data.kinds.length === live.length} />}>
      {error && <ProblemNotice error={error} onRetry={refetch} />}
      {obstacle && <Closed obstacle={obstacle} />}
      {live.map(code => (
        <CodeCard key={code.id} code={code} />
      ))}
      {live.length === 0 && !obstacle && (
        <section className="card empty">
          <p className="card-title">还没有生效中的授权</p>
          <p className="soft">授权后生成核验编号和登记信息表，提供给档案、户口接收单位核验。</p>
        </section>
      )}
      <Checks checks={data.checks} />
      <Over codes={data.over} />
      <HowTo page={data} />
    </Page>
  );
}

/** The main act until every form has its code. */
const NewLink = ({ isAgain }: { readonly isAgain: boolean }) => (
  <div className="bar-buttons">
    <Link href="/authorization/new" className={isAgain ? 'button' : 'button button-main'}>
      {isAgain ? '重新授权' : '授权核验'}
    </Link>
  </div>
);

const onward = {
  destinations: { to: '/destinations', word: '去登记毕业去向' },
  confirmation: { to: '/confirmation', word: '去登记确认' },
} as const;

function Closed({ obstacle: { sentence, leadsOn } }: { readonly obstacle: NonNullable<Authorization['obstacle']> }) {
  const next = leadsOn && onward[leadsOn];
  return (
    <div className="notice tone-ended" role="status">
      <p className="notice-title">现在不能授权</p>
      <p>{sentence}</p>
      {next && (
        <Link href={next.to} className="button button-small">
          {next.word}
        </Link>
      )}
    </div>
  );
}

function CodeCard({ code: { id, form, formNumber, expiresAt, checks, paper } }: { readonly code: LiveCode }) {
  return (
    <section className="card case-card" aria-labelledby={`code-${id}`}>
      <div className="case-card-head">
        <h2 className="case-card-name" id={`code-${id}`}>
          <Link href={`/authorization/codes/${id}`} className="case-card-link">
            {form}
          </Link>
        </h2>
        <ToneTag tone="inForce" label="生效中" />
      </div>
      <p>有效至{lastDay(expiresAt)}</p>
      <p className="note">
        表号 <span className="code">{formNumber}</span>
      </p>
      {paper.state === 'failed' && <p className="notice notice-slim tone-refused">{paper.sentence}</p>}
      <p className="case-card-foot">
        <span className="note">{checks === 0 ? '还没有被核验' : `已被核验 ${checks} 次`}</span>
        <span className="case-card-next">
          查看核验编号
          <Icon name="onward" />
        </span>
      </p>
    </section>
  );
}

function Over({ codes }: { readonly codes: Authorization['over'] }) {
  if (codes.length === 0) return null;
  return (
    <details className="card history">
      <summary>已失效的授权（{codes.length}）</summary>
      <ol className="stack parts">
        {codes.map(({ id, form, formNumber, issuedAt, endedAt, reason, checks }) => (
          <li key={id}>
            <p>{form}</p>
            <p className="note">
              表号 <span className="code">{formNumber}</span>
            </p>
            <p>
              {reason}，{exactTime(endedAt)} 失效
            </p>
            <p className="note">
              {exactTime(issuedAt)} 签发，被核验 {checks} 次
            </p>
          </li>
        ))}
      </ol>
    </details>
  );
}

const HowTo = ({ page: { kinds, days } }: { readonly page: Authorization }) => (
  <section className="card stack">
    <h2 className="card-title">怎么用</h2>
    <ol className="walk">
      <li>
        <strong>选择登记信息表和有效期</strong>
        <p className="soft">{kinds.map(({ form }) => form).join('、')}，各有一个核验编号。</p>
      </li>
      <li>
        <strong>把登记信息表交给接收单位</strong>
        <p className="soft">纸质、PDF、图片或核验编号均可，对方扫码或输入姓名和核验编号核验。</p>
      </li>
      <li>
        <strong>信息有变更时重新授权</strong>
        <p className="soft">登记信息变更后，原编号自动失效；请重新确认登记去向，再授权。</p>
      </li>
    </ol>
    <p className="note">只有您本人能看到核验编号。核验服务截止到{exactTime(`${days.last}T00:00:00+08:00`, 'day')}。</p>
  </section>
);
