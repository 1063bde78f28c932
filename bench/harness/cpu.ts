import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** utime, stime, cutime, cstime and the parent, of /proc/pid/stat; undefined when the process has gone or the system has no /proc. */
function statOf(pid: number | string) {
  try {
    const fields = (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '').split(' ').map(Number);
    const [utime = 0, stime = 0, cutime = 0, cstime = 0] = fields.slice(11, 15);
    return { parent: fields[1] ?? 0, own: (utime + stime) / ticksPerSecond, ended: (cutime + cstime) / ticksPerSecond };
  } catch {
    return undefined;
  }
}

/** Seconds of CPU of a process, of its children that have ended and of those that live: a database with all its backends. */
export function cpuSecondsWithChildren(pid: number): number {
  const process = statOf(pid);
  const children = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(statOf)
    .filter(stat => stat?.parent === pid);
  return (process?.own ?? Number.NaN) + (process?.ended ?? 0) + children.reduce((sum, child) => sum + (child?.own ?? 0), 0);
}

/** Seconds of CPU of a process alone. */
export const cpuSecondsOf = (pid: number): number => statOf(pid)?.own ?? Number.NaN;
/** Seconds of CPU of the tools that this process has run to their end. */
export const cpuSecondsOfTools = (): number => statOf('self')?.ended ?? Number.NaN;

/** Memory that a process holds. */
export function residentBytesOf(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
  } catch {
    return Number.NaN;
  }
}
