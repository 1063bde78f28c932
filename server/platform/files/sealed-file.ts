import { randomBytes } from 'node:crypto';
import type { Vault } from '../base/crypto.ts';

/**
 * Files with personal data that lie in the store for a while: sealed in pieces, so that neither writing nor reading holds more than one
 * of them. A piece is its length (4 bytes) and the sealed text of: the file's mark (16 bytes), the piece's number (4 bytes), whether it is
 * the last (1 byte), the content. So a piece that is missing, repeated, moved or from another file is found.
 */
const pieceBytes = 256 * 1024;
const markBytes = 16;
const headBytes = markBytes + 5;

/** The sealed bytes of a file as it comes in. Every call gives other bytes, so what is stored under their SHA-256 belongs to one owner. */
export async function* sealFile(vault: Vault, content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const mark = randomBytes(markBytes);
  let number = 0;
  const piece = (content: readonly Uint8Array[], isLast: boolean): Buffer => {
    const head = Buffer.alloc(5);
    head.writeUInt32BE(number++);
    head.writeUInt8(isLast ? 1 : 0, 4);
    const sealed = vault.seal(Buffer.concat([mark, head, ...content]));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(sealed.length);
    return Buffer.concat([length, sealed]);
  };
  let gathered: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of content) {
    gathered.push(chunk);
    bytes += chunk.byteLength;
    if (bytes < pieceBytes) continue;
    yield piece(gathered, false);
    gathered = [];
    bytes = 0;
  }
  yield piece(gathered, true);
}

/** What was sealed. Throws, after the pieces that are whole, when the file was changed, cut off or put together from others. */
export async function* openSealedFile(vault: Vault, sealed: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let mark: Buffer | undefined;
  let number = 0;
  let isOver = false;
  for await (const one of pieces(sealed)) {
    const opened = vault.openBytes(one);
    mark ??= opened.subarray(0, markBytes);
    const isNext = mark.equals(opened.subarray(0, markBytes)) && opened.readUInt32BE(markBytes) === number++;
    if (isOver || !isNext) throw new Error('a sealed file was put together from other pieces');
    isOver = opened.readUInt8(markBytes + 4) === 1;
    yield opened.subarray(headBytes);
  }
  if (!isOver) throw new Error('a sealed file was cut off');
}

async function* pieces(sealed: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const chunk of sealed) {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const length = rest.length < 4 ? Number.POSITIVE_INFINITY : rest.readUInt32BE();
      if (rest.length < 4 + length) break;
      yield rest.subarray(4, 4 + length);
      rest = rest.subarray(4 + length);
    }
  }
  if (rest.length > 0) throw new Error('a sealed file was cut off');
}
