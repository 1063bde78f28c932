/** Builds the pages into dist/ when what they are made of has changed. `npm start` asks on every start, so no change must cost nothing. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const sources = ['web', 'contract', 'domain', 'package-lock.json'];
const pages = ['desk', 'phone'] as const;
const stamp = join(root, 'dist', '.built');

async function filesUnder(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  return entries
    .filter(entry => entry.isFile() && !entry.name.includes('.test.'))
    .map(entry => join(entry.parentPath, entry.name));
}

/** Of contents, not of times: a fresh clone, a copy and a checkout back and forth all give the same. */
async function hashOfSources(): Promise<string> {
  const found = await Promise.all(sources.map(source => filesUnder(join(root, source))));
  const files = found.flat().sort();
  const contents = await Promise.all(files.map(file => readFile(file)));
  const hash = createHash('sha256');
  for (const [at, content] of contents.entries())
    hash.update(`${relative(root, files[at] ?? '')}\0${content.length}\0`).update(content);
  return hash.digest('hex');
}

const configOf = (page: (typeof pages)[number]) => join(root, 'web', `vite.${page}.config.ts`);

/** Builds both sets of pages unless dist/ holds them already. Says whether it built; throws with vite's message when it cannot. */
export async function buildWebIfNeeded(): Promise<boolean> {
  const hash = await hashOfSources();
  const isBuilt = pages.every(page => existsSync(join(root, 'dist', page, 'assets')));
  if (isBuilt && (await readFile(stamp, 'utf8').catch(() => '')) === hash) return false;

  // Loaded only now: vite alone takes longer than the check above.
  const { build } = await import('vite');
  // Built aside and moved in whole: a server that runs on the old pages never meets half of the new ones.
  const aside = join(root, 'dist', `.building-${process.pid}`);
  try {
    for (const page of pages) {
      await build({ configFile: configOf(page), build: { outDir: join(aside, page) } });
      await rm(join(root, 'dist', page), { recursive: true, force: true });
      await rename(join(aside, page), join(root, 'dist', page));
    }
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  await writeFile(stamp, hash);
  return true;
}

if (import.meta.main) {
  const begun = performance.now();
  const built = await buildWebIfNeeded();
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(built ? `pages built in ${seconds} s` : `pages are up to date (${seconds} s)`);
}
