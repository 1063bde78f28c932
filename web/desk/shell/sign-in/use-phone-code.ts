import type { FormInstance } from 'antd';
import { useState } from 'react';
import { isMobile, normalizePhone } from '#domain/identifiers/phone.ts';
import { call } from '#web/desk/kit/api/api.ts';
import { useCountdown } from './use-countdown.ts';

/** A rule of a form: eleven digits, however they are written. */
export const mobileRule = {
  validator: (_: unknown, value: unknown) =>
    typeof value === 'string' && isMobile(normalizePhone(value))
      ? Promise.resolve()
      : Promise.reject(new Error('请输入 11 位手机号码')),
};

const toRegister: SendCode = phone => call('POST /api/sms-codes', { body: { phone } });
type SendCode = (phone: string) => Promise<{ readonly waitSeconds: number }>;
/** For those who have an account: to sign in, or to choose another password. */
export const sendAccessCode =
  (purpose: 'sign-in' | 'reset'): SendCode =>
  phone =>
    call('POST /api/employer-access/codes', { body: { phone, purpose } });

/** 获取验证码 of a form with the fields phone and code. */
export function usePhoneCode(form: FormInstance, onRefused: (error: unknown) => void, send = toRegister) {
  const [wait, startWait] = useCountdown();
  const [asking, setAsking] = useState(false);
  const [told, setTold] = useState<string>();
  const ask = async () => {
    setTold(undefined);
    await form.validateFields(['phone']);
    setAsking(true);
    try {
      const phone = normalizePhone(form.getFieldValue('phone'));
      const { waitSeconds } = await send(phone);
      startWait(waitSeconds);
      setTold('验证码已发送，请查看手机短信。');
      form.getFieldInstance('code')?.focus();
    } catch (error) {
      onRefused(error);
    } finally {
      setAsking(false);
    }
  };
  return { wait, asking, told, ask: () => void ask().catch(() => undefined) };
}
