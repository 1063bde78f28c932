import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Answer } from '#contract/client.ts';
import { call } from '#web/common/client.ts';
import { exactTime, timeLeft } from '#web/common/format.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { useIdempotentCommand } from '#web/common/use-idempotent-command.ts';
import { useNow } from '#web/common/use-now.ts';
import { Page } from '#web/phone/kit/Page.tsx';
import { Failed, Loading } from '#web/phone/kit/states.tsx';

type Live = NonNullable<Answer<'GET /api/graduate/invitation-code'>['live']>;

const place = { title: '我的签约码', back: '/destinations/online-signing' };
const key = ['invitation-code'];

/** 我的签约码: what an employer types or scans instead of an ID number. */
export function InvitationCode() {
  const { data, error, refetch, isPending } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call('GET /api/graduate/invitation-code', { signal }),
  });
  const queries = useQueryClient();
  const now = useNow();
  const [told, setTold] = useState('');
  const making = useIdempotentCommand(
    (_: 'make', key) => call('POST /api/graduate/invitation-code', { key }),
    made => {
      queries.setQueryData(key, made);
      setTold(data?.live ? '已换成新的签约码，原来的已失效。' : '已生成签约码。');
    },
  );
  const withdrawing = useIdempotentCommand(
    (_: 'withdraw', key) => call('DELETE /api/graduate/invitation-code', { key }),
    left => {
      queries.setQueryData(key, left);
      setTold('签约码已撤回，单位不能再用它发送邀请。已收到的邀请不受影响。');
    },
  );
  if (isPending) return <Loading {...place} />;
  if (!data) return <Failed {...place} error={error} onRetry={refetch} />;

  // A code may expire while the page is open.
  const live = data.live && new Date(data.live.expiresAt) > now ? data.live : null;
  const busy = making.isPending || withdrawing.isPending;
  const problem = making.error ?? withdrawing.error;
  return (
    <Page
      {...place}
      bar={
        <>
          {problem && <ProblemNotice error={problem} />}
          <div className="bar-buttons">
            {live && (
              <button type="button" className="button" disabled={busy} onClick={() => withdrawing.mutate('withdraw')}>
                撤回
              </button>
            )}
            <button
              type="button"
              className={live ? 'button' : 'button button-main'}
              disabled={busy || data.obstacle !== null}
              onClick={() => making.mutate('make')}
            >
              {making.isPending ? '正在生成' : live ? '换一个' : '生成签约码'}
            </button>
          </div>
        </>
      }
    >
      {told && (
        <div className="notice tone-inForce" role="status">
          <p>{told}</p>
        </div>
      )}
      {data.obstacle && (
        <div className="notice tone-ended">
          <p className="notice-title">现在不能使用签约码</p>
          <p>{data.obstacle}</p>
        </div>
      )}
      {live && <LiveCode live={live} now={now} />}
      <section className="card stack">
        <h2 className="card-title">怎么用</h2>
        <ol className="walk">
          <li>
            <strong>{live ? '把签约码告诉用人单位' : '生成签约码，告诉用人单位'}</strong>
            <p className="soft">念给对方、发给对方，或让对方扫描二维码。单位凭码即可邀请您，不需要您的身份证号。</p>
          </li>
          <li>
            <strong>单位发送签约邀请</strong>
            <p className="soft">单位输入签约码后会看到您的姓名、学校和届别，再填写协议内容发送邀请。</p>
          </li>
          <li>
            <strong>您核对后再决定</strong>
            <p className="soft">给出签约码不等于同意签约。邀请会出现在「登记记录」中，由您接受或拒绝。</p>
          </li>
        </ol>
        <p className="note">签约码 24 小时内有效，同时只有一个；只告诉您打算签约的单位，不再需要时请撤回。</p>
      </section>
    </Page>
  );
}

function LiveCode({ live, now }: { readonly live: Live; readonly now: Date }) {
  const [copied, setCopied] = useState<'yes' | 'no'>();
  const { size, path } = live.qr;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(live.code);
      setCopied('yes');
    } catch {
      // Some browsers inside other apps do not let a page write to the clipboard.
      setCopied('no');
    }
  };
  return (
    <section className="card invitation-code" aria-labelledby="live-code">
      <h2 className="card-title" id="live-code">
        签约码
      </h2>
      <p className="invitation-code-text code">{live.code}</p>
      <svg viewBox={`-4 -4 ${size + 8} ${size + 8}`} role="img" aria-label="签约码的二维码，供用人单位扫描">
        <path className="invitation-code-ground" d={`M-4-4h${size + 8}v${size + 8}h-${size + 8}z`} />
        <path d={path} shapeRendering="crispEdges" />
      </svg>
      <p>
        <strong>{timeLeft(live.expiresAt, now)}</strong>
        <br />
        <span className="note">有效至 {exactTime(live.expiresAt)}（北京时间）</span>
      </p>
      <button type="button" className="button" onClick={() => void copy()}>
        复制签约码
      </button>
      <p className="note" role="status">
        {copied === 'yes' && '已复制，可以粘贴发给用人单位。'}
        {copied === 'no' && '浏览器不允许复制，请长按上方签约码选择复制。'}
      </p>
    </section>
  );
}
