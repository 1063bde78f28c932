import { callOutside, jsonAnswer, OutsideError, type OutsideOptions } from './call-outside.ts';
import { type Delivery, deliveryOfError, type FailedDelivery, failed } from './delivery.ts';

export type WechatTemplateMessage = {
  openid: string;
  templateId: string;
  /** Where a tap leads; undefined for a message without a link. */
  url?: string | undefined;
  /** WeChat's keyword names (`thing1`, `time2`, …) to values. */
  data: Readonly<Record<string, string>>;
  clientMsgId: string;
};

/** WeChat refused, by its `errcode`; or did not answer (`unavailable`). */
export class WechatError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`wechat: ${code}`);
    this.name = 'WechatError';
    this.code = code;
  }
}

export type Wechat = {
  /** Where a browser inside WeChat is sent to say who it is (snsapi_base: silently). */
  authorizeUrl(redirectUri: string, state: string): string;
  /** The openid behind a code. Throws WechatError; 40029 and 40163 mean that the code is wrong, old or used. */
  exchangeCode(code: string): Promise<string>;
  sendTemplate(message: WechatTemplateMessage): Promise<Delivery>;
};

export type WechatOptions = OutsideOptions & {
  /** `https://api.weixin.qq.com`, or a stand-in's base address. */
  baseUrl: string;
  /** `https://open.weixin.qq.com`; by default the same as `baseUrl`, or that one for the real `baseUrl`. */
  openBaseUrl?: string;
  appId: string;
  secret: string;
  now?: () => number;
};

const realBaseUrl = 'https://api.weixin.qq.com';
// WeChat: 全局返回码. The token was replaced by another holder of the secret, or ran out.
const tokenIsOver = new Set(['40001', '40014', '42001']);
const outcomes: Readonly<Record<string, FailedDelivery['outcome']>> = {
  '-1': 'temporary-failure',
  '45009': 'temporary-failure',
  '45011': 'temporary-failure',
  '40003': 'permanent-failure',
  '43004': 'permanent-failure',
  '43019': 'permanent-failure',
  '43101': 'permanent-failure',
};
// A token that ends while a request travels costs a second one.
const renewBeforeMs = 60_000;

/** WeChat's official-account API. */
export function createWechat(options: WechatOptions): Wechat {
  const now = options.now ?? Date.now;
  const openBaseUrl = options.openBaseUrl ?? (options.baseUrl === realBaseUrl ? 'https://open.weixin.qq.com' : options.baseUrl);
  let token: { value: string; until: number } | undefined;
  let asking: Promise<string> | undefined;

  async function call(path: string, body?: unknown): Promise<Record<string, unknown>> {
    const answer = await callOutside(
      `${options.baseUrl}${path}`,
      body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
      options,
    );
    const json = jsonAnswer(answer);
    if (answer.status !== 200 || !json) throw new OutsideError('interrupted');
    return json;
  }

  async function askToken(): Promise<string> {
    const answer = await call('/cgi-bin/stable_token', {
      grant_type: 'client_credential',
      appid: options.appId,
      secret: options.secret,
    });
    if (typeof answer.access_token !== 'string' || typeof answer.expires_in !== 'number') throw new WechatError(codeOf(answer));
    token = { value: answer.access_token, until: now() + answer.expires_in * 1000 - renewBeforeMs };
    return token.value;
  }

  /** `refused` is a token that WeChat did not take; many senders at once ask for one new token together. */
  function currentToken(refused?: string): Promise<string> {
    if (token && token.value !== refused && now() < token.until) return Promise.resolve(token.value);
    asking ??= askToken().finally(() => {
      asking = undefined;
    });
    return asking;
  }

  async function sendTemplate(message: WechatTemplateMessage): Promise<Delivery> {
    let refused: string | undefined;
    for (;;) {
      let value: string;
      try {
        value = await currentToken(refused);
      } catch (error) {
        // Nothing was handed over yet, so trying again is safe.
        return failed(
          error instanceof WechatError ? 'technical-failure' : 'temporary-failure',
          error instanceof WechatError ? error.code : 'no token',
        );
      }
      try {
        const answer = await call(`/cgi-bin/message/template/send?access_token=${encodeURIComponent(value)}`, {
          touser: message.openid,
          template_id: message.templateId,
          ...(message.url !== undefined && { url: message.url }),
          client_msg_id: message.clientMsgId,
          data: Object.fromEntries(Object.entries(message.data).map(([key, text]) => [key, { value: text }])),
        });
        const code = codeOf(answer);
        if (code === '0') return { outcome: 'sent', providerId: String(answer.msgid ?? '') };
        if (!tokenIsOver.has(code) || refused !== undefined) return failed(outcomes[code] ?? 'technical-failure', code);
        refused = value;
      } catch (error) {
        return deliveryOfError(error);
      }
    }
  }

  async function exchangeCode(code: string): Promise<string> {
    const query = new URLSearchParams({ appid: options.appId, secret: options.secret, code, grant_type: 'authorization_code' });
    const answer = await call(`/sns/oauth2/access_token?${query}`).catch(error => {
      throw error instanceof OutsideError ? new WechatError('unavailable') : error;
    });
    if (typeof answer.openid !== 'string' || !answer.openid) throw new WechatError(codeOf(answer));
    return answer.openid;
  }

  function authorizeUrl(redirectUri: string, state: string): string {
    // WeChat wants these parameters in this order, and the fragment.
    const query = new URLSearchParams({
      appid: options.appId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'snsapi_base',
      state,
    });
    return `${openBaseUrl}/connect/oauth2/authorize?${query}#wechat_redirect`;
  }

  return { authorizeUrl, exchangeCode, sendTemplate };
}

function codeOf(answer: Record<string, unknown>): string {
  return typeof answer.errcode === 'number' ? String(answer.errcode) : 'no errcode';
}
