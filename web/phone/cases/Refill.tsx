import { useLocation } from 'wouter';
import type { CasePage } from '#contract/routes/cases.ts';
import { call } from '#web/common/client.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { useIdempotentCommand } from '#web/common/use-idempotent-command.ts';

/** 带入上次内容重新填写: a new draft with what this one had, its evidence too. */
export function Refill({ page }: { readonly page: CasePage }) {
  const [, go] = useLocation();
  const starting = useIdempotentCommand(
    (destinationType: string, key) => call('POST /api/graduate/cases', { body: { destinationType, from: page.ref }, key }),
    ({ ref }) => go(`/cases/${ref}/fill`),
  );
  const { refill } = page;
  if (!refill) return null;
  const isSame = refill.type === page.destinationType;
  return (
    <section className="card stack">
      <p>
        {isSame ? '可以带入这次填写的内容和证明材料，修改后重新提交。' : '可请单位重新邀请；也可改为线下签约，带入邀请中的内容。'}
      </p>
      {starting.error && <ProblemNotice error={starting.error} />}
      <button
        type="button"
        className="button button-wide"
        disabled={starting.isPending}
        onClick={() => starting.mutate(refill.type)}
      >
        {isSame ? '带入上次内容重新填写' : `改为「${refill.label}」，带入内容`}
      </button>
    </section>
  );
}
