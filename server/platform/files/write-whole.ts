import type { FileHandle } from 'node:fs/promises';

/**
 * Writes a chunk to its last byte: one write may take less than it is given, as on a disk that is nearly full; the next one then says
 * that it is.
 */
export async function writeWhole(file: Pick<FileHandle, 'write'>, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.byteLength; ) {
    const { bytesWritten } = await file.write(chunk, at, chunk.byteLength - at);
    if (bytesWritten === 0) throw Object.assign(new Error('the disk took no more'), { code: 'ENOSPC' });
    at += bytesWritten;
  }
}

const full: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
/** No space is left where files are kept. */
export const isStorageFull = (error: unknown): boolean => error instanceof Error && 'code' in error && full.has(error.code);
