import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The path of a Node that runs TypeScript sources: the one pinned in the lockfile, else this one when it is 24 or newer. */
export function pinnedNode() {
  const pinned = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(pinned)) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  console.error(
    `需要 Node 24 或更新的版本，当前为 ${process.versions.node}。/ Node 24 or newer is needed, this is ${process.versions.node}.`,
  );
  process.exit(1);
}
