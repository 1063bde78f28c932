import { join } from 'node:path';
import type { Config } from './config.ts';
import { outsideUrls } from './config.ts';
import { type Clock, systemClock } from './platform/base/clock.ts';
import { createVault } from './platform/base/crypto.ts';
import type { Log } from './platform/base/log.ts';
import { createFolderStore } from './platform/files/files.ts';
import { createPartsFolder } from './platform/files/parts.ts';
import { createS3Store } from './platform/files/s3-store.ts';
import { isSandbox } from './platform/outside/detect-sandbox.ts';
import { createIdentityCheck } from './platform/outside/identity-check.ts';
import { createSignInProvider } from './platform/outside/sign-in-provider.ts';
import { createAliyunSms } from './platform/outside/sms.ts';
import { createTimestampAuthority } from './platform/outside/timestamp-authority.ts';
import { createWechat } from './platform/outside/wechat.ts';
import type { Platform } from './platform/platform.ts';
import { openDatabase } from './platform/postgres/postgres.ts';
import { createStatements } from './platform/statements/statements.ts';
import { createClamd } from './platform/virus-scan/clamd.ts';

/** Production never speaks to stand-ins: throws, naming the address. Every client refuses them once more, answer by answer. */
export async function refuseSandbox(config: Config): Promise<void> {
  if (config.demo) return;
  for (const address of outsideUrls(config)) {
    if (await isSandbox(address))
      throw new Error(`${new URL(address).origin} is a sandbox; production refuses to start against it`);
  }
}

/** Connections: the workers' four and two more, the rest for requests. */
const connections = 24;

/** Throws when a store is configured that cannot be reached. */
export async function createPlatform(config: Config, log: Log, clock: Clock = systemClock): Promise<Platform> {
  const { demo, chsi, wechat, sms, identityCheck, timestampUrl, timestampTrust } = config;
  const careful = { refuseSandbox: !demo };
  const virusScan = config.clamd ? createClamd(config.clamd) : undefined;
  return {
    database: openDatabase(config.databaseUrl, {
      max: connections,
      onConnectionError: error => log.warn({ err: error }, 'a database connection was lost'),
    }),
    vault: createVault(config.keys),
    statements: createStatements(config.statementKeys),
    clock,
    log,
    files: config.s3
      ? await createS3Store({ ...config.s3, folder: join(config.dataFolder, 'incoming') })
      : createFolderStore(join(config.dataFolder, 'files')),
    parts: createPartsFolder(join(config.dataFolder, 'parts'), { virusScan }),
    outside: {
      signIn: createSignInProvider({
        ...chsi,
        redirectUri: `${config.publicUrl}/auth/graduate/callback`,
        allowHttp: demo,
        ...careful,
      }),
      wechat: createWechat({ ...wechat, ...careful }),
      sms: createAliyunSms({ ...sms, ...careful }),
      identityCheck: createIdentityCheck({ ...identityCheck, ...careful }),
      timestamp: timestampUrl
        ? createTimestampAuthority(timestampUrl, { ...careful, ...(timestampTrust ? { trusted: timestampTrust } : {}) })
        : undefined,
      virusScan,
    },
    publicUrl: config.publicUrl,
    demo,
  };
}
