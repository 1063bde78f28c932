import { join } from 'node:path';
import { z } from 'zod';
import type { KeyRing } from './platform/base/crypto.ts';
import type { S3Options } from './platform/files/s3-store.ts';
import type { StatementKeys } from './platform/statements/statements.ts';
import { type ClamdAddress, parseClamdAddress } from './platform/virus-scan/clamd.ts';

const url = z.string().url();
const https = url.refine(text => text.startsWith('https://'), 'write it as https://…');
const numberedKeys = z.string().transform((text, context): KeyRing['keys'] => {
  const pairs = text.split(',').map(pair => pair.split(':'));
  if (pairs.every(([id, key]) => /^\d{1,3}$/.test(id ?? '') && /^[0-9a-f]{64}$/i.test(key ?? '')))
    return Object.fromEntries(pairs);
  context.addIssue('write it as 1:<64 hex digits>,2:<64 hex digits>');
  return z.NEVER;
});
const clamd = z.string().transform((text, context): ClamdAddress => {
  const address = parseClamdAddress(text);
  if (address) return address;
  context.addIssue('write it as unix:/run/clamav/clamd.ctl or tcp://127.0.0.1:3310');
  return z.NEVER;
});
/** The environment of a real installation. Everything that is missing is named at once. */
const environment = z.object({
  DATABASE_URL: z.string().min(1),
  DATABASE_OWNER_URL: z.string().min(1).optional(),
  PUBLIC_URL: https.transform(text => text.replace(/\/$/, '')),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().default(8100),
  DATA_FOLDER: z.string().min(1),
  AUDIT_HEADS: z.string().min(1).optional(),
  ENCRYPTION_KEYS: numberedKeys,
  ENCRYPTION_KEY: z.string().default('1'),
  STATEMENT_KEYS: numberedKeys,
  STATEMENT_KEY: z.string().default('1'),
  HASH_KEY: z.string().regex(/^[0-9a-f]{64}$/i),
  CHSI_ISSUER: https,
  CHSI_CLIENT_ID: z.string().min(1),
  CHSI_CLIENT_SECRET: z.string().min(1),
  WECHAT_BASE_URL: https.default('https://api.weixin.qq.com'),
  WECHAT_APP_ID: z.string().min(1),
  WECHAT_SECRET: z.string().min(1),
  SMS_ENDPOINT: https.default('https://dysmsapi.aliyuncs.com'),
  SMS_ACCESS_KEY_ID: z.string().min(1),
  SMS_ACCESS_KEY_SECRET: z.string().min(1),
  SMS_SIGN_NAME: z.string().min(1),
  IDENTITY_CHECK_URL: https,
  IDENTITY_CHECK_KEY: z.string().min(1),
  TIMESTAMP_URL: url.optional(),
  CLAMD: clamd.optional(),
  HELP_CONTACT: z.string().default(''),
  S3_ENDPOINT: url.optional(),
  S3_REGION: z.string().min(1).optional(),
  S3_BUCKET: z.string().min(1).optional(),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  S3_PREFIX: z
    .string()
    .regex(/^([\w.-]+\/)*$/, 'ends with a slash, as in quxiang/')
    .default(''),
  S3_PATH_STYLE: z.enum(['yes', 'no']).default('yes'),
});

