import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createChsi } from './chsi.ts';
import { createFaults } from './faults.ts';
import { isLoopback, json, type Routes } from './http.ts';
import { createIdentityCheckServer } from './identity-check.ts';
import { createInbox } from './inbox.ts';
import { openOutbox } from './outbox.ts';
import { openPeople } from './people.ts';
import { createS3, s3Refusal } from './s3.ts';
import { listen } from './server.ts';
import { createSmsGateway, smsRefusal } from './sms-gateway.ts';
import { readTemplates } from './templates.ts';
import { createTsa, tsaRefusal } from './tsa.ts';
import { loadTsaIdentity } from './tsa-certificates.ts';
import { createWechatServer, wechatRefusal } from './wechat.ts';

export type SandboxOptions = {
  /** 0 lets the system choose. */
  port?: number;
  host?: string;
  /** Where keys, certificates and what was sent are kept. */
  folder: string;
  /** JSON: `[{ account, password, name, idNumber, phone, email, wechatOpenid }]`, read again when it changes. */
  peopleFile: string;
  /** Redirect addresses of the platform that are not on loopback (those all may). */
  redirectUris?: string[];
  /** The address that browsers and the platform use, where it is not `http://host:port`. */
  publicUrl?: string;
  allowRemote?: boolean;
  /** JSON: `{ sms: { code: '您的验证码是${code}' }, wechat: { id: '{{thing1.DATA}}' } }`; with it, other templates are refused. */
  templatesFile?: string;
  /** Messages to one number in a minute before `isv.BUSINESS_LIMIT_CONTROL`; 5 by default. */
  smsPerMinute?: number;
  wechatTokenSeconds?: number;
  /** How many keys a page of the object store's list has; 1,000 by default. */
  s3?: { pageSize: number };
  now?: () => number;
};

/** Plays the outside world. Rejects when the port is taken or is not on loopback. */
export async function startSandbox(options: SandboxOptions): Promise<{ url: string; stop: () => Promise<void> }> {
  await mkdir(options.folder, { recursive: true });
  const server = await listen({
    port: options.port ?? 8101,
    host: options.host ?? '127.0.0.1',
    allowRemote: options.allowRemote ?? false,
    publicUrl: options.publicUrl,
  });
  try {
    server.serve(await playEverybody(server.url, options));
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url: server.url, stop: server.stop };
}

async function playEverybody(url: string, options: SandboxOptions): Promise<Routes> {
  const now = options.now ?? Date.now;
  const people = openPeople(options.peopleFile);
  const redirectUris = options.redirectUris ?? [];
  const outbox = openOutbox(join(options.folder, 'outbox.jsonl'));
  const templates = await readTemplates(options.templatesFile);
  const faults = createFaults();
  const chsi = await createChsi({ issuer: `${url}/chsi`, folder: options.folder, people, redirectUris, now });
  const wechat = createWechatServer({
    people,
    outbox,
    templates,
    tokenSeconds: options.wechatTokenSeconds ?? 7200,
    mayRedirectTo: uri => redirectUris.includes(uri) || isLoopback(uri),
    now,
  });
  const sms = faults.guard('sms', createSmsGateway({ outbox, templates, perMinute: options.smsPerMinute ?? 5, now }), smsRefusal);
  const tsa = createTsa(await loadTsaIdentity(options.folder, now), now);

  return {
    ...createInbox(outbox, people),
    ...faults.routes,
    '* /chsi/login/*': chsi.login,
    '* /chsi/*': faults.guard('chsi', chsi.serve, () => json({ error: 'server_error' }, 503)),
    ...wechat.routes,
    'POST /wechat/cgi-bin/message/template/send': faults.guard('wechat', wechat.sendTemplate, wechatRefusal),
    'POST /sms': sms,
    'GET /sms': sms,
    'POST /identity-check': faults.guard('identity', createIdentityCheckServer(people), () => json({ error: 'busy' }, 503)),
    '* /s3/*': faults.guard('s3', createS3({ folder: join(options.folder, 's3'), now, ...options.s3 }), s3Refusal),
    'POST /tsa': faults.guard('tsa', tsa, tsaRefusal),
    'GET /.well-known/quxiang-sandbox': () => json({ sandbox: true, product: 'quxiang' }),
  };
}
