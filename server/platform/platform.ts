import type { Clock } from './base/clock.ts';
import type { Vault } from './base/crypto.ts';
import type { Log } from './base/log.ts';
import type { FileStore } from './files/files.ts';
import type { Parts } from './files/parts.ts';
import type { IdentityCheck } from './outside/identity-check.ts';
import type { SignInProvider } from './outside/sign-in-provider.ts';
import type { Sms } from './outside/sms.ts';
import type { TimestampAuthority } from './outside/timestamp-authority.ts';
import type { Wechat } from './outside/wechat.ts';
import type { Database } from './postgres/postgres.ts';
import type { Statements } from './statements/statements.ts';
import type { VirusScan } from './virus-scan/virus-scan.ts';

/** The parties outside, each behind a port. */
export interface Outside {
  readonly signIn: SignInProvider;
  readonly wechat: Wechat;
  readonly sms: Sms;
  readonly identityCheck: IdentityCheck;
  /** Undefined: documents are signed B-B, and say so. */
  readonly timestamp: TimestampAuthority | undefined;
  /** Undefined: uploaded files are not scanned, and the operator's page says so. */
  readonly virusScan: VirusScan | undefined;
}

/** What every matter is composed from. Made once, in `app.ts`. */
export interface Platform {
  readonly database: Database;
  readonly vault: Vault;
  readonly statements: Statements;
  readonly clock: Clock;
  readonly log: Log;
  readonly files: FileStore;
  /** Files on their way in. */
  readonly parts: Parts;
  readonly outside: Outside;
  /** Where browsers reach us, without a slash at the end. */
  readonly publicUrl: string;
  /** Demo accounts, sample files, the test certificate: a demonstration and no production. */
  readonly demo: boolean;
}
