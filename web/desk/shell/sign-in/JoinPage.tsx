import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { normalizePhone } from '#domain/identifiers/phone.ts';
import { normalizeUscc } from '#domain/identifiers/uscc.ts';
import { call, codeOf, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { clearChanged, showFaults } from '#web/desk/kit/forms/form-faults.ts';
import { Notice } from '#web/desk/kit/page/Notice.tsx';
import { useTitle } from '#web/desk/kit/page/use-title.ts';
import { PhoneFields } from './PhoneFields.tsx';
import { usePhoneCode } from './use-phone-code.ts';

interface Values {
  readonly uscc: string;
  readonly name: string;
  readonly phone: string;
  readonly code: string;
  readonly password: string;
}
/** Refusals that belong to one field. */
const fieldOfCode: Readonly<Record<string, string>> = {
  'employer-not-registered': 'uscc',
  'wrong-sms-code': 'code',
  'phone-taken': 'phone',
  'weak-password': 'password',
};

/** 加入已注册的单位: at once for who was invited, else once an administrator of it has agreed. */
export default function JoinPage() {
  const [form] = Form.useForm<Values>();
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<string>();
  const [waits, setWaits] = useState(false);
  const queryClient = useQueryClient();
  const [, navigate] = useLocation();
  // The link of an invitation brings the organisation's code along.
  const [uscc] = useState(() => normalizeUscc(decodeURIComponent(window.location.hash.slice(1))));
  useTitle('加入已注册的单位');

  const refused = (error: unknown) => {
    const field = fieldOfCode[codeOf(error) ?? ''];
    const faults = field ? { [field]: sentenceFor(error) } : fieldFaultsOf(error);
    const unplaced = showFaults(form, faults);
    setFault(Object.keys(faults).length === 0 ? sentenceFor(error) : unplaced[0]);
  };
  const code = usePhoneCode(form, refused);
  const join = async ({ phone, ...values }: Values) => {
    setFault(undefined);
    setSending(true);
    try {
      const { joined } = await call('POST /api/employer-joins', { body: { ...values, phone: normalizePhone(phone) } });
      if (!joined) return setWaits(true);
      navigate('/employer', { replace: true });
      await queryClient.resetQueries();
    } catch (error) {
      refused(error);
    } finally {
      setSending(false);
    }
  };

  if (waits)
    return (
      <main className="door">
        <div className="door-box">
          <Notice
            kind="done"
            title="申请已提交"
            text="已通知该单位的管理员。管理员同意后，您会收到短信，届时用手机号和刚才设置的密码登录。"
          >
            <Link href="/employer">返回登录</Link>
          </Notice>
        </div>
      </main>
    );
  return (
    <main className="door">
      <div className="door-box">
        <h1>加入已注册的单位</h1>
        <p className="quiet form-note">收到单位邀请短信的，用收到短信的手机号注册后即可使用；没有受邀的，等待单位管理员同意。</p>
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
          initialValues={{ uscc }}
          onFinish={values => void join(values)}
        >
          <Form.Item
            name="uscc"
            label="单位统一社会信用代码"
            rules={[{ required: true, message: '请填写 18 位统一社会信用代码' }]}
          >
            <Input className="code" maxLength={40} autoComplete="off" spellCheck={false} />
          </Form.Item>
          <Form.Item name="name" label="您的姓名" rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}>
            <Input maxLength={50} autoComplete="name" />
          </Form.Item>
          <PhoneFields code={code} />
          <Button type="primary" htmlType="submit" block loading={sending}>
            加入单位
          </Button>
        </Form>
        <p className="door-help">
          单位还没有注册？<Link href="/employer/register">注册单位账号</Link>
          <br />
          已有账号？<Link href="/employer">返回登录</Link>
        </p>
      </div>
    </main>
  );
}
