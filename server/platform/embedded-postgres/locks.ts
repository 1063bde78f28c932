import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

const hasProc = existsSync('/proc/self/cwd');

/**
 * Lets one process at a time start, adopt or stop the database of a folder. An abstract socket, because the kernel
 * frees it even when its holder is killed with -9, and it leaves no file behind.
 */
export async function lockHome(home: string): Promise<() => void> {
  const name = `\0quxiang-${createHash('sha1').update(home).digest('hex')}`;
  for (;;) {
    const holder = createServer();
    const taken = Promise.withResolvers<boolean>();
    holder.once('error', error => {
      if (errorCode(error) === 'EADDRINUSE') taken.resolve(false);
      else taken.reject(error);
    });
    holder.listen(name, () => taken.resolve(true));
    if (await taken.promise) {
      holder.unref();
      return () => holder.close();
    }
    await pause(25);
  }
}

/** Whether a process exists, dead ones whose parent has not asked for them (zombies) not counted. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errorCode(error) !== 'EPERM') return false;
  }
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return !hasProc;
  }
}

/** The pid of the server that runs on `data`, or undefined. A reused pid in the pid file is told apart by its command line. */
export function livePostmaster(data: string): number | undefined {
  const pid = Number.parseInt(pidFileLines(data)[0] ?? '', 10);
  if (!(pid > 0) || !isAlive(pid)) return undefined;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(data) ? pid : undefined;
  } catch {
    return hasProc ? undefined : pid;
  }
}

/** The lines of postmaster.pid: pid, data directory, start time, port, socket directory, … ; empty when there is none. */
function pidFileLines(data: string): string[] {
  const file = join(data, 'postmaster.pid');
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
}

/** The socket directory that the running server names in its pid file. */
export function socketsOf(data: string): string {
  const folder = pidFileLines(data)[4];
  if (folder === undefined || folder === '') throw new Error(`the server on ${data} names no socket directory`);
  return folder;
}

/**
 * Removes what a killed server left, which would keep PostgreSQL from starting when its pid is still a zombie or
 * belongs to someone else by now. Waits first until the last backend has left `data`: two servers on one folder destroy it.
 */
export async function clearStaleLocks(data: string, sockets: string): Promise<void> {
  if (!hasProc) return;
  const real = realpathSync(data);
  for (const until = Date.now() + 10_000; someoneWorksIn(real); await pause(25)) {
    if (Date.now() > until) throw new Error(`another process still works in ${data}`);
  }
  for (const file of [join(data, 'postmaster.pid'), join(sockets, '.s.PGSQL.5432.lock'), join(sockets, '.s.PGSQL.5432')]) {
    rmSync(file, { force: true });
  }
}

/** PostgreSQL's processes have their data directory as working directory; initdb's have not. */
function someoneWorksIn(folder: string): boolean {
  return readdirSync('/proc').some(entry => {
    if (!/^\d+$/.test(entry)) return false;
    try {
      return readlinkSync(`/proc/${entry}/cwd`) === folder;
    } catch {
      return false; // gone meanwhile, or another user's, who cannot be in our folder
    }
  });
}

const withCode = z.object({ code: z.string() });

/** The code of a system error such as ENOENT, or undefined. */
export function errorCode(error: unknown): string | undefined {
  return withCode.safeParse(error).data?.code;
}
