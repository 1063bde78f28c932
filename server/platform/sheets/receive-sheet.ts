/** A sheet, or another small file, that comes whole with the request that uses it. */
import { type Refused, refuse } from '#domain/refusals.ts';
import { type Received, type Receiving, receive } from '../images/receive.ts';
import { refusalsOfIntake } from '../images/refusals-of-intake.ts';
import { createFairQueue, QueueFull } from '../limits/fair-queue.ts';

/** Reading a sheet takes the server's own thread: one of a sender at a time, two of all. Pictures and PDFs have lanes of their own. */
const lane = createFairQueue({ atOnce: 2, atOncePerSender: 1, perSender: 4, inAll: 60 });

interface Limits {
  /** Who sends it: an account, as the audit names it. */
  readonly sender: string;
  readonly bytesAtMost: number;
}

/** Lends the file to `use` when the sender's turn comes. It takes no turn while it is still on its way: a slow line holds up nobody. */
export async function receiveSheet<Result>(
  platform: Receiving,
  stream: AsyncIterable<Uint8Array>,
  { sender, bytesAtMost }: Limits,
  use: (received: Received) => Promise<Result>,
): Promise<Result | Refused> {
  try {
    const received = await receive(platform, stream, async file => ({ result: await lane.run(sender, () => use(file)) }), {
      bytesAtMost,
    });
    if ('result' in received) return received.result;
    return received.refused === 'too-large'
      ? refuse('file-too-large', { limit: `${bytesAtMost / 1024 / 1024} MB` })
      : refuse('sheet-refused', { why: '文件是空的' });
  } catch (error) {
    if (error instanceof QueueFull && error.isOwn) return refusalsOfIntake['too-many-waiting'];
    throw error;
  }
}
