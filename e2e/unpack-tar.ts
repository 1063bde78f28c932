import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';

const block = 512;
const text = (bytes: Buffer) => bytes.subarray(0, bytes.indexOf(0) === -1 ? bytes.length : bytes.indexOf(0)).toString();

/** Writes the plain files of a tar (ustar) under a folder; links and the like are passed over. */
export async function unpackTar(tar: Buffer, folder: string): Promise<void> {
  for (let at = 0; at + block <= tar.length; ) {
    const name = text(tar.subarray(at, at + 100));
    if (name === '') break;
    const size = Number.parseInt(text(tar.subarray(at + 124, at + 136)).trim(), 8) || 0;
    const kind = text(tar.subarray(at + 156, at + 157));
    const path = normalize(name);
    if ((kind === '0' || kind === '') && !path.startsWith('..')) {
      const target = join(folder, path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, tar.subarray(at + block, at + block + size), { mode: 0o755 });
    }
    at += block + Math.ceil(size / block) * block;
  }
}
