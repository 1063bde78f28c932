#!/usr/bin/env node
// npm start: installs what is missing, then hands over to the pinned Node. Plain JavaScript without dependencies: it runs on Node 20.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, lstatSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { pinnedNode } from './pinned-node.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installed = join(root, 'node_modules', '.package-lock.json');
const lock = join(root, 'package-lock.json');

// A linked folder is somebody else's install: npm would empty it.
const isLinked = lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink() ?? false;

if (!isLinked && (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs)) {
  console.log('正在安装依赖（仅首次）…');
  const code = await install();
  if (code !== 0) process.exit(code);
}

/** Without npm's warnings about the version of Node: they are about the one that installs, and the program runs on the pinned one. */
async function install() {
  const npm = spawn('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'pipe'],
    shell: process.platform === 'win32',
  });
  createInterface({ input: npm.stderr }).on('line', line => {
    if (!line.startsWith('npm warn EBADENGINE')) console.error(line);
  });
  const [code] = await once(npm, 'close');
  return code ?? 1;
}

const child = spawn(pinnedNode(), [join(root, 'scripts', 'start-demo.ts')], { cwd: root, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', code => process.exit(code ?? 1));
