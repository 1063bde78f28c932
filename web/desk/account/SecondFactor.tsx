import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import QrCode from 'qrcode';
import { useEffect, useState } from 'react';
import { type Answer, call, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { clearChanged, showFaults } from '#web/desk/kit/forms/form-faults.ts';
import { securityQuery } from './queries.ts';
import { RecoveryCodes } from './RecoveryCodes.tsx';

type Security = Answer<'GET /api/account/security'>;
type Begun = Answer<'POST /api/account/second-factor'>;
type Confirmed = Answer<'PUT /api/account/second-factor'>;
interface Values {
  readonly token?: string;
}
interface Props {
  readonly onDone: (security: Security) => void;
}

/** A form of one step: an error is shown at its field, or above the form. */
function useStep(onDone: (security: Security) => void) {
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string>();
  const [sending, setSending] = useState(false);
  const queryClient = useQueryClient();
  const run = async (work: () => Promise<Security | undefined>) => {
    setSending(true);
    setFault(undefined);
    try {
      const security = await work();
      if (!security) return;
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
  return { form, fault, sending, run };
}

const TokenItem = ({ extra }: { readonly extra: string }) => (
  <Form.Item name="token" label="动态口令" extra={extra}>
    <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} style={{ maxWidth: 200 }} />
  </Form.Item>
);

/** 绑定动态口令: the QR code, one password made from it, the recovery codes. */
export function SetUpSecondFactor({ onDone }: Props) {
  const { form, fault, sending, run } = useStep(onDone);
  const [begun, setBegun] = useState<Begun>();
  const [made, setMade] = useState<Confirmed>();
  const queryClient = useQueryClient();
  const begin = () =>
    run(async () => {
      setBegun(await call('POST /api/account/second-factor'));
      return undefined;
    });
  const confirm = ({ token = '' }: Values) =>
    run(async () => {
      if (!begun) return undefined;
      const confirmed = await call('PUT /api/account/second-factor', { body: { ticket: begun.ticket, token } });
      queryClient.setQueryData(securityQuery.queryKey, confirmed.security);
      setMade(confirmed);
      return undefined;
    });
  if (made)
    return <RecoveryCodes codes={made.recoveryCodes} word="已保存，完成" onDone={() => void run(async () => made.security)} />;
  return (
    <Form
      form={form}
      onValuesChange={changed => clearChanged(form, changed)}
      layout="vertical"
      requiredMark={false}
      onFinish={values => void (begun ? confirm(values) : begin())}
    >
      {fault ? (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={fault}
          className="door-alert"
          action={begun ? <Button onClick={() => setBegun(undefined)}>重新开始</Button> : null}
        />
      ) : null}
      {begun ? (
        <>
          <p className="above">1. 用手机上的验证器应用（支持 TOTP 的均可）扫描二维码；不能扫描时，手工输入密钥。</p>
          <Picture uri={begun.uri} />
          <p className="form-note">
            密钥 <span className="code wrap">{begun.secret.replace(/(.{4})(?=.)/g, '$1 ')}</span>
          </p>
          <p className="form-note">2. 输入应用上显示的 6 位数字。</p>
          <TokenItem extra="数字每 30 秒更换一次" />
        </>
      ) : (
        <p className="form-note">请准备好手机，并安装验证器应用（如手机自带的密码管理、微软或腾讯的身份验证器）。</p>
      )}
      <Button type="primary" htmlType="submit" loading={sending}>
        {begun ? '完成绑定' : '开始绑定'}
      </Button>
    </Form>
  );
}

function Picture({ uri }: { readonly uri: string }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    let stale = false;
    void QrCode.toDataURL(uri, { margin: 4, width: 220, errorCorrectionLevel: 'M' }).then(made => {
      if (!stale) setAddress(made);
    });
    return () => {
      stale = true;
    };
  }, [uri]);
  return address ? (
    <img src={address} alt="绑定动态口令的二维码" width={220} height={220} className="qr" />
  ) : (
    <div className="qr" />
  );
}

/** 解除动态口令, where it is no duty. */
export function RemoveSecondFactor({ onDone }: Props) {
  const { form, fault, sending, run } = useStep(onDone);
  const send = ({ token = '' }: Values) => run(() => call('POST /api/account/second-factor/removal', { body: { token } }));
  return (
    <Form
      form={form}
      onValuesChange={changed => clearChanged(form, changed)}
      layout="vertical"
      requiredMark={false}
      onFinish={values => void send(values)}
    >
      {fault ? <Alert type="error" showIcon role="alert" title={fault} className="door-alert" /> : null}
      <TokenItem extra="验证器应用上显示的 6 位数字" />
      <Button danger htmlType="submit" loading={sending}>
        解除动态口令
      </Button>
    </Form>
  );
}
