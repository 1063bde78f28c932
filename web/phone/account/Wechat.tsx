import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#web/common/client.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { describeProblem } from '#web/common/problem-words.ts';
import { useIdempotentCommand } from '#web/common/use-idempotent-command.ts';
import { keepReturnPath } from '#web/phone/kit/return-path.ts';
import { Sheet } from '#web/phone/kit/Sheet.tsx';
import { meKey } from '#web/phone/kit/use-me.ts';
import { useSheet } from '#web/phone/kit/use-sheet.ts';

interface Props {
  readonly bound: boolean;
  readonly name: string;
}

/** One WeChat, one person: bind, confirmed on the way back from WeChat, and unbind. */
export function Wechat({ bound, name }: Props) {
  const { open, show, close } = useSheet();
  const leaving = useIdempotentCommand(
    (_: undefined, key) => call('POST /api/graduate/wechat/start', { key }),
    ({ url }) => window.location.assign(url),
  );
  const [told, setTold] = useState('');
  return (
    <section className="card stack" aria-labelledby="wechat">
      <h2 className="card-title" id="wechat">
        微信
      </h2>
      <p>
        {bound
          ? '已绑定。可以用微信直接登录，并接收消息提醒。'
          : '未绑定。绑定后可以用微信直接登录，并接收签约邀请、审核结果的提醒。'}
      </p>
      {told && (
        <p className="notice notice-slim tone-inForce" role="status">
          {told}
        </p>
      )}
      {bound ? (
        <button type="button" className="button" aria-haspopup="dialog" onClick={() => show('unbind')}>
          解除绑定
        </button>
      ) : (
        <button type="button" className="button" disabled={leaving.isPending} onClick={() => leaving.mutate(undefined)}>
          绑定微信
        </button>
      )}
      {leaving.error && <Failure error={leaving.error} />}
      {open === 'bind-wechat' && <Binding name={name} onClose={close} onDone={() => setTold('绑定成功。')} />}
      {bound && open === 'unbind' && <Unbinding name={name} onClose={close} onDone={() => setTold('已解除绑定。')} />}
    </section>
  );
}

interface SheetProps {
  readonly name: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function Binding({ name, onClose, onDone }: SheetProps) {
  const queries = useQueryClient();
  const binding = useIdempotentCommand(
    (_: undefined, key) => call('POST /api/graduate/wechat', { key }),
    async () => {
      onClose();
      onDone();
      await queries.invalidateQueries({ queryKey: meKey });
    },
  );
  return (
    <Sheet title="绑定微信" onClose={onClose}>
      <div className="stack">
        <p>
          确认把刚才授权的微信绑定到<strong>{name}</strong>？绑定后，用这个微信就能登录并办理您的毕业去向。
        </p>
        <p className="note">请确认是您本人的微信。绑定成功后，您的手机会收到短信。</p>
        {binding.error && <Failure error={binding.error} />}
        <button
          type="button"
          className="button button-main button-wide"
          disabled={binding.isPending}
          onClick={() => binding.mutate(undefined)}
        >
          确认绑定
        </button>
        <button type="button" className="button button-wide" onClick={onClose}>
          不绑定
        </button>
      </div>
    </Sheet>
  );
}

function Unbinding({ name, onClose, onDone }: SheetProps) {
  const queries = useQueryClient();
  const unbinding = useIdempotentCommand(
    (_: undefined, key) => call('DELETE /api/graduate/wechat', { key }),
    async () => {
      onClose();
      onDone();
      await queries.invalidateQueries({ queryKey: meKey });
    },
  );
  return (
    <Sheet title="解除微信绑定" onClose={onClose}>
      <div className="stack">
        <p>解除后，{name}不能再用这个微信登录，也收不到微信提醒；可以随时用学信网账号登录后重新绑定。</p>
        {unbinding.error && <Failure error={unbinding.error} />}
        <button
          type="button"
          className="button button-main button-wide"
          disabled={unbinding.isPending}
          onClick={() => unbinding.mutate(undefined)}
        >
          确认解除
        </button>
      </div>
    </Sheet>
  );
}

/** A 学信网 sign-in of the last minutes is missing: it leads there, and back to this page. */
function Failure({ error }: { readonly error: unknown }) {
  if (describeProblem(error).code !== 'prove-again') return <ProblemNotice error={error} />;
  return (
    <div className="notice tone-waiting" role="alert">
      <p className="notice-title">请先用学信网账号验证身份</p>
      <p>为防止他人冒用，绑定或解除微信前，须在 10 分钟内用学信网账号登录过。验证后回到本页，再点一次即可。</p>
      <a className="button button-small" href="/auth/graduate" onClick={() => keepReturnPath('/me')}>
        用学信网账号验证
      </a>
    </div>
  );
}
