import { Alert, Button, Form } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { normalizePhone } from '#domain/identifiers/phone.ts';
import { call, codeOf, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { clearChanged, showFaults } from '#web/desk/kit/forms/form-faults.ts';
import { Notice } from '#web/desk/kit/page/Notice.tsx';
import { useTitle } from '#web/desk/kit/page/use-title.ts';
import { PhoneFields } from './PhoneFields.tsx';
import { sendAccessCode, usePhoneCode } from './use-phone-code.ts';

interface Values {
  readonly phone: string;
  readonly code: string;
  readonly password: string;
}
/** Refusals that belong to one field. */
const fieldOfCode: Readonly<Record<string, string>> = { 'wrong-sms-code': 'code', 'weak-password': 'password' };
const toReset = sendAccessCode('reset');

/** 重设密码 of an employer's people: phone, code by SMS, another password. */
export default function ResetPage() {
  const [form] = Form.useForm<Values>();
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<string>();
  const [done, setDone] = useState(false);
  useTitle('重设密码');
  const refused = (error: unknown) => {
    const field = fieldOfCode[codeOf(error) ?? ''];
    const faults = field ? { [field]: sentenceFor(error) } : fieldFaultsOf(error);
    const unplaced = showFaults(form, faults);
    setFault(Object.keys(faults).length === 0 ? sentenceFor(error) : unplaced[0]);
  };
  const code = usePhoneCode(form, refused, toReset);
  const reset = async ({ phone, ...values }: Values) => {
    setFault(undefined);
    setSending(true);
    try {
      await call('POST /api/employer-access/password', { body: { ...values, phone: normalizePhone(phone) } });
      setDone(true);
    } catch (error) {
      refused(error);
    } finally {
      setSending(false);
    }
  };
  return (
    <main className="door">
      <div className="door-box">
        {done ? (
          <Notice kind="done" title="密码已重设" text="已登录的设备全部退出。请用手机号和新密码登录。">
            <Link href="/employer">返回登录</Link>
          </Notice>
        ) : (
          <>
            <h1>重设密码</h1>
            <p className="quiet form-note">用注册时的手机号接收验证码，设置新的密码。</p>
            <div aria-live="polite">
              {fault ? <Alert type="error" showIcon title={fault} className="door-alert" /> : null}
              {code.told && !fault ? (
                <Alert type="success" showIcon title="该手机号已注册的，验证码已发送，请查看短信。" className="door-alert" />
              ) : null}
            </div>
            <Form
              form={form}
              onValuesChange={changed => clearChanged(form, changed)}
              layout="vertical"
              requiredMark={false}
              size="large"
              onFinish={values => void reset(values)}
            >
              <PhoneFields code={code} />
              <Button type="primary" htmlType="submit" block loading={sending}>
                重设密码
              </Button>
            </Form>
            <p className="door-help">
              手机号已不用？请由单位的其他管理员重新添加您，或联系平台运维移交管理员。
              <br />
              <Link href="/employer">返回登录</Link>
            </p>
          </>
        )}
      </div>
    </main>
  );
}
