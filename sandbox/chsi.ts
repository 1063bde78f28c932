import { generateKeyPairSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Context, Provider } from 'oidc-provider';
import { loginPage, loginProblemPage } from './chsi-login-page.ts';
import { createChsiStore } from './chsi-store.ts';
import { demoChsi } from './demo-credentials.ts';
import { type Answer, type Call, html, isLoopback } from './http.ts';
import { type People, subjectOf } from './people.ts';

const scopes = ['openid', 'profile', 'phone', 'email', 'id_card'];

/** 学信网 as an OpenID Connect issuer: authorization code with PKCE, client secret, no consent page (the platform is its own). */
export async function createChsi(options: {
  issuer: string;
  folder: string;
  people: People;
  redirectUris: string[];
  now: () => number;
}) {
  const keys = await loadKeys(join(options.folder, 'chsi-keys.json'));
  const provider = new Provider(options.issuer, {
    adapter: createChsiStore(options.now),
    jwks: keys.jwks,
    cookies: { keys: [keys.cookieKey] },
    scopes,
    claims: { openid: ['sub'], profile: ['name'], phone: ['phone_number'], email: ['email'], id_card: ['id_card_number'] },
    clients: [
      {
        client_id: demoChsi.clientId,
        client_secret: demoChsi.clientSecret,
        // A client must have one; the addresses of the platform's own are judged below.
        redirect_uris: ['http://127.0.0.1:8100/', ...options.redirectUris],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    enabledJWA: { idTokenSigningAlgValues: ['RS256', 'EdDSA'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 3600, IdToken: 600, Interaction: 1800, Session: 3600 },
    interactions: { url: (_context: unknown, interaction: { uid: string }) => `/chsi/login/${interaction.uid}` },
    findAccount: async (_context: unknown, subject: string) => {
      const person = await options.people.bySubject(subject);
      if (!person) return undefined;
      return {
        accountId: subject,
        claims: async () => ({
          sub: subject,
          name: person.name,
          id_card_number: person.idNumber,
          phone_number: person.phone,
          email: person.email,
        }),
      };
    },
    loadExistingGrant: async (context: Context) => {
      const grant = new provider.Grant({ clientId: context.oidc.client.clientId, accountId: context.oidc.session.accountId });
      grant.addOIDCScope(scopes.join(' '));
      await grant.save();
      return grant;
    },
    renderError: async (context: Context, out: { error: string; error_description?: string }) => {
      context.type = 'html';
      context.body = loginProblemPage(`${out.error}：${out.error_description ?? ''}`);
    },
  });
  // The platform's port varies from machine to machine; a native application's rule (RFC 8252 §7.3) fits the demonstration.
  provider.Client.prototype.redirectUriAllowed = uri => options.redirectUris.includes(uri) || isLoopback(uri);
  provider.on('server_error', (_context, error) => console.error(`sandbox chsi: ${error.name}`));
  const callback = provider.callback();

  /** Everything below /chsi but the sign-in page. The provider reads the body itself. */
  async function serve(call: Call): Promise<undefined> {
    // The provider takes the mount path from the difference between these two.
    Object.assign(call.req, { originalUrl: call.req.url });
    call.req.url = call.req.url?.slice('/chsi'.length) || '/';
    await callback(call.req, call.res);
  }

  async function login(call: Call): Promise<Answer | undefined> {
    try {
      await provider.interactionDetails(call.req, call.res);
    } catch {
      return html(loginProblemPage('登录已过期，或浏览器没有保存 Cookie。'), 400);
    }
    const people = await options.people.all();
    if (call.method !== 'POST') return html(loginPage({ action: call.path, people }));

    const form = new URLSearchParams(call.body.toString('utf8'));
    if (form.has('cancel')) {
      await provider.interactionFinished(call.req, call.res, {
        error: 'access_denied',
        error_description: 'the person cancelled',
      });
      return undefined;
    }
    const account = form.get('pick') ?? form.get('account')?.trim() ?? '';
    const person = people.find(candidate => candidate.account === account);
    if (!person || !(form.has('pick') || sameText(person.password, form.get('password') ?? ''))) {
      return html(loginPage({ action: call.path, people, account, problem: '账号或密码不正确。' }), 422);
    }
    await provider.interactionFinished(call.req, call.res, { login: { accountId: subjectOf(person), remember: false } });
    return undefined;
  }

  return { serve, login };
}

function sameText(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

type Keys = { jwks: { keys: unknown[] }; cookieKey: string };

/** Made at first start and kept, so that a platform that cached the issuer's keys still trusts it after a restart. */
async function loadKeys(file: string): Promise<Keys> {
  try {
    const kept: Keys = JSON.parse(await readFile(file, 'utf8'));
    return kept;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  const edwards = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const keys: Keys = {
    jwks: {
      keys: [
        { ...rsa, use: 'sig', alg: 'RS256', kid: randomBytes(8).toString('hex') },
        { ...edwards, use: 'sig', alg: 'EdDSA', kid: randomBytes(8).toString('hex') },
      ],
    },
    cookieKey: randomBytes(32).toString('hex'),
  };
  await writeFile(file, JSON.stringify(keys), { mode: 0o600 });
  return keys;
}
