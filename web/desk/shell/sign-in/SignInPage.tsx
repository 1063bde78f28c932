import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useTitle } from '#web/desk/kit/page/use-title.ts';
import { CodeSignInForm } from './CodeSignInForm.tsx';
import { DemoBar } from './DemoBar.tsx';
import { SignInForm } from './SignInForm.tsx';
import { useSignIn } from './use-sign-in.ts';

type Entry = 'staff' | 'employer';
const entries = {
  staff: { title: '省校管理', account: '就业管理系统账号', help: '没有账号请联系学校就业创业管理部门创建。' },
  employer: { title: '用人单位', account: '手机号', help: '' },
} as const;

/** 省校管理 and 用人单位 sign in here; graduates have pages of their own. */
export default function SignInPage({ entry }: { readonly entry: Entry }) {
  const words = entries[entry];
  const queryClient = useQueryClient();
  const [location, navigate] = useLocation();
  const entered = async () => {
    // The URL that was asked for opens, unless it was the sign-in of the other entry.
    if (location === '/employer' || location === '/') navigate('/', { replace: true });
    await queryClient.resetQueries();
  };
  const signIn = useSignIn(entered);
  const [chosen, setByCode] = useState(false);
  const byCode = chosen && entry === 'employer';
  useTitle(`${words.title}登录`);

  return (
    <main className="door">
      <div className="door-box">
        <p className="door-brand">
          <img src={new URL('../../../common/icon.svg', import.meta.url).href} alt="" width={36} height={36} />
          毕业去向登记与网上签约
        </p>
        <nav className="door-entries" aria-label="登录入口">
          {(['staff', 'employer'] as const).map(key => (
            <Link key={key} href={key === 'staff' ? '/' : '/employer'} aria-current={key === entry ? 'page' : undefined}>
              {entries[key].title}
            </Link>
          ))}
          <a href="/">毕业生</a>
        </nav>
        <h1>{words.title}登录</h1>
        {byCode ? <CodeSignInForm onDone={entered} /> : <SignInForm account={words.account} signIn={signIn} />}
        {entry === 'employer' ? (
          <p className="door-help">
            <Button type="link" style={{ paddingInline: 0 }} onClick={() => setByCode(!byCode)}>
              {byCode ? '用密码登录' : '用短信验证码登录'}
            </Button>
            {' · '}
            <Link href="/employer/reset">忘记密码</Link>
          </p>
        ) : null}
        {entry === 'employer' ? (
          <p className="door-help">
            首次使用？<Link href="/employer/register">注册单位账号</Link>，或<Link href="/employer/join">加入已注册的单位</Link>
          </p>
        ) : (
          <p className="door-help">{words.help}</p>
        )}
      </div>
      <DemoBar entry={entry} signIn={signIn} />
    </main>
  );
}
