/**
 * A Chromium without installing one: CHROME_PATH when it is set, else the one that comes as a package, with the libraries that a bare
 * machine lacks and one font that holds Chinese.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { unpackTar } from './unpack-tar.ts';

const modules = fileURLToPath(new URL('../node_modules', import.meta.url));
const cache = join(modules, '.cache', 'e2e-browser');

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--disable-component-update',
  '--disable-background-networking',
  '--no-first-run',
  '--no-default-browser-check',
  '--font-render-hinting=none',
  // Without it a small /dev/shm, as containers have, ends the page.
  '--disable-dev-shm-usage',
];

interface Program {
  readonly path: string;
  readonly libraries?: string;
}

const runs = ({ path, libraries }: Program): boolean =>
  spawnSync(path, ['--version'], { env: { ...process.env, ...(libraries && { LD_LIBRARY_PATH: libraries }) } }).status === 0;

/** The package's Chromium, unpacked once; whole or not at all, also when two runs meet. */
async function packaged(): Promise<Program> {
  const from = join(modules, '@sparticuz', 'chromium', 'bin');
  const path = join(cache, 'chromium');
  if (!existsSync(path)) {
    await mkdir(cache, { recursive: true });
    const part = `${path}.${process.pid}`;
    await writeFile(part, brotliDecompressSync(await readFile(join(from, 'chromium.br'))), { mode: 0o755 });
    await rename(part, path);
  }
  if (runs({ path })) return { path };
  await unpackTar(brotliDecompressSync(await readFile(join(from, 'al2023.tar.br'))), cache);
  return { path, libraries: join(cache, 'lib') };
}

/** The same glyphs on every machine, whatever fonts it has. */
async function writeFontConfig(): Promise<string> {
  const file = join(cache, 'fonts.conf');
  const fonts = join(modules, '@expo-google-fonts', 'noto-sans-sc');
  const aliases = ['sans-serif', 'serif', 'monospace', 'system-ui'].map(
    family => `<alias binding="same"><family>${family}</family><prefer><family>Noto Sans SC</family></prefer></alias>`,
  );
  await mkdir(cache, { recursive: true });
  await writeFile(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${['400Regular', '500Medium', '600SemiBold', '700Bold'].map(weight => `<dir>${join(fonts, weight)}</dir>`).join('\n')}
<cachedir>${join(cache, 'fontconfig')}</cachedir>
${aliases.join('\n')}
</fontconfig>
`,
  );
  return file;
}

/** Throws when no browser starts, saying where it looked. */
export async function launchBrowser(): Promise<Browser> {
  const own = process.env.CHROME_PATH;
  const program = own ? { path: own } : await packaged();
  if (!runs(program)) throw new Error(`this browser does not run: ${program.path}. Set CHROME_PATH to one that does.`);
  return chromium.launch({
    executablePath: program.path,
    headless: true,
    // Chromium refuses its own sandbox to root, and machines without user namespaces have none.
    args: [...flags, '--no-sandbox'],
    env: {
      ...process.env,
      // Without a UTF-8 locale Chromium drops chosen files with Chinese names, and says nothing.
      LC_ALL: 'C.UTF-8',
      FONTCONFIG_FILE: await writeFontConfig(),
      ...('libraries' in program && program.libraries ? { LD_LIBRARY_PATH: program.libraries } : {}),
    },
  });
}
