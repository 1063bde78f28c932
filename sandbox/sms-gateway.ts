import { randomUUID } from 'node:crypto';
import { createAcs3Check } from './acs3-check.ts';
import { demoSms } from './demo-credentials.ts';
import { type Answer, type Call, json, jsonObject } from './http.ts';
import { type Outbox, textValues } from './outbox.ts';
import { fill, missingParams, type Templates } from './templates.ts';

const minute = 60_000;

export function smsRefusal(code: string): Answer {
  return smsAnswer(code || 'isp.SYSTEM_ERROR');
}

function smsAnswer(code: string, bizId?: string): Answer {
  return json({
    RequestId: randomUUID().toUpperCase(),
    Code: code,
    Message: code === 'OK' ? 'OK' : code,
    ...(bizId && { BizId: bizId }),
  });
}

/** Alibaba Cloud's SMS gateway: dysmsapi 2017-05-25, SendSms, with its checks in its order. */
export function createSmsGateway(options: { outbox: Outbox; templates: Templates; perMinute: number; now: () => number }) {
  const problemOf = createAcs3Check({ ...demoSms, now: options.now });
  const recent = new Map<string, number[]>();

  function isFlooded(phone: string): boolean {
    const times = (recent.get(phone) ?? []).filter(time => time > options.now() - minute);
    if (times.length < options.perMinute) times.push(options.now());
    else return true;
    recent.set(phone, times);
    return false;
  }

  return (call: Call): Answer => {
    const problem = problemOf(call);
    if (problem)
      return json(
        { RequestId: randomUUID().toUpperCase(), Code: problem.code, Message: problem.code, HostId: call.headers.host },
        problem.status,
      );
    if (call.headers['x-acs-action'] !== 'SendSms' || call.headers['x-acs-version'] !== '2017-05-25') {
      return json(
        { RequestId: randomUUID().toUpperCase(), Code: 'InvalidAction.NotFound', Message: 'InvalidAction.NotFound' },
        404,
      );
    }
    const form = new URLSearchParams(call.body.toString('utf8'));
    const param = (name: string) => call.query.get(name) ?? form.get(name) ?? '';

    const phone = param('PhoneNumbers');
    const template = param('TemplateCode');
    const parsed = param('TemplateParam') ? jsonObject(Buffer.from(param('TemplateParam'))) : {};
    const params = textValues(parsed);
    const text = options.templates.sms[template];
    const checks: [string, () => boolean][] = [
      ['isv.MOBILE_NUMBER_ILLEGAL', () => !/^1[3-9]\d{9}$/.test(phone)],
      ['isv.SMS_SIGNATURE_ILLEGAL', () => param('SignName') !== demoSms.signName],
      ['isv.SMS_TEMPLATE_ILLEGAL', () => !template || (text === undefined && Object.keys(options.templates.sms).length > 0)],
      ['isv.INVALID_JSON_PARAM', () => !parsed],
      ['isv.TEMPLATE_MISSING_PARAMETERS', () => missingParams(text, params).length > 0],
      ['isv.BUSINESS_LIMIT_CONTROL', () => isFlooded(phone)],
    ];
    const code = checks.find(([, isSo]) => isSo())?.[0] ?? 'OK';
    const bizId = `${options.now()}^${Math.floor(Math.random() * 1e9)}`;
    options.outbox.add({
      at: new Date(options.now()).toISOString(),
      channel: 'sms',
      to: phone,
      template,
      text: `【${param('SignName')}】${fill(text, params)}`,
      params,
      url: '',
      id: param('OutId'),
      providerId: code === 'OK' ? bizId : '',
      result: code,
    });
    return smsAnswer(code, code === 'OK' ? bizId : undefined);
  };
}
