import { execFile, execFileSync } from 'node:child_process';

/** Whether a program is there; when not, says so, so that nobody takes the silence for a good figure. */
export function hasTool(name: string, debianPackage: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' });
    return true;
  } catch {
    console.log(`SKIPPED: ${name} is not installed (Debian: apt install ${debianPackage})`);
    return false;
  }
}

/** Runs a tool and answers what it prints. Throws with the end of what it says about a failure. */
export function run(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { maxBuffer: 64 * 2 ** 20 }, (error, out, said) =>
      error ? reject(new Error(`${program} failed:\n${said.slice(-1500)}${out.slice(-500)}`)) : resolve(out),
    );
  });
}

/** The first number after a label in a tool's output. Throws, showing the output, when there is none. */
export function numberAfter(output: string, label: RegExp): number {
  const found = Number(output.match(label)?.[1]);
  if (!Number.isFinite(found)) throw new Error(`no ${label} in:\n${output}`);
  return found;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;
export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} ms`;

/** One result: what, how much, and whether the target is met. */
export function report(what: string, figure: string, target?: { readonly met: boolean; readonly text: string }): void {
  console.log(`${what.padEnd(52)} ${figure}${target ? `  (target ${target.text}: ${target.met ? 'met' : 'MISSED'})` : ''}`);
}
