import { randomBytes } from 'node:crypto';
import { canonicalQuery, signAcs3 } from './acs3-signature.ts';
import { callOutside, jsonAnswer, type OutsideOptions } from './call-outside.ts';
import { type Delivery, deliveryOfError, type FailedDelivery, failed, outcomeOfCode } from './delivery.ts';

export type SmsMessage = {
  phone: string;
  templateCode: string;
  params: Readonly<Record<string, string>>;
  /** Ours, given back in the provider's receipts; the provider does not filter doubles by it. */
  outId: string;
};

export type Sms = { send(message: SmsMessage): Promise<Delivery> };

export type AliyunSmsOptions = OutsideOptions & {
  /** `https://dysmsapi.aliyuncs.com`, or a stand-in's base address. */
  endpoint: string;
  accessKeyId: string;
  accessKeySecret: string;
  signName: string;
  now?: () => Date;
};

const outcomes: Readonly<Record<string, FailedDelivery['outcome']>> = {
  'isv.BUSINESS_LIMIT_CONTROL': 'temporary-failure',
  'isv.DAY_LIMIT_CONTROL': 'temporary-failure',
  'isv.SMS_CONTENT_MISMATCH': 'technical-failure',
  'isv.MOBILE_': 'permanent-failure',
  'isv.BLACK_KEY_CONTROL_LIMIT': 'permanent-failure',
  'isp.SYSTEM_ERROR': 'temporary-failure',
  'isp.': 'technical-failure',
  Throttling: 'temporary-failure',
  ServiceUnavailable: 'temporary-failure',
};

/** SMS through Alibaba Cloud (dysmsapi 2017-05-25, SendSms). Never throws for what the provider or the network does. */
export function createAliyunSms(options: AliyunSmsOptions): Sms {
  const endpoint = new URL(options.endpoint);
  const now = options.now ?? (() => new Date());

  async function send(message: SmsMessage): Promise<Delivery> {
    // SendSms is published with its parameters `in: query`. The address stays inside TLS, and nothing here writes it down.
    const query = {
      PhoneNumbers: message.phone,
      SignName: options.signName,
      TemplateCode: message.templateCode,
      TemplateParam: JSON.stringify(message.params),
      OutId: message.outId,
    };
    const headers = signAcs3(
      {
        method: 'POST',
        host: endpoint.host,
        path: endpoint.pathname,
        query,
        action: 'SendSms',
        version: '2017-05-25',
        date: now()
          .toISOString()
          .replace(/\.\d+Z$/, 'Z'),
        nonce: randomBytes(16).toString('hex'),
      },
      options.accessKeyId,
      options.accessKeySecret,
    );
    try {
      const answer = await callOutside(
        `${endpoint.origin}${endpoint.pathname}?${canonicalQuery(query)}`,
        { method: 'POST', headers },
        options,
      );
      const body = jsonAnswer(answer);
      const code = typeof body?.Code === 'string' ? body.Code : '';
      if (answer.status === 200 && code === 'OK')
        return { outcome: 'sent', providerId: typeof body?.BizId === 'string' ? body.BizId : '' };
      // A gateway that broke before saying why may have sent it.
      if (!code) return failed('technical-failure', `HTTP ${answer.status}`, true);
      return failed(outcomeOfCode(outcomes, code), code);
    } catch (error) {
      return deliveryOfError(error);
    }
  }

  return { send };
}
