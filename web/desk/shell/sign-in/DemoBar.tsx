import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { demoAccountsQuery, portalQuery } from './queries.ts';
import type { SignIn } from './use-sign-in.ts';

interface Props {
  readonly entry: 'staff' | 'employer';
  readonly signIn: SignIn;
}

/** One click per demo account. The list is empty wherever the demo does not run. */
export function DemoBar({ entry, signIn }: Props) {
  const queryClient = useQueryClient();
  const accounts = useQuery(demoAccountsQuery);
  const portal = useQuery(portalQuery);
  const here = accounts.data?.filter(account => account.entry === entry) ?? [];
  if (here.length === 0) return null;

  const enter = async (login: string) => {
    // The password of the moment may have passed while the page was open.
    const fresh = await queryClient.fetchQuery(demoAccountsQuery).catch(() => here);
    const account = fresh.find(one => one.login === login);
    if (account) await signIn.send({ login, password: account.password, totp: account.totp ?? undefined });
  };

  return (
    <aside className="demo" aria-label="演示账号">
      <h2>演示账号，点击即登录</h2>
      <ul>
        {here.map(({ login, who }) => (
          <li key={login}>
            <Button disabled={signIn.sending} onClick={() => void enter(login)}>
              {who}
              <span className="code quiet">{login}</span>
            </Button>
          </li>
        ))}
      </ul>
      {portal.data?.inboxUrl ? (
        <p>
          <a href={portal.data.inboxUrl} target="_blank" rel="noreferrer">
            查看演示短信与微信消息
          </a>
        </p>
      ) : null}
    </aside>
  );
}
