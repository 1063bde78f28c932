import { execFileSync } from 'node:child_process';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The account the database runs under; empty when it is simply our own. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * PostgreSQL refuses to run as root, so root drops to an account without rights.
 * Throws, with what to do about it, when no usable account exists.
 */
export function databaseAccount(uid = process.getuid?.()): Account {
  if (uid === undefined) return {};
  if (uid !== 0) {
    // initdb looks its own user up in the passwd database and stops when it is not there (usual in containers).
    if (!isKnownUser(uid)) {
      throw new Error(
        `内置数据库无法以没有账户名的用户 (uid ${uid}) 运行，请设置 DATABASE_URL。/ The embedded database cannot run as uid ${uid}, which has no passwd entry: give it one or set DATABASE_URL.`,
      );
    }
    return {};
  }
  for (const name of ['postgres', 'nobody']) {
    const ids = lookUp(name);
    if (ids !== undefined) return ids;
  }
  throw new Error(
    '内置数据库不能以 root 运行，本机又没有 postgres 或 nobody 账户，请设置 DATABASE_URL。/ No unprivileged account to run the embedded database: set DATABASE_URL.',
  );
}

/** Whether every user may enter the folders that lead to the file, and the file's own folder bits allow it. */
export function isReachableByAll(file: string): boolean {
  for (let place = realpathSync(file); ; place = dirname(place)) {
    if ((statSync(place).mode & 0o001) === 0) return false;
    if (place === dirname(place)) return true;
  }
}

interface PasswdEntry {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

function isKnownUser(uid: number): boolean {
  return passwdEntries('/etc/passwd').some(entry => entry.uid === uid) || askDirectory(String(uid)) !== undefined;
}

function lookUp(name: string): Account | undefined {
  const found = passwdEntries('/etc/passwd').find(entry => entry.name === name) ?? askDirectory(name);
  return found && { uid: found.uid, gid: found.gid };
}

/** The local file is read first: a few milliseconds less at every start than asking getent. */
function passwdEntries(file: string): PasswdEntry[] {
  try {
    return parsePasswd(readFileSync(file, 'utf8'));
  } catch {
    return []; // systems without the file have a directory service
  }
}

/** Accounts that are not in the local file (LDAP, systemd-homed). */
function askDirectory(nameOrUid: string): PasswdEntry | undefined {
  try {
    return parsePasswd(
      execFileSync('getent', ['passwd', nameOrUid], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    )[0];
  } catch {
    return undefined; // not known there either, or no getent
  }
}

function parsePasswd(text: string): PasswdEntry[] {
  return text.split('\n').flatMap(line => {
    const [name, , uid, gid] = line.split(':');
    return name !== undefined && uid !== undefined && gid !== undefined ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}
