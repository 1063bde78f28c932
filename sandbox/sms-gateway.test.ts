import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createAliyunSms } from '#server/platform/outside/sms.ts';
import { demoSms, sandboxAddresses } from './demo-credentials.ts';
import { startTestSandbox } from './test-sandbox.ts';

const message = { phone: '13912345678', templateCode: 'SMS_1001', params: { code: '048261' }, outId: 'm-1' };

describe('SMS', () => {
  let sandbox: Awaited<ReturnType<typeof startTestSandbox>>;
  const smsOf = (
    change: Partial<{
      accessKeyId: string;
      accessKeySecret: string;
      timeoutMs: number;
      now: () => Date;
      endpoint: string;
      refuseSandbox: boolean;
    }> = {},
  ) => createAliyunSms({ endpoint: sandboxAddresses(sandbox.url).smsEndpoint, ...demoSms, timeoutMs: 2_000, ...change });
  before(async () => {
    sandbox = await startTestSandbox({ smsPerMinute: 2 });
  });
  after(() => sandbox.remove());

  test('a message is accepted, and is in the inbox with its code', async () => {
    const delivery = await smsOf().send(message);
    assert.equal(delivery.outcome, 'sent');
    assert.match(delivery.outcome === 'sent' ? delivery.providerId : '', /^\d+\^\d+$/);
    const [shown] = await sandbox.inbox('?to=13912345678');
    assert.equal(shown?.text, '【去向登记演示】code：048261');
    const page = await (await fetch(`${sandbox.url}/?to=13912345678`)).text();
    assert.match(page, /<span class="code">048261<\/span>/);
  });

  test('a wrong key, a wrong secret and an old date are refused, and nothing is sent', async () => {
    const cases: [Parameters<typeof smsOf>[0], string][] = [
      [{ accessKeyId: 'other' }, 'InvalidAccessKeyId.NotFound'],
      [{ accessKeySecret: 'other' }, 'SignatureDoesNotMatch'],
      [{ now: () => new Date('2020-01-01T00:00:00Z') }, 'InvalidTimeStamp.Expired'],
    ];
    for (const [change, code] of cases) {
      const delivery = await smsOf(change).send({ ...message, phone: '13911111111' });
      assert.deepEqual(delivery, { outcome: 'technical-failure', code, fateUnknown: false });
    }
    assert.deepEqual(await sandbox.inbox('?to=13911111111'), []);
  });

  test('a parameter changed on the way breaks the signature', async () => {
    const seen: string[] = [];
    const realFetch = globalThis.fetch;
    globalThis.fetch = async (url, init) => {
      seen.push(String(url));
      return realFetch(String(url).replace('13922222222', '13933333333'), init);
    };
    const delivery = await smsOf()
      .send({ ...message, phone: '13922222222' })
      .finally(() => {
        globalThis.fetch = realFetch;
      });
    assert.equal(seen.length, 1);
    assert.deepEqual(delivery, { outcome: 'technical-failure', code: 'SignatureDoesNotMatch', fateUnknown: false });
  });

  test('a request that is repeated byte for byte is refused', async () => {
    const realFetch = globalThis.fetch;
    let again: (() => Promise<Response>) | undefined;
    globalThis.fetch = async (url, init) => {
      again = () => realFetch(url, { method: init?.method ?? 'GET', headers: init?.headers ?? {} });
      return realFetch(url, init);
    };
    await smsOf()
      .send({ ...message, phone: '13944444444' })
      .finally(() => {
        globalThis.fetch = realFetch;
      });
    const answer = await (await again?.())?.json();
    assert.equal(answer.Code, 'SignatureNonceUsed');
  });

  test('a wrong number fails for good, too many a minute for now', async () => {
    assert.deepEqual(await smsOf().send({ ...message, phone: '12' }), {
      outcome: 'permanent-failure',
      code: 'isv.MOBILE_NUMBER_ILLEGAL',
      fateUnknown: false,
    });
    const outcomes = [];
    for (let n = 0; n < 3; n++)
      outcomes.push((await smsOf().send({ ...message, phone: '13955555555', outId: `flood-${n}` })).outcome);
    assert.deepEqual(outcomes, ['sent', 'sent', 'temporary-failure']);
  });

  test('a double is shown as a double', async () => {
    await smsOf().send({ ...message, phone: '13966666666', outId: 'double' });
    await smsOf().send({ ...message, phone: '13966666666', outId: 'double' });
    const shown = await sandbox.inbox('?id=double');
    assert.deepEqual(
      shown.map(({ requests, sent }) => ({ requests, sent })),
      [
        { requests: 2, sent: 2 },
        { requests: 2, sent: 2 },
      ],
    );
  });

  test('troubles: told failures, silence, an answer lost after sending, nobody there', async () => {
    const to = { ...message, phone: '13977777777' };
    await sandbox.order({ target: 'sms', mode: 'fail', code: 'isp.SYSTEM_ERROR' });
    assert.deepEqual(await smsOf().send(to), { outcome: 'temporary-failure', code: 'isp.SYSTEM_ERROR', fateUnknown: false });
    await sandbox.order({ target: 'sms', mode: 'hang' });
    assert.deepEqual(await smsOf({ timeoutMs: 50 }).send(to), {
      outcome: 'technical-failure',
      code: 'timeout',
      fateUnknown: true,
    });
    assert.deepEqual(await sandbox.inbox('?to=13977777777'), []);
    await sandbox.order({ target: 'sms', mode: 'answer-lost' });
    assert.deepEqual(await smsOf().send(to), { outcome: 'technical-failure', code: 'interrupted', fateUnknown: true });
    assert.equal((await sandbox.inbox('?to=13977777777')).length, 1);
    const closed = await startTestSandbox();
    await closed.remove();
    const nobody = await smsOf({ endpoint: `${closed.url}/sms` }).send(to);
    assert.deepEqual(nobody, { outcome: 'temporary-failure', code: 'unreachable', fateUnknown: false });
  });

  test('a production client throws a sandbox answer away', async () => {
    const delivery = await smsOf({ refuseSandbox: true }).send({ ...message, phone: '13988888888' });
    assert.equal(delivery.outcome === 'technical-failure' && delivery.code, 'sandbox');
  });
});
