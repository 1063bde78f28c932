import { useQueryClient } from '@tanstack/react-query';
import { call } from '#web/common/client.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { useIdempotentCommand } from '#web/common/use-idempotent-command.ts';
import { Sheet } from '#web/phone/kit/Sheet.tsx';
import { meKey } from '#web/phone/kit/use-me.ts';
import { useSheet } from '#web/phone/kit/use-sheet.ts';

/** One WeChat, one person: bind, and unbind. */
export function Wechat({ bound, name }: { readonly bound: boolean; readonly name: string }) {
  const { open, show, close } = useSheet();
  const queries = useQueryClient();
  const unbinding = useIdempotentCommand(
    (_: undefined, key) => call('DELETE /api/graduate/wechat', { key }),
    async () => {
      close();
      await queries.invalidateQueries({ queryKey: meKey });
    },
  );
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
      {bound ? (
        <button type="button" className="button" aria-haspopup="dialog" onClick={() => show('unbind')}>
          解除绑定
        </button>
      ) : (
        <a className="button" href="/auth/wechat">
          绑定微信
        </a>
      )}
      {bound && open === 'unbind' && (
        <Sheet title="解除微信绑定" onClose={close}>
          <div className="stack">
            <p>解除后，{name}不能再用这个微信登录，也收不到微信提醒；可以随时用学信网账号登录后重新绑定。</p>
            {unbinding.error && <ProblemNotice error={unbinding.error} />}
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
      )}
    </section>
  );
}
