/** The demonstration's configuration: everything on this machine, the outside world played by the sandbox. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { demoChsi, demoIdentityCheck, demoS3, demoSms, demoWechat, sandboxAddresses } from '#sandbox/demo-credentials.ts';
import type { Config } from '#server/config.ts';
import { freshKeyRing, type KeyRing } from '#server/platform/base/crypto.ts';
import { freshStatementKeys, type StatementKeys } from '#server/platform/statements/statements.ts';
import { parseClamdAddress } from '#server/platform/virus-scan/clamd.ts';

const keyRing = z.object({ keys: z.record(z.string(), z.string()), current: z.string(), hashKey: z.string() });

const statementKeys = keyRing.omit({ hashKey: true });

/** Made once, beside the data. */
async function kept<T>(home: string, name: string, schema: z.ZodType<T>, fresh: () => T): Promise<T> {
  const path = join(home, name);
  if (existsSync(path)) return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  await mkdir(home, { recursive: true });
  const keys = fresh();
  await writeFile(path, JSON.stringify(keys), { mode: 0o600 });
  return keys;
}

/** Keys of the demo's data. */
export const demoKeys = (home: string): Promise<KeyRing> => kept(home, 'keys.json', keyRing, freshKeyRing);
export const demoStatementKeys = (home: string): Promise<StatementKeys> =>
  kept(home, 'statement-keys.json', statementKeys, freshStatementKeys);

export interface DemoPlace {
  readonly home: string;
  readonly port: number;
  readonly databaseUrl: string;
  readonly sandboxUrl: string;
}

export async function demoConfig({ home, port, databaseUrl, sandboxUrl }: DemoPlace): Promise<Config> {
  const outside = sandboxAddresses(sandboxUrl);
  return {
    demo: true,
    host: '127.0.0.1',
    port,
    publicUrl: `http://127.0.0.1:${port}`,
    databaseUrl,
    dataFolder: home,
    // To try the other kind of store: the sandbox plays one.
    ...(process.env.DEMO_FILES === 's3' && { s3: { ...demoS3, endpoint: outside.s3Endpoint, prefix: '', pathStyle: true } }),
    keys: await demoKeys(home),
    statementKeys: await demoStatementKeys(home),
    chsi: { issuer: outside.chsiIssuer, ...demoChsi },
    wechat: { baseUrl: outside.wechatBaseUrl, ...demoWechat },
    sms: { endpoint: outside.smsEndpoint, ...demoSms },
    identityCheck: { url: outside.identityCheckUrl, ...demoIdentityCheck },
    timestampUrl: outside.timestampAuthorityUrl,
    timestampTrust: [await readFile(join(home, 'sandbox', 'tsa-ca.pem'), 'utf8')],
    clamd: process.env.CLAMD ? parseClamdAddress(process.env.CLAMD) : undefined,
    helpContact: '演示环境，无人值守',
    inboxUrl: outside.inbox,
    sampleRoster: join(home, 'demo', 'sample-roster.xlsx'),
  };
}
