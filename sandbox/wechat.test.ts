import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createWechat, WechatError } from '#server/platform/outside/wechat.ts';
import { demoWechat, sandboxAddresses } from './demo-credentials.ts';
import { ayiguli, startTestSandbox } from './test-sandbox.ts';

const message = {
  openid: ayiguli.wechatOpenid,
  templateId: 'T-invited',
  url: 'http://127.0.0.1:8100/',
  data: { thing1: '㛃晨精密仪器' },
  clientMsgId: 'w-1',
};
const back = 'http://127.0.0.1:9/wechat/callback';

describe('WeChat', () => {
  let now = Date.UTC(2026, 5, 1);
  let sandbox: Awaited<ReturnType<typeof startTestSandbox>>;
  const wechatOf = (change: { secret?: string; now?: () => number; timeoutMs?: number } = {}) =>
    createWechat({
      baseUrl: sandboxAddresses(sandbox.url).wechatBaseUrl,
      ...demoWechat,
      timeoutMs: 2_000,
      now: () => now,
      ...change,
    });
  before(async () => {
    sandbox = await startTestSandbox({ now: () => now });
  });
  after(() => sandbox.remove());

  async function codeFor(openid: string, state: string): Promise<URL> {
    const response = await fetch(wechatOf().authorizeUrl(back, state), {
      method: 'POST',
      body: new URLSearchParams({ openid }),
      redirect: 'manual',
    });
    return new URL(response.headers.get('location') ?? 'about:blank');
  }

  test('the holder of the phone is chosen, and the code gives the openid once', async () => {
    assert.match(await (await fetch(wechatOf().authorizeUrl(back, 's'))).text(), /这部手机是谁的[\s\S]*阿依古丽·买买提/);
    const returned = await codeFor(ayiguli.wechatOpenid, 'state-1');
    assert.equal(returned.searchParams.get('state'), 'state-1');
    const code = returned.searchParams.get('code') ?? '';
    assert.equal(await wechatOf().exchangeCode(code), ayiguli.wechatOpenid);
    await assert.rejects(wechatOf().exchangeCode(code), error => error instanceof WechatError && error.code === '40163');
    await assert.rejects(wechatOf().exchangeCode('guess'), error => error instanceof WechatError && error.code === '40029');
  });

  test('a code ends after five minutes, and is sent to no other URL', async () => {
    const code = (await codeFor(ayiguli.wechatOpenid, 's')).searchParams.get('code') ?? '';
    now += 5 * 60_000;
    await assert.rejects(wechatOf().exchangeCode(code), error => error instanceof WechatError && error.code === '40029');
    assert.equal((await fetch(wechatOf().authorizeUrl('https://evil.example/', 's'))).status, 400);
  });

  test('a template message is sent, and shown with who gets it', async () => {
    const delivery = await wechatOf().sendTemplate(message);
    assert.equal(delivery.outcome, 'sent');
    const [shown] = await sandbox.inbox('?id=w-1');
    assert.equal(shown?.text, 'thing1：㛃晨精密仪器');
    assert.match(await (await fetch(sandbox.url)).text(), /微信[\s\S]*阿依古丽·买买提/);
  });

  test('a token that ran out (42001) or was replaced (40001) is renewed once, and the message is sent once', async () => {
    // Its clock does not move: it trusts its token for ever.
    const start = now;
    const client = wechatOf({ now: () => start });
    assert.equal((await client.sendTemplate({ ...message, clientMsgId: 'before' })).outcome, 'sent');
    now += 7200_000;
    assert.equal((await client.sendTemplate({ ...message, clientMsgId: 'expired' })).outcome, 'sent');
    await fetch(
      `${sandbox.url}/wechat/cgi-bin/token?${new URLSearchParams({ grant_type: 'client_credential', appid: demoWechat.appId, secret: demoWechat.secret })}`,
    );
    assert.equal((await client.sendTemplate({ ...message, clientMsgId: 'replaced' })).outcome, 'sent');
    for (const id of ['expired', 'replaced']) assert.equal((await sandbox.inbox(`?id=${id}`)).length, 1);
  });

  test('an unknown openid fails for good, a wrong secret technically', async () => {
    assert.deepEqual(await wechatOf().sendTemplate({ ...message, openid: 'nobody' }), {
      outcome: 'permanent-failure',
      code: '40003',
      fateUnknown: false,
    });
    assert.deepEqual(await wechatOf({ secret: 'guess' }).sendTemplate(message), {
      outcome: 'technical-failure',
      code: '40125',
      fateUnknown: false,
    });
  });

  test('troubles: not followed, busy, silence', async () => {
    await sandbox.order({ target: 'wechat', mode: 'fail', code: '43004' });
    assert.deepEqual(await wechatOf().sendTemplate(message), { outcome: 'permanent-failure', code: '43004', fateUnknown: false });
    await sandbox.order({ target: 'wechat', mode: 'fail' });
    assert.deepEqual(await wechatOf().sendTemplate(message), { outcome: 'temporary-failure', code: '-1', fateUnknown: false });
    await sandbox.order({ target: 'wechat', mode: 'hang' });
    assert.deepEqual(await wechatOf({ timeoutMs: 1_500 }).sendTemplate(message), {
      outcome: 'technical-failure',
      code: 'timeout',
      fateUnknown: true,
    });
  });
});
