import { Alert, Button, Form, Input, type InputRef } from 'antd';
import { useEffect, useRef } from 'react';
import type { Credentials, SignIn } from './use-sign-in.ts';

interface Props {
  /** What the login is called here. */
  readonly account: string;
  /** Whose it is, where that is known. */
  readonly login?: string;
  readonly signIn: SignIn;
}

export function SignInForm({ account, login, signIn }: Props) {
  const totpField = useRef<InputRef>(null);
  const { asksTotp } = signIn;
  useEffect(() => {
    if (asksTotp) totpField.current?.focus();
  }, [asksTotp]);

  return (
    <Form<Credentials>
      layout="vertical"
      requiredMark={false}
      onFinish={signIn.send}
      size="large"
      {...(login ? { initialValues: { login } } : {})}
    >
      <div aria-live="polite">
        {signIn.fault ? <Alert type="error" showIcon title={signIn.fault} className="door-alert" /> : null}
        {signIn.asksAgain ? <Alert type="info" showIcon title={signIn.asksAgain} className="door-alert" /> : null}
      </div>
      <Form.Item name="login" label={account} rules={[{ required: true, message: `请输入${account}` }]}>
        <Input autoComplete="username" maxLength={60} autoFocus={!login} />
      </Form.Item>
      <Form.Item name="password" label="密码" rules={[{ required: true, message: '请输入密码' }]}>
        <Input.Password autoComplete="current-password" maxLength={200} autoFocus={login !== undefined} />
      </Form.Item>
      {asksTotp ? (
        <Form.Item
          name="totp"
          label="动态口令"
          extra="打开验证器应用，输入 6 位数字；手机遗失的，输入一个恢复码"
          rules={[
            { pattern: /^\s*(?:\d{6}|(?:[a-z0-9]{4}[- ]?){3})\s*$/i, message: '动态口令为 6 位数字，恢复码为 12 位字母和数字' },
          ]}
        >
          <Input ref={totpField} autoComplete="one-time-code" maxLength={20} autoCapitalize="off" spellCheck={false} />
        </Form.Item>
      ) : null}
      <Button type="primary" htmlType="submit" block loading={signIn.sending}>
        登录
      </Button>
    </Form>
  );
}