/** All of them, or none: half a store would leave files where nobody looks for them. */
const s3Names = ['S3_ENDPOINT', 'S3_REGION', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

function readS3(it: z.output<typeof environment>): Config['s3'] {
  const missing = s3Names.filter(name => it[name] === undefined);
  const [endpoint = '', region = '', bucket = '', accessKeyId = '', secretAccessKey = ''] = s3Names.map(name => it[name]);
  if (missing.length === s3Names.length) {
    if (it.S3_PREFIX) throw new Error('the configuration is incomplete:\n  S3_PREFIX: without a store it means nothing');
    return undefined;
  }
  if (missing.length > 0)
    throw new Error(
      `the configuration is incomplete:\n${missing.map(name => `  ${name}: missing beside the other S3 settings`).join('\n')}`,
    );
  const pathStyle = it.S3_PATH_STYLE === 'yes';
  return { endpoint, region, bucket, accessKeyId, secretAccessKey, prefix: it.S3_PREFIX, pathStyle };
}

export interface Config {
  readonly demo: boolean;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly databaseUrl: string;
  /** For migrations; left out where the application's role owns its tables, or another program migrates. */
  readonly databaseOwnerUrl?: string | undefined;
  /** Files, parts of uploads, certificate. */
  readonly dataFolder: string;
  /** The file of the audit's heads: best on another disk. In `dataFolder` unless somebody says otherwise. */
  readonly auditHeads?: string | undefined;
  /** Where files are kept instead of `dataFolder`. */
  readonly s3?: Omit<S3Options, 'folder'> | undefined;
  readonly keys: KeyRing;
  readonly statementKeys: StatementKeys;
  readonly chsi: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string };
  readonly wechat: { readonly baseUrl: string; readonly appId: string; readonly secret: string };
  readonly sms: {
    readonly endpoint: string;
    readonly accessKeyId: string;
    readonly accessKeySecret: string;
    readonly signName: string;
  };
  readonly identityCheck: { readonly url: string; readonly key: string };
  readonly timestampUrl: string | undefined;
  /** PEM of the authorities whose timestamps are believed; the system's where left out. */
  readonly timestampTrust?: readonly string[];
  /** Where uploaded files are scanned; left out, nowhere. */
  readonly clamd?: ClamdAddress | undefined;
  readonly helpContact: string;
  readonly inboxUrl: string | null;
  /** A roster to try things out with, in the demo. */
  readonly sampleRoster?: string | undefined;
}

/** Where the audit's heads are kept. */
export const auditHeadsOf = ({ auditHeads, dataFolder }: Pick<Config, 'auditHeads' | 'dataFolder'>): string =>
  auditHeads ?? join(dataFolder, 'audit', 'heads.jws');

/** Reads the configuration of a real installation. Throws, naming every variable at fault. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`the configuration is incomplete:\n  ${faults.join('\n  ')}`);
  }
  const it = parsed.data;
  return {
    demo: false,
    host: it.HOST,
    port: it.PORT,
    publicUrl: it.PUBLIC_URL,
    databaseUrl: it.DATABASE_URL,
    databaseOwnerUrl: it.DATABASE_OWNER_URL,
    dataFolder: it.DATA_FOLDER,
    auditHeads: it.AUDIT_HEADS,
    s3: readS3(it),
    keys: { keys: it.ENCRYPTION_KEYS, current: it.ENCRYPTION_KEY, hashKey: it.HASH_KEY },
    statementKeys: { keys: it.STATEMENT_KEYS, current: it.STATEMENT_KEY },
    chsi: { issuer: it.CHSI_ISSUER, clientId: it.CHSI_CLIENT_ID, clientSecret: it.CHSI_CLIENT_SECRET },
    wechat: { baseUrl: it.WECHAT_BASE_URL, appId: it.WECHAT_APP_ID, secret: it.WECHAT_SECRET },
    sms: {
      endpoint: it.SMS_ENDPOINT,
      accessKeyId: it.SMS_ACCESS_KEY_ID,
      accessKeySecret: it.SMS_ACCESS_KEY_SECRET,
      signName: it.SMS_SIGN_NAME,
    },
    identityCheck: { url: it.IDENTITY_CHECK_URL, key: it.IDENTITY_CHECK_KEY },
    timestampUrl: it.TIMESTAMP_URL,
    clamd: it.CLAMD,
    helpContact: it.HELP_CONTACT,
    inboxUrl: null,
  };
}

/** Every address outside that the platform calls. */
export const outsideUrls = (config: Config): readonly string[] =>
  [
    config.chsi.issuer,
    config.wechat.baseUrl,
    config.sms.endpoint,
    config.identityCheck.url,
    config.timestampUrl,
    config.s3?.endpoint,
  ].filter(address => address !== undefined);
