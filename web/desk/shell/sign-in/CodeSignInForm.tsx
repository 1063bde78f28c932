import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { normalizePhone } from '#domain/identifiers/phone.ts';
import { call, codeOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { PhoneAndCode } from './PhoneFields.tsx';
import { sendAccessCode, usePhoneCode } from './use-phone-code.ts';

interface Values {
  readonly phone: string;
  readonly code: string;
  readonly totp?: string;
}
const toSignIn = sendAccessCode('sign-in');

/** 短信验证码登录 of an employer's people. Who has a second factor is asked for it as well. */
export function CodeSignInForm({ onDone }: { readonly onDone: () => Promise<void> }) {
  const [form] = Form.useForm<Values>();
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<string>();
  const [asksTotp, setAsksTotp] = useState(false);
  const refused = (error: unknown) => {
    const code = codeOf(error);
    if (code === 'totp-required' || code === 'wrong-totp') setAsksTotp(true);
    setFault(sentenceFor(error));
  };
  const code = usePhoneCode(form, refused, toSignIn);
  const send = async ({ phone, ...values }: Values) => {
    setFault(undefined);
    setSending(true);
    try {
      const body = { ...values, phone: normalizePhone(phone), totp: values.totp || undefined };
      await call('POST /api/employer-access/sign-in', { body });
      await onDone();
    } catch (error) {
      refused(error);
    } finally {
      setSending(false);
    }
  };
  return (
    <Form form={form} layout="vertical" requiredMark={false} size="large" onFinish={values => void send(values)}>
      <div aria-live="polite">
        {fault ? <Alert type="error" showIcon title={fault} className="door-alert" /> : null}
        {code.told && !fault ? (
          <Alert type="success" showIcon title="该手机号已注册的，验证码已发送，请查看短信。" className="door-alert" />
        ) : null}
      </div>
      <PhoneAndCode code={code} />
      {asksTotp ? (
        <Form.Item
          name="totp"
          label="动态口令"
          extra="打开验证器应用，输入 6 位数字；手机遗失的，输入一个恢复码"
          rules={[{ required: true, message: '请输入动态口令' }]}
        >
          <Input autoComplete="one-time-code" maxLength={20} autoCapitalize="off" spellCheck={false} autoFocus />
        </Form.Item>
      ) : null}
      <Button type="primary" htmlType="submit" block loading={sending}>
        登录
      </Button>
      <p className="quiet above">
        短信可能被看到您手机的人、或补办了您手机卡的人读取。请勿转告验证码；登录后建议在「账号安全」绑定动态口令。
      </p>
    </Form>
  );
}
