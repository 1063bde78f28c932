import { createServer } from 'node:net';
import type { Config } from '#server/config.ts';
import type { KeyRing } from '#server/platform/base/crypto.ts';
import { freshStatementKeys } from '#server/platform/statements/statements.ts';

export interface ServerPlace {
  readonly port: number;
  readonly databaseUrl: string;
  readonly dataFolder: string;
  readonly keys: KeyRing;
}

/** A server whose outside parties nobody answers for: what is measured here asks none of them. */
export function serverConfig({ port, databaseUrl, dataFolder, keys }: ServerPlace): Config {
  const nobody = 'http://127.0.0.1:9';
  return {
    demo: true,
    host: '127.0.0.1',
    port,
    publicUrl: `http://127.0.0.1:${port}`,
    databaseUrl,
    dataFolder,
    keys,
    statementKeys: freshStatementKeys(),
    chsi: { issuer: nobody, clientId: 'bench', clientSecret: 'bench' },
    wechat: { baseUrl: nobody, appId: 'bench', secret: 'bench' },
    sms: { endpoint: nobody, accessKeyId: 'bench', accessKeySecret: 'bench', signName: 'bench' },
    identityCheck: { url: nobody, key: 'bench' },
    timestampUrl: undefined,
    helpContact: '',
    inboxUrl: null,
  };
}

/** A port of the loopback that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
