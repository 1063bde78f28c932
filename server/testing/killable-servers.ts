/** Real servers on a test's database, each a process of its own that is killed as a machine kills it: at once, nothing is finished. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { demoChsi, demoIdentityCheck, demoSms, demoWechat, sandboxAddresses } from '#sandbox/demo-credentials.ts';
import type { Config } from '../config.ts';
import { freshStatementKeys } from '../platform/statements/statements.ts';
import type { TestPlatform } from './platform.ts';

export interface KillableServer {
  readonly url: string;
  kill(): Promise<void>;
}
interface Outside {
  readonly url: string;
  /** The sandbox's own files. */
  readonly folder: string;
}

export async function killableServers(platform: Pick<TestPlatform, 'databaseUrl' | 'keyRing' | 'publicUrl'>, sandbox: Outside) {
  const folder = await mkdtemp(join(tmpdir(), 'quxiang-kill-'));
  const outside = sandboxAddresses(sandbox.url);
  const config: Config = {
    demo: true,
    host: '127.0.0.1',
    port: 0,
    publicUrl: platform.publicUrl,
    databaseUrl: platform.databaseUrl,
    dataFolder: folder,
    keys: platform.keyRing,
    statementKeys: freshStatementKeys(),
    chsi: { issuer: outside.chsiIssuer, ...demoChsi },
    wechat: { baseUrl: outside.wechatBaseUrl, ...demoWechat },
    sms: { endpoint: outside.smsEndpoint, ...demoSms },
    identityCheck: { url: outside.identityCheckUrl, ...demoIdentityCheck },
    timestampUrl: outside.timestampAuthorityUrl,
    timestampTrust: [await readFile(join(sandbox.folder, 'tsa-ca.pem'), 'utf8')],
    helpContact: '',
    inboxUrl: null,
  };
  const children = new Set<ChildProcess>();
  return {
    start: async (): Promise<KillableServer> => {
      const { NODE_TEST_CONTEXT: _, ...env } = process.env;
      const program = fileURLToPath(new URL('kill.ts', import.meta.url));
      const child = fork(program, { execArgv: [], env: { ...env, KILL_TEST_CONFIG: JSON.stringify(config) } });
      children.add(child);
      const port = await new Promise<number>((resolve, reject) => {
        child.once('message', message => {
          if (typeof message === 'object' && message !== null && 'port' in message) resolve(Number(message.port));
        });
        child.once('exit', code => reject(new Error(`the server did not start: ${code}`)));
      });
      return {
        url: `http://127.0.0.1:${port}`,
        kill: async () => {
          const gone = once(child, 'exit');
          child.kill('SIGKILL');
          await gone;
          children.delete(child);
        },
      };
    },
    stop: async (): Promise<void> => {
      for (const child of children) child.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Waits for what must come about by itself. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let left = 1_200; left > 0; left--) {
    if (await holds()) return;
    await pause(50);
  }
  throw new Error(`it did not come about: ${what}`);
}
