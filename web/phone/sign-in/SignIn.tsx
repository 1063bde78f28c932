import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { CallableText } from '#web/common/CallableText.tsx';
import { call } from '#web/common/client.ts';
import { Icon } from '#web/phone/kit/Icon.tsx';
import { SignInProblem } from './SignInProblem.tsx';

export function SignIn() {
  useEffect(() => {
    document.title = '登录 · 毕业生去向登记';
  }, []);
  const { data: portal } = useQuery({ queryKey: ['portal'], queryFn: () => call('GET /api/portal') });
  return (
    <main className="page sign-in">
      <div className="sign-in-head">
        <span className="sign-in-mark" aria-hidden="true">
          <Icon name="signpost" />
        </span>
        <h1>毕业生去向登记</h1>
        <p className="soft">回应签约邀请，查看审核进度，下载电子就业协议书</p>
      </div>
      <SignInProblem />
      <div className="stack">
        <a className="button button-main button-wide" href="/auth/graduate">
          学信网账号登录
        </a>
        <a className="button button-wide" href="/auth/wechat">
          微信登录
        </a>
        <p className="note">首次登录请用学信网账号。登录后可在「个人信息」中绑定微信，以后用微信直接登录。</p>
      </div>
      <footer className="sign-in-foot">
        <p>
          <a href="/">不是毕业生？返回首页</a>
        </p>
        {portal?.helpContact && (
          <p className="note">
            咨询：
            <CallableText text={portal.helpContact} />
          </p>
        )}
      </footer>
      {/* Last, so that nothing moves when it comes. */}
      {portal?.demo && <DemoAccounts />}
    </main>
  );
}

/** Only where the demo runs: which accounts the stand-in for 学信网 knows. */
function DemoAccounts() {
  const { data = [] } = useQuery({ queryKey: ['demo-accounts'], queryFn: () => call('GET /api/demo-accounts') });
  const graduates = data.filter(({ entry }) => entry === 'graduate');
  if (graduates.length === 0) return null;
  return (
    <section className="card" aria-labelledby="demo-title">
      <h2 className="card-title" id="demo-title">
        演示账号
      </h2>
      <p className="note">演示环境中的学信网接受以下账号，人物均为虚构。</p>
      <dl className="rows">
        {graduates.map(({ who, login, password }) => (
          <div className="row" key={login}>
            <dt>{who}</dt>
            <dd>
              账号 <span className="code">{login}</span>
              <br />
              密码 <span className="code">{password}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
