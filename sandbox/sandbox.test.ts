import assert from 'node:assert/strict';
import { appendFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { isSandbox } from '#server/platform/outside/detect-sandbox.ts';
import { createIdentityCheck, IdentityCheckError } from '#server/platform/outside/identity-check.ts';
import { createAliyunSms } from '#server/platform/outside/sms.ts';
import { demoIdentityCheck, demoSms, sandboxAddresses } from './demo-credentials.ts';
import { startSandbox } from './start-sandbox.ts';
import { ayiguli, startTestSandbox } from './test-sandbox.ts';

describe('the sandbox', () => {
  let sandbox: Awaited<ReturnType<typeof startTestSandbox>>;
  before(async () => {
    sandbox = await startTestSandbox();
  });
  after(() => sandbox.remove());

  test('every answer says what it is, and production can find out by any address of it', async () => {
    for (const path of [
      '/',
      '/chsi/.well-known/openid-configuration',
      '/nothing-here',
      '/inbox.json',
      '/chsi/login/x',
      '/control',
      '/tsa',
    ]) {
      const response = await fetch(sandbox.url + path);
      assert.equal(response.headers.get('x-quxiang-sandbox'), '1', path);
      if (response.headers.get('content-type')?.startsWith('text/html')) assert.match(await response.text(), /演示环境/, path);
    }
    assert.equal(await isSandbox(sandboxAddresses(sandbox.url).chsiIssuer), true);
    const closed = await startTestSandbox();
    await closed.remove();
    assert.equal(await isSandbox(closed.url), false);
  });

  test('binds to nothing but loopback unless told to', async () => {
    await assert.rejects(
      startSandbox({ port: 0, host: '0.0.0.0', folder: sandbox.folder, peopleFile: join(sandbox.folder, 'people.json') }),
      /loopback only/,
    );
  });

  test('answers to no other name than its own, so that a page elsewhere cannot read the inbox', async () => {
    const status = await new Promise(resolve => {
      request(`${sandbox.url}/inbox.json`, { headers: { host: 'evil.example' } }, response => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });
    assert.equal(status, 421);
    const form = await fetch(`${sandbox.url}/control`, {
      method: 'POST',
      body: new URLSearchParams({ target: 'sms', mode: 'hang' }),
    });
    assert.equal(form.status, 400);
  });

  test('what is sent is never interpreted', async () => {
    const sms = createAliyunSms({ endpoint: `${sandbox.url}/sms`, ...demoSms });
    await sms.send({ phone: '13800000009', templateCode: '<b>T', params: { code: '"><script>alert(1)</script>' }, outId: '<i>' });
    const page = await (await fetch(`${sandbox.url}/?to=13800000009`)).text();
    assert.ok(
      page.includes('&lt;script&gt;') && !page.includes('<script>alert') && !page.includes('<b>T') && !page.includes('<i>'),
    );
  });

  test('a restart keeps what was sent and who signs, and half a line does no harm', async () => {
    const first = await startTestSandbox();
    await createAliyunSms({ endpoint: `${first.url}/sms`, ...demoSms }).send({
      phone: '13800000001',
      templateCode: 'T',
      params: {},
      outId: 'kept',
    });
    const keys = await (await fetch(`${first.url}/chsi/jwks`)).text();
    await first.stop();
    await appendFile(join(first.folder, 'outbox.jsonl'), '{"at":"2026-');
    const second = await startTestSandbox({ folder: first.folder });
    try {
      assert.deepEqual(
        (await second.inbox()).map(({ id, requests }) => [id, requests]),
        [['kept', 1]],
      );
      assert.equal(await (await fetch(`${second.url}/chsi/jwks`)).text(), keys);
    } finally {
      await second.remove();
    }
  });

  test('the people file is read again when it changes', async () => {
    const check = createIdentityCheck({ url: `${sandbox.url}/identity-check`, ...demoIdentityCheck });
    const { idNumber } = ayiguli;
    assert.equal(await check({ name: ayiguli.name, idNumber }), 'match');
    assert.equal(await check({ name: '龚䶮', idNumber }), 'mismatch');
    await writeFile(join(sandbox.folder, 'people.json'), JSON.stringify([{ ...ayiguli, name: '龚䶮' }]));
    assert.equal(await check({ name: '龚䶮', idNumber }), 'match');
  });

  test('identity check: unknown well-formed numbers match, malformed ones are not found, a wrong key gets nothing', async () => {
    const check = createIdentityCheck({ url: `${sandbox.url}/identity-check`, ...demoIdentityCheck });
    assert.equal(await check({ name: '王𬭎', idNumber: '11010519491231002X' }), 'match');
    assert.equal(await check({ name: '王𬭎', idNumber: '110105194912310021' }), 'not-found');
    const stranger = createIdentityCheck({ url: `${sandbox.url}/identity-check`, key: 'guess' });
    await assert.rejects(
      stranger({ name: '王𬭎', idNumber: '11010519491231002X' }),
      error => error instanceof IdentityCheckError && error.code === 'HTTP 401',
    );
  });

  test('the inbox tells its readers of a new message at once', async () => {
    const stream = await fetch(`${sandbox.url}/inbox-changes`);
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    async function nextTotal(): Promise<number> {
      let seen = '';
      while (!/data: \d+\n\n$/.test(seen)) seen += (await reader?.read())?.value ?? assert.fail('the stream ended');
      return Number(/data: (\d+)\n\n$/.exec(seen)?.[1]);
    }
    const before = await nextTotal();
    const sms = createAliyunSms({ endpoint: `${sandbox.url}/sms`, ...demoSms });
    await sms.send({ phone: '13800000002', templateCode: 'T', params: {}, outId: 'live' });
    assert.equal(await nextTotal(), before + 1);
    await reader?.cancel();
  });
});
