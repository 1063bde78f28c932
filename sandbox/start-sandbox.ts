import { mkdir } from 'node:fs/promises';
import { createChsi } from './chsi.ts';
import { json } from './http.ts';
import { openPeople } from './people.ts';
import { listen } from './server.ts';

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
  now?: () => number;
};

/** Plays the outside world. Rejects when the port is taken or is not on loopback. */
export async function startSandbox(options: SandboxOptions): Promise<{ url: string; stop: () => Promise<void> }> {
  const now = options.now ?? Date.now;
  await mkdir(options.folder, { recursive: true });
  const server = await listen({
    port: options.port ?? 8101,
    host: options.host ?? '127.0.0.1',
    allowRemote: options.allowRemote ?? false,
    publicUrl: options.publicUrl,
  });
  const people = openPeople(options.peopleFile);
  const redirectUris = options.redirectUris ?? ['http://127.0.0.1:8100/'];
  const chsi = await createChsi({ issuer: `${server.url}/chsi`, folder: options.folder, people, redirectUris, now });
  server.serve({
    '* /chsi/login/*': chsi.login,
    '* /chsi/*': chsi.serve,
    'GET /.well-known/quxiang-sandbox': () => json({ sandbox: true, product: 'quxiang' }),
  });
  return { url: server.url, stop: server.stop };
}
