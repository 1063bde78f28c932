import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTitle } from '#web/desk/kit/page/use-title.ts';
import { meQuery } from '#web/desk/kit/session/me-query.ts';
import { useMe } from '#web/desk/kit/session/session.ts';
import { useSignOut } from '#web/desk/kit/session/use-sign-out.ts';
import { PasswordForm } from './PasswordForm.tsx';
import { ProveAgain } from './ProveAgain.tsx';
import { SetUpSecondFactor } from './SecondFactor.tsx';

/** Before anything else opens: a password of one's own, and the second factor where the account must have one. */
export default function FirstSteps() {
  const me = useMe();
  const signOut = useSignOut();
  const queryClient = useQueryClient();
  const isPassword = me.mustFirst === 'password';
  const title = isPassword ? '修改初始密码' : '绑定动态口令';
  useTitle(title);
  const next = () => void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
  return (
    <main className="door">
      <div className="door-box wide-door">
        <h1>{title}</h1>
        <p className="door-alert">
          {me.name}，您好。
          {isPassword
            ? '您的密码由他人生成，请先换成只有自己知道的密码。'
            : `${me.kind === 'department' || me.kind === 'school' ? '学校要求' : '您的账号权限较大，'}登录时除密码外还须输入动态口令，请先绑定。`}
        </p>
        {isPassword ? <PasswordForm onDone={next} /> : <SetUpSecondFactor onDone={next} />}
        <p className="door-help">
          <Button type="link" className="cell-link" onClick={() => void signOut()}>
            退出登录
          </Button>
        </p>
      </div>
      <ProveAgain />
    </main>
  );
}
