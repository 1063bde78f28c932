import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { isMobile, normalizePhone } from '#domain/identifiers/phone.ts';
import { call, codeOf, fieldFaultsOf, sentenceFor } from '../app/api.ts';
import { useTitle } from '../app/use-title.ts';
import { showFaults } from '../pieces/form-faults.ts';
import { useCountdown } from './use-countdown.ts';

interface Values {
  readonly phone: string;
  readonly code: string;
  readonly password: string;
}
/** Refusals that belong to one field. */
const fieldOfCode: Readonly<Record<string, string>> = {
  'wrong-sms-code': 'code',
  'phone-taken': 'phone',
  'weak-password': 'password',
};

/** 单位用户注册: phone, code by SMS, password; the organisation's data are asked once inside. */
export default function RegisterPage() {
  const [form] = Form.useForm<Values>();
  const [wait, startWait] = useCountdown();
  const [asking, setAsking] = useState(false);
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<string>();
  const [told, setTold] = useState<string>();
  const queryClient = useQueryClient();
  const [, navigate] = useLocation();
  useTitle('单位用户注册');

  const refused = (error: unknown) => {
    const code = codeOf(error) ?? '';
    const field = fieldOfCode[code];
    const faults = field ? { [field]: sentenceFor(error) } : fieldFaultsOf(error);
    const unplaced = showFaults(form, faults);
    setFault(Object.keys(faults).length === 0 ? sentenceFor(error) : unplaced[0]);
  };
  const askCode = async () => {
    setFault(undefined);
    setTold(undefined);
    await form.validateFields(['phone']);
    setAsking(true);
    try {
      const phone = normalizePhone(form.getFieldValue('phone'));
      const { waitSeconds } = await call('POST /api/sms-codes', { body: { phone } });
      startWait(waitSeconds);
      setTold('验证码已发送，请查看手机短信。');
      form.getFieldInstance('code')?.focus();
    } catch (error) {
      refused(error);
    } finally {
      setAsking(false);
    }
  };
  const register = async ({ phone, code, password }: Values) => {
    setFault(undefined);
    setSending(true);
    try {
      await call('POST /api/employer-registrations', { body: { phone: normalizePhone(phone), code, password } });
      navigate('/employer/organisation', { replace: true });
      await queryClient.resetQueries();
    } catch (error) {
      refused(error);
    } finally {
      setSending(false);
    }
  };

  return (
    <main className="door">
      <div className="door-box">
        <h1>单位用户注册</h1>
        <p className="quiet">先用手机号创建管理员账号，再填写单位信息并提交资质审核。</p>
        <div aria-live="polite">
          {fault ? <Alert type="error" showIcon title={fault} className="door-alert" /> : null}
          {told ? <Alert type="success" showIcon title={told} className="door-alert" /> : null}
        </div>
        <Form form={form} layout="vertical" requiredMark={false} size="large" onFinish={values => void register(values)}>
          <Form.Item
            name="phone"
            label="手机号"
            rules={[
              {
                validator: (_, value: unknown) =>
                  typeof value === 'string' && isMobile(normalizePhone(value))
                    ? Promise.resolve()
                    : Promise.reject(new Error('请输入 11 位手机号码')),
              },
            ]}
            validateTrigger="onBlur"
          >
            <Input type="tel" inputMode="numeric" autoComplete="tel" maxLength={20} autoFocus />
          </Form.Item>
          <div className="field-with-button">
            <Form.Item
              name="code"
              label="短信验证码"
              rules={[{ pattern: /^\s*\d{6}\s*$/, required: true, message: '请输入 6 位短信验证码' }]}
            >
              <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
            </Form.Item>
            <Button onClick={() => void askCode().catch(() => undefined)} disabled={wait > 0} loading={asking}>
              {wait > 0 ? `${wait} 秒后可重新获取` : '获取验证码'}
            </Button>
          </div>
          <Form.Item
            name="password"
            label="设置密码"
            extra="至少 10 位，不要使用常见或与手机号相近的密码"
            rules={[{ required: true, min: 10, message: '密码至少 10 位' }]}
          >
            <Input.Password autoComplete="new-password" maxLength={200} />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={sending}>
            注册并登录
          </Button>
        </Form>
        <p className="door-help">
          已有账号？<Link href="/employer">返回登录</Link>
        </p>
      </div>
    </main>
  );
}
