/** What checks of the source read: its files, by folder. */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Check, Shown } from './requirement.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
export const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

const read = new Map<string, ReadonlyMap<string, string>>();
/** The program below a folder, without tests: path → text, comments taken away. */
export function sourcesIn(folder: string): ReadonlyMap<string, string> {
  const known = read.get(folder);
  if (known) return known;
  const paths = globSync(`${folder}/**/*.{ts,tsx,html}`, { cwd: root }).filter(path => !/\.test\.tsx?$|\/testing\//.test(path));
  const found = new Map(paths.map(path => [path, textOf(path).replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')]));
  read.set(folder, found);
  return found;
}
const program = ['domain', 'contract', 'server', 'web'];

/** The files in which a pattern occurs. */
export const filesWith = (pattern: RegExp, folders: readonly string[] = program): string[] =>
  folders.flatMap(folder => [...sourcesIn(folder)].flatMap(([path, text]) => (pattern.test(text) ? [path] : []))).toSorted();

/** That a pattern occurs in no file of the program but these. */
export const only =
  (pattern: RegExp, files: readonly string[] = [], folders?: readonly string[]): Check =>
  () =>
    assert.deepEqual(
      filesWith(pattern, folders).filter(file => !files.includes(file)),
      [],
    );

/** That neither the program nor what it is installed with has it. */
export const absent =
  (pattern: RegExp): Check =>
  () => {
    assert.deepEqual(filesWith(pattern), []);
    const names = Object.keys(JSON.parse(textOf('package.json')).dependencies);
    assert.deepEqual(
      names.filter(name => pattern.test(name)),
      [],
    );
  };

/** That a document says something. */
export const says =
  (path: string, ...patterns: readonly RegExp[]): Check =>
  () => {
    const text = textOf(path);
    for (const pattern of patterns) assert.match(text, pattern, path);
  };

/** Several checks as one. */
export const all =
  (...checks: readonly Check[]): Check =>
  async () => {
    for (const check of checks) await check();
  };

/** Whether a test of this name is written in this file, in quotes of any kind; `…` for what is filled in as it runs. */
export const isWritten = ({ file, test }: Shown): boolean => {
  if (!existsSync(join(root, file))) return false;
  const text = textOf(file).replaceAll(/\$\{[^}]*\}/g, '…');
  return [`'${test}'`, `"${test}"`, `\`${test}\``].some(written => text.includes(written));
};
