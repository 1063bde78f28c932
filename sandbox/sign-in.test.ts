import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createSignInProvider, SignInError } from '#server/platform/outside/sign-in-provider.ts';
import { demoChsi } from './demo-credentials.ts';
import { ayiguli, startTestSandbox } from './test-sandbox.ts';

const person = ayiguli;
const redirectUri = 'http://127.0.0.1:9/sign-in/callback';

/** A browser as far as this needs one: keeps cookies by path and follows redirects until they leave the issuer. */
function createBrowser(origin: string) {
  const jar = new Map<string, { value: string; path: string }>();
  return async function go(url: string, form?: Record<string, string>): Promise<{ url: string; body: string; status: number }> {
    const { pathname } = new URL(url);
    const cookie = [...jar]
      .flatMap(([key, { value, path }]) => (pathname.startsWith(path) ? [`${key.split('|')[0]}=${value}`] : []))
      .join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const path = attributes.find(attribute => attribute.toLowerCase().startsWith('path='))?.slice(5) ?? '/';
      const name = pair.slice(0, pair.indexOf('='));
      jar.set(`${name}|${path}`, { value: pair.slice(pair.indexOf('=') + 1), path });
    }
    const location = response.headers.get('location');
    if (!location) return { url, body: await response.text(), status: response.status };
    const next = new URL(location, url);
    return next.origin === origin ? go(next.href) : { url: next.href, body: '', status: response.status };
  };
}

describe('sign-in by OpenID Connect', () => {
  let sandbox: Awaited<ReturnType<typeof startTestSandbox>>;
  before(async () => {
    sandbox = await startTestSandbox();
  });
  after(() => sandbox.remove());
  const providerOf = (issuer: string) =>
    createSignInProvider({ issuer, ...demoChsi, redirectUri, allowHttp: true, timeoutSeconds: 5 });
  const provider = () => providerOf(`${sandbox.url}/chsi`);

  test('account and password lead to name, ID number, phone and e-mail', async () => {
    const client = provider();
    const saved = await client.begin();
    const go = createBrowser(sandbox.url);
    const login = await go(saved.url);
    assert.match(login.body, /演示环境·模拟学信网/);
    const back = await go(login.url, { account: person.account, password: person.password });
    assert.ok(back.url.startsWith(redirectUri));
    const { subject, ...rest } = await client.finish(back.url, saved);
    assert.match(subject, /^[0-9a-f]{32}$/);
    assert.deepEqual(rest, { name: person.name, idNumber: person.idNumber, phone: person.phone, email: person.email });
  });

  test('one tap on a demo account signs in, and the next person is asked again', async () => {
    const client = provider();
    const go = createBrowser(sandbox.url);
    const first = await client.begin();
    const back = await go((await go(first.url)).url, { pick: person.account });
    assert.equal((await client.finish(back.url, first)).name, person.name);
    const second = await go((await client.begin()).url);
    assert.match(second.body, /name="password"/);
  });

  test('a wrong password says so and signs nobody in', async () => {
    const go = createBrowser(sandbox.url);
    const login = await go((await provider().begin()).url);
    const refused = await go(login.url, { account: person.account, password: 'wrong' });
    assert.equal(refused.status, 422);
    assert.match(refused.body, /账号或密码不正确/);
  });

  for (const [what, change] of Object.entries({
    state: (saved: { state: string; nonce: string; codeVerifier: string }) => ({ ...saved, state: 'another' }),
    nonce: (saved: { state: string; nonce: string; codeVerifier: string }) => ({ ...saved, nonce: 'another' }),
    'code verifier': (saved: { state: string; nonce: string; codeVerifier: string }) => ({
      ...saved,
      codeVerifier: 'x'.repeat(43),
    }),
  })) {
    test(`a wrong ${what} is refused`, async () => {
      const client = provider();
      const saved = await client.begin();
      const go = createBrowser(sandbox.url);
      const back = await go((await go(saved.url)).url, { pick: person.account });
      await assert.rejects(
        client.finish(back.url, change(saved)),
        error => error instanceof SignInError && error.failure === 'refused',
      );
    });
  }

  test('a code is worth one sign-in', async () => {
    const client = provider();
    const saved = await client.begin();
    const go = createBrowser(sandbox.url);
    const back = await go((await go(saved.url)).url, { pick: person.account });
    await client.finish(back.url, saved);
    await assert.rejects(client.finish(back.url, saved), error => error instanceof SignInError && error.failure === 'refused');
  });

  test('cancelling at the issuer is told apart', async () => {
    const client = provider();
    const saved = await client.begin();
    const go = createBrowser(sandbox.url);
    const back = await go((await go(saved.url)).url, { cancel: '1' });
    await assert.rejects(client.finish(back.url, saved), error => error instanceof SignInError && error.failure === 'cancelled');
  });

  test('an issuer that is down is found again when it is up', async () => {
    const first = await startTestSandbox();
    await first.stop();
    const client = providerOf(`${first.url}/chsi`);
    await assert.rejects(client.begin(), error => error instanceof SignInError && error.failure === 'unavailable');
    const again = await startTestSandbox({ folder: first.folder, port: Number(new URL(first.url).port) });
    try {
      assert.ok((await client.begin()).url.startsWith(again.url));
    } finally {
      await again.remove();
    }
  });

  test('an issuer that fails or is silent is unavailable', async () => {
    const options = { issuer: `${sandbox.url}/chsi`, ...demoChsi, redirectUri, allowHttp: true, timeoutSeconds: 0.05 };
    for (const mode of ['fail', 'hang']) {
      await sandbox.order({ target: 'chsi', mode });
      const begun = createSignInProvider(options).begin();
      await assert.rejects(begun, error => error instanceof SignInError && error.failure === 'unavailable', mode);
    }
  });

  test('a production client refuses a sandbox', async () => {
    const issuer = `${sandbox.url}/chsi`;
    const client = createSignInProvider({ issuer, ...demoChsi, redirectUri, allowHttp: true, refuseSandbox: true });
    await assert.rejects(client.begin(), error => error instanceof SignInError && error.message === 'sign-in refused: sandbox');
  });

  test('a client without the secret or without PKCE gets nothing', async () => {
    const impostor = createSignInProvider({
      issuer: `${sandbox.url}/chsi`,
      clientId: demoChsi.clientId,
      clientSecret: 'guess',
      redirectUri,
      allowHttp: true,
    });
    const saved = await impostor.begin();
    const go = createBrowser(sandbox.url);
    const back = await go((await go(saved.url)).url, { pick: person.account });
    await assert.rejects(impostor.finish(back.url, saved), error => error instanceof SignInError && error.failure === 'refused');
    const plain = new URL(saved.url);
    plain.searchParams.delete('code_challenge');
    plain.searchParams.delete('code_challenge_method');
    assert.match((await createBrowser(sandbox.url)(plain.href)).url, /error=invalid_request/);
  });

  test('no failure carries a name, an ID number or a code', async () => {
    const client = provider();
    const saved = await client.begin();
    const go = createBrowser(sandbox.url);
    const back = await go((await go(saved.url)).url, { pick: person.account });
    const code = new URL(back.url).searchParams.get('code') ?? '';
    const error: unknown = await client.finish(back.url, { ...saved, nonce: 'another' }).catch(caught => caught);
    assert.ok(error instanceof SignInError);
    for (const secret of [code, person.name, person.idNumber, saved.state])
      assert.ok(!`${error.stack}${String(error.cause)}`.includes(secret));
  });
});
