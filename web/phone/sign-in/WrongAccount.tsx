import { useMutation } from '@tanstack/react-query';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { Page } from '#web/phone/kit/Page.tsx';
import { signOut } from '#web/phone/kit/sign-out.ts';
import type { Me } from '#web/phone/kit/use-me.ts';

/** An account of the desk has opened the graduates' pages. */
export function WrongAccount({ me }: { readonly me: Me }) {
  const leaving = useMutation({ mutationFn: signOut });
  return (
    <Page title="毕业生去向登记">
      <section className="card stack">
        <h2 className="card-title">这里供毕业生使用</h2>
        <p>您现在以「{me.name}」登录。请回到您的工作页面，或退出后用毕业生本人的学信网账号登录。</p>
        <a className="button button-main" href={me.employer ? '/desk/employer' : '/desk/'}>
          前往我的工作页面
        </a>
        <button type="button" className="button" disabled={leaving.isPending} onClick={() => leaving.mutate()}>
          退出登录
        </button>
        {leaving.error && <ProblemNotice error={leaving.error} />}
      </section>
    </Page>
  );
}
