import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { leastPasswordLength } from '#domain/rules/password.ts';
import { type Answer, call, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { clearChanged, showFaults } from '#web/desk/kit/forms/form-faults.ts';
import { securityQuery } from './queries.ts';

interface Values {
  readonly current?: string;
  readonly next?: string;
  readonly again?: string;
}

/** A new password for oneself. */
export function PasswordForm({ onDone }: { readonly onDone: (security: Answer<'GET /api/account/security'>) => void }) {
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string>();
  const [sending, setSending] = useState(false);
  const queryClient = useQueryClient();

  const send = async ({ current = '', next = '', again = '' }: Values) => {
    if (next !== again) {
      showFaults(form, { again: '两次输入的新密码不一致' });
      return;
    }
    setSending(true);
    setFault(undefined);
    try {
      const security = await call('PUT /api/account/password', { body: { current, next } });
      form.resetFields();
      queryClient.setQueryData(securityQuery.queryKey, security);
      onDone(security);
    } catch (error) {
      const faults = fieldFaultsOf(error);
      const [unplaced] = showFaults(form, faults);
      setFault(unplaced ?? (Object.keys(faults).length === 0 ? sentenceFor(error) : undefined));
    } finally {
      setSending(false);
    }
  };
  return (
    <Form
      form={form}
      onValuesChange={changed => clearChanged(form, changed)}
      layout="vertical"
      requiredMark={false}
      onFinish={values => void send(values)}
    >
      {fault ? <Alert type="error" showIcon role="alert" title={fault} className="door-alert" /> : null}
      <Form.Item name="current" label="现在的密码">
        <Input.Password autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="next"
        label="新密码"
        extra={`至少 ${leastPasswordLength} 位；不要用常见密码、拼音加数字、日期，也不要含账号、姓名、手机号、学校或单位名称`}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item name="again" label="再输入一次新密码">
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={sending}>
        修改密码
      </Button>
    </Form>
  );
}
