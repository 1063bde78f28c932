import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { call, onSessionEnd } from '#web/desk/kit/api/api.ts';
import { useMe } from '#web/desk/kit/session/session.ts';
import { useSignOut } from '#web/desk/kit/session/use-sign-out.ts';
import { SignInForm } from './SignInForm.tsx';
import { useSignIn } from './use-sign-in.ts';

/** The session ended while a page was open: sign in above it, so that nothing typed is lost. */
export function SessionEnded() {
  const me = useMe();
  const [ended, setEnded] = useState(false);
  const client = useQueryClient();
  const signOut = useSignOut();
  useEffect(() => {
    return onSessionEnd(() => setEnded(true));
  }, []);

  const signIn = useSignIn(async () => {
    const again = await call('GET /api/me');
    // Another person has signed in: the page shows data that is not theirs.
    if (again?.kind !== me.kind || again.name !== me.name || again.employer?.id !== me.employer?.id)
      window.location.assign('/desk/');
    setEnded(false);
    await client.invalidateQueries();
  });

  return (
    <Modal
      title="登录已失效，请重新登录"
      open={ended}
      footer={
        <Button type="text" onClick={() => void signOut()}>
          退出，回到登录页
        </Button>
      }
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      destroyOnHidden
      width={400}
    >
      <p className="quiet">页面上已填写的内容仍在，登录后可继续。</p>
      <SignInForm account={me.employer ? '手机号' : '账号'} signIn={signIn} {...(me.login ? { login: me.login } : {})} />
    </Modal>
  );
}
