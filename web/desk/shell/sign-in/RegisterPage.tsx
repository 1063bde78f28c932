import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { normalizePhone } from '#domain/identifiers/phone.ts';
import { call, codeOf, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { clearChanged, showFaults } from '#web/desk/kit/forms/form-faults.ts';
import { useTitle } from '#web/desk/kit/page/use-title.ts';
import { PhoneFields } from './PhoneFields.tsx';
import { usePhoneCode } from './use-phone-code.ts';

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
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<string>();
  const queryClient = useQueryClient();
  const [, navigate] = useLocation();
  useTitle('单位用户注册');

  const refused = (error: unknown) => {
    const field = fieldOfCode[codeOf(error) ?? ''];
    const faults = field ? { [field]: sentenceFor(error) } : fieldFaultsOf(error);
    const unplaced = showFaults(form, faults);
    setFault(Object.keys(faults).length === 0 ? sentenceFor(error) : unplaced[0]);
  };
  const code = usePhoneCode(form, refused);
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
        <p className="quiet form-note">先用手机号创建管理员账号，再填写单位信息并提交资质审核。</p>
        <div aria-live="polite">
          {fault ? <Alert type="error" showIcon title={fault} className="door-alert" /> : null}
          {code.told ? <Alert type="success" showIcon title={code.told} className="door-alert" /> : null}
        </div>
        <Form
          form={form}
          onValuesChange={changed => clearChanged(form, changed)}
          layout="vertical"
          requiredMark={false}
          size="large"
          onFinish={values => void register(values)}
        >
          <PhoneFields code={code} />
          <Button type="primary" htmlType="submit" block loading={sending}>
            注册并登录
          </Button>
        </Form>
        <p className="door-help">
          单位已有人注册？<Link href="/employer/join">加入已注册的单位</Link>
          <br />
          已有账号？<Link href="/employer">返回登录</Link>
        </p>
      </div>
    </main>
  );
}
