import { useId, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { type TransferKind, transferKinds } from '#domain/transfers/kinds.ts';
import { call } from '#web/common/client.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { describeProblem, faultOf } from '#web/common/problem-words.ts';
import { useIdempotentCommand } from '#web/common/use-idempotent-command.ts';
import { Page } from '#web/phone/kit/Page.tsx';
import { Failed, Loading } from '#web/phone/kit/states.tsx';
import { IdentityForm } from './IdentityForm.tsx';
import { firstSpan, LastDay } from './LastDay.tsx';
import { type Authorization, useAuthorization, useReloadAuthorization } from './use-authorization.ts';

const place = { title: '授权核验', back: '/authorization' } as const;

/** Which form, until when; before it, who is asking. */
export function AuthorizePage() {
  const { data, error, refetch, isPending } = useAuthorization();
  if (isPending) return <Loading {...place} />;
  if (!data) return <Failed {...place} error={error} onRetry={refetch} />;
  if (data.obstacle)
    return (
      <Page {...place}>
        <div className="notice tone-ended" role="status">
          <p className="notice-title">现在不能授权</p>
          <p>{data.obstacle.sentence}</p>
        </div>
      </Page>
    );
  if (!data.identityProvenAt)
    return (
      <Page {...place}>
        <IdentityForm
          documentWord={data.documentWord}
          why="核验编号凭姓名即可查看您的登记信息，签发前需确认是您本人操作。"
          onProven={() => refetch()}
        />
      </Page>
    );
  return <Choosing page={data} />;
}

/** The kind that is asked for by a link, else all. */
function firstKinds(page: Authorization, search: string): readonly TransferKind[] {
  const asked = new URLSearchParams(search).get('kind');
  const known = page.kinds.map(({ kind }) => kind);
  const one = transferKinds.find(kind => kind === asked && known.includes(kind));
  return one ? [one] : known;
}

function Choosing({ page }: { readonly page: Authorization }) {
  const id = useId();
  const [kinds, setKinds] = useState<readonly TransferKind[]>(firstKinds(page, useSearch()));
  const [lastDay, setLastDay] = useState(firstSpan(page.days));
  const [, go] = useLocation();
  const reload = useReloadAuthorization();
  const authorizing = useIdempotentCommand(
    (body: { readonly kinds: TransferKind[]; readonly lastDay: string }, key) =>
      call('POST /api/graduate/authorization/codes', { body, key }),
    async ({ ids }) => {
      await reload();
      go(ids.length === 1 ? `/authorization/codes/${ids[0]}` : '/authorization', { replace: true });
    },
  );
  const changed = () => {
    if (authorizing.error) authorizing.reset();
  };
  const faults = { kinds: faultOf(authorizing.error, 'kinds'), lastDay: faultOf(authorizing.error, 'lastDay') };
  const ending = page.live.filter(({ kind }) => kinds.includes(kind));
  const isStale = authorizing.error && ['confirmed-otherwise', 'confirm-first'].includes(describeProblem(authorizing.error).code);
  return (
    <Page
      {...place}
      bar={
        <>
          {authorizing.error && !faults.kinds && !faults.lastDay && (
            <ProblemNotice
              error={authorizing.error}
              {...(isStale && { onRetry: () => go('/confirmation'), retryWord: '去登记确认' })}
            />
          )}
          <div className="bar-buttons">
            <button
              type="button"
              className="button button-main"
              disabled={authorizing.isPending}
              onClick={() => authorizing.mutate({ kinds: [...kinds], lastDay })}
            >
              {authorizing.isPending ? '正在签发' : '签发核验编号'}
            </button>
          </div>
        </>
      }
    >
      <fieldset className="card field" aria-describedby={faults.kinds ? `${id}-kinds` : undefined}>
        <legend className="unseen">登记信息表</legend>
        <p className="card-title" aria-hidden="true">
          登记信息表
        </p>
        {page.kinds.map(({ kind, form, check }) => (
          <label className="tick" key={kind}>
            <input
              type="checkbox"
              checked={kinds.includes(kind)}
              aria-invalid={faults.kinds !== undefined}
              onChange={event => {
                const { checked } = event.currentTarget;
                setKinds(transferKinds.filter(one => (one === kind ? checked : kinds.includes(one))));
                changed();
              }}
            />
            <span className="stack-close">
              {form}
              <span className="note">供「{check}」</span>
            </span>
          </label>
        ))}
        {faults.kinds && (
          <p className="fault" id={`${id}-kinds`}>
            {faults.kinds}
          </p>
        )}
      </fieldset>
      <LastDay
        days={page.days}
        fault={faults.lastDay}
        onDay={day => {
          setLastDay(day);
          changed();
        }}
      />
      {ending.length > 0 && (
        <p className="notice tone-waiting">
          {ending.map(({ form }) => form).join('、')}现有的核验编号将立即失效，已交出的登记信息表需要换成新的。
        </p>
      )}
      <p className="note">持有核验编号和您姓名的人，在有效期内可以查看登记信息表的内容。可随时结束授权。</p>
    </Page>
  );
}
