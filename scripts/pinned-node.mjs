import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs TypeScript sources, and tells how much a thread has worked (`worker.cpuUsage`, 24.6). */
const isNewEnough = ([major = 0, minor = 0]) => major > 24 || (major === 24 && minor >= 6);

/** The path of a Node that runs the program: the one pinned in the lockfile, else this one when it is 24.6 or newer. */
export function pinnedNode() {
  const pinned = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(pinned)) return pinned;
  if (isNewEnough(process.versions.node.split('.').map(Number))) return process.execPath;
  console.error(
    `需要 Node 24.6 或更新的版本，当前为 ${process.versions.node}。/ Node 24.6 or newer is needed, this is ${process.versions.node}.`,
  );
  process.exit(1);
}
