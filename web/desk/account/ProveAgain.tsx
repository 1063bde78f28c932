import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, type InputRef, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { proofMinutes } from '#domain/rules/proof.ts';
import { call, fieldFaultsOf, onProofNeeded, sentenceFor } from '#web/desk/kit/api/api.ts';
import { clearChanged, showFaults } from '#web/desk/kit/forms/form-faults.ts';
import { securityQuery } from './queries.ts';

type Way = 'password' | 'token';
interface Values {
  readonly password?: string;
  readonly token?: string;
}

/** Requests that wait for the same answer: the window opens once for all of them. */
function useProof() {
  const [isAsked, setAsked] = useState(false);
  const waiting = useRef<((proved: boolean) => void)[]>([]);
  useEffect(() => {
    return onProofNeeded(
      () =>
        new Promise(resolve => {
          waiting.current.push(resolve);
          setAsked(true);
        }),
    );
  }, []);
  const answer = (proved: boolean) => {
    for (const resolve of waiting.current.splice(0)) resolve(proved);
    setAsked(false);
  };
  return { isAsked, answer };
}

/** 验证身份: asked above whatever page or window is open, which keeps what was typed; what was pressed is then done. */
export function ProveAgain() {
  const { isAsked, answer } = useProof();
  const security = useQuery({ ...securityQuery, enabled: isAsked });
  const [form] = Form.useForm<Values>();
  const [way, setWay] = useState<Way>('password');
  const [fault, setFault] = useState<string>();
  const [sending, setSending] = useState(false);
  const field = useRef<InputRef>(null);

  const send = async ({ password = '', token = '' }: Values) => {
    setSending(true);
    setFault(undefined);
    try {
      await (way === 'password'
        ? call('POST /api/account/proof', { body: { password } })
        : call('POST /api/account/proof', { body: { token } }));
      answer(true);
    } catch (error) {
      const faults = fieldFaultsOf(error);
      const [unplaced] = showFaults(form, faults);
      setFault(unplaced ?? (Object.keys(faults).length === 0 ? sentenceFor(error) : undefined));
    } finally {
      setSending(false);
    }
  };
  const switchWay = () => {
    setWay(way === 'password' ? 'token' : 'password');
    setFault(undefined);
    form.resetFields();
  };
  return (
    <Modal
      title="验证身份"
      open={isAsked}
      okText="验证并继续"
      confirmLoading={sending}
      onOk={() => form.submit()}
      onCancel={() => answer(false)}
      afterOpenChange={isOpen => isOpen && field.current?.focus()}
      mask={{ closable: false }}
      // Above the windows that ask for it, and above what is asked once more, which antd lays at 2000.
      zIndex={2100}
      width={420}
      destroyOnHidden
    >
      <p className="quiet below">
        这项操作关系到账号或单位安全，请再次验证是您本人，{proofMinutes} 分钟内不再询问。已填写的内容不会丢失。
      </p>
      <Form
        form={form}
        onValuesChange={changed => clearChanged(form, changed)}
        name="prove-again"
        layout="vertical"
        requiredMark={false}
        onFinish={values => void send(values)}
        preserve={false}
      >
        {way === 'password' ? (
          <Form.Item name="password" label="登录密码">
            <Input.Password ref={field} autoComplete="current-password" maxLength={200} />
          </Form.Item>
        ) : (
          <Form.Item name="token" label="动态口令" extra="验证器应用上显示的 6 位数字，每个只能用一次">
            <Input ref={field} inputMode="numeric" autoComplete="one-time-code" maxLength={6} style={{ maxWidth: 200 }} />
          </Form.Item>
        )}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
      {security.data?.secondFactor ? (
        <Button type="link" className="cell-link" onClick={switchWay}>
          {way === 'password' ? '改用动态口令' : '改用登录密码'}
        </Button>
      ) : null}
      <p className="fault" role="alert">
        {fault}
      </p>
    </Modal>
  );
}
