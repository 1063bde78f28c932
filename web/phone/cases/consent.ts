import { RequestRefused } from '#contract/client.ts';
import { faultOf } from '#web/common/problem-words.ts';

/** 意愿确认 as it is being filled in. */
export interface Consent {
  readonly agreed: boolean;
  readonly method: 'name' | 'sms';
  readonly name: string;
  readonly code: string;
}
export type ConsentFaults = { readonly [K in 'agreed' | 'name' | 'code']?: string };

/** What is still missing, so that nobody waits for an answer to learn it; the server asks the same. */
export function faultsIn({ agreed, method, name, code }: Consent): ConsentFaults {
  return {
    ...(!agreed && { agreed: '请先勾选，确认您已阅读并同意' }),
    ...(method === 'name' && name.trim() === '' && { name: '请输入您的姓名' }),
    ...(method === 'sms' && !/^\d{6}$/.test(code.trim()) && { code: '请输入 6 位短信验证码' }),
  };
}

/** The refusals that are shown at a field. */
export function faultsOfAnswer(error: unknown): ConsentFaults {
  const code = error instanceof RequestRefused ? error.problem.code : '';
  const agreed = faultOf(error, 'agreed');
  const name =
    faultOf(error, 'proof.name') ??
    (code === 'name-does-not-match' ? '与您的姓名不一致，请重新输入，或改用短信验证码' : undefined);
  const sms = faultOf(error, 'proof.code') ?? (code === 'wrong-sms-code' ? '短信验证码不正确或已过期，请重新获取' : undefined);
  return { ...(agreed && { agreed }), ...(name && { name }), ...(sms && { code: sms }) };
}

export const consentInput = ({ method, name, code }: Consent) => ({
  agreed: true,
  proof: method === 'name' ? { method, name: name.trim() } : { method, code: code.trim() },
});
