import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Reads an upload that is refused to its end: what was not read would hold the connection until it times out. */
export const drain = (stream: Readable): Promise<void> =>
  pipeline(stream, async source => {
    for await (const _ of source);
  }).catch(() => undefined);
