import { Button, Form, Input } from 'antd';
import { mobileRule, type usePhoneCode } from './use-phone-code.ts';

interface Props {
  readonly code: ReturnType<typeof usePhoneCode>;
}

/** A phone, and the code that proves it. */
export function PhoneAndCode({ code: { wait, asking, ask } }: Props) {
  return (
    <>
      <Form.Item name="phone" label="手机号" rules={[mobileRule]} validateTrigger="onBlur">
        <Input type="tel" inputMode="numeric" autoComplete="tel" maxLength={20} />
      </Form.Item>
      <div className="field-with-button">
        <Form.Item
          name="code"
          label="短信验证码"
          rules={[{ pattern: /^\s*\d{6}\s*$/, required: true, message: '请输入 6 位短信验证码' }]}
        >
          <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
        </Form.Item>
        <Button onClick={ask} disabled={wait > 0} loading={asking}>
          {wait > 0 ? `${wait} 秒后可重新获取` : '获取验证码'}
        </Button>
      </div>
    </>
  );
}

/** With a password: how an employer's account begins. */
export const PhoneFields = ({ code }: Props) => (
  <>
    <PhoneAndCode code={code} />
    <Form.Item
      name="password"
      label="设置密码"
      extra="至少 10 位；不要用常见密码、拼音加数字、日期，也不要含手机号、姓名"
      rules={[{ required: true, min: 10, message: '密码至少 10 位' }]}
    >
      <Input.Password autoComplete="new-password" maxLength={200} />
    </Form.Item>
  </>
);
