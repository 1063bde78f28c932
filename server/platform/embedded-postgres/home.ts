import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type Account, isReachableByAll } from './account.ts';

/**
 * Makes the database's folder and answers its real path. Root's database runs under another account, which cannot enter
 * a closed tree such as /root: there the folder is made under /var/lib/quxiang instead, under a name that stays the same.
 */
export function makeHome(wanted: string, account: Account): string {
  const home = resolve(wanted);
  makeOpenFolder(home, account);
  if (account.uid === undefined || isReachableByAll(home)) return realpathSync(home);
  const name = `${basename(dirname(home))}-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`;
  const elsewhere = join('/var/lib/quxiang', name);
  makeOpenFolder(elsewhere, account);
  return realpathSync(elsewhere);
}

function makeOpenFolder(folder: string, account: Account): void {
  const first = mkdirSync(folder, { recursive: true });
  if (account.uid === undefined || account.gid === undefined) return;
  // mkdir's mode is cut by the umask; only what was made here is opened, nobody else's folders.
  for (let place = folder; first !== undefined && place.length >= first.length; place = dirname(place)) chmodSync(place, 0o755);
  chownSync(folder, account.uid, account.gid);
}

/** initdb works beside the data directory and is moved in by one rename, so a killed one leaves no half-made data. */
export async function createData(data: string, initdb: (folder: string) => Promise<void>): Promise<void> {
  const fresh = `${data}.${randomBytes(6).toString('hex')}`;
  await initdb(fresh);
  renameSync(fresh, data);
}

/** Removes what initdbs killed half way have left. Only under the home's lock. */
export function sweepHalfMadeData(home: string): void {
  for (const entry of readdirSync(home)) {
    if (/^data\.[0-9a-f]{12}$/.test(entry)) rmSync(join(home, entry), { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * The socket directory, always the same for a home; only the database's account may enter it, which is the whole
 * authentication. Throws when somebody else has made it first.
 */
export function makeSockets(home: string, account: Account): string {
  const near = join(home, 'run');
  // A socket's path holds 107 bytes (sun_path); "/.s.PGSQL.5432.lock" takes its part of them.
  const folder =
    Buffer.byteLength(near) > 85 ? `/tmp/quxiang-pg-${createHash('sha256').update(home).digest('hex').slice(0, 24)}` : near;
  if (!existsSync(folder)) {
    mkdirSync(folder, { mode: 0o700 });
    if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid);
  }
  const { uid, mode } = lstatSync(folder);
  if (uid !== (account.uid ?? process.getuid?.() ?? uid)) throw new Error(`${folder} belongs to another user`);
  if ((mode & 0o777) !== 0o700) chmodSync(folder, 0o700);
  return folder;
}
