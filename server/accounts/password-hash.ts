import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { createFairQueue } from '#server/platform/limits/fair-queue.ts';

/** OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, two passes, one lane. */
const cost = { memory: 19 * 1024, passes: 2, parallelism: 1 } as const;
const saltLength = 16;
const tagLength = 32;

const derive = promisify(argon2);

// Four threads (libuv's default) serve files, names and this. A flood of sign-ins leaves half of them to the others. A hash takes some
// 25 ms of a thread, so the last of 160 waits two seconds.
const queue = createFairQueue({ atOnce: 2, perSender: 12, inAll: 160 });

/** For whom a password is hashed: senders take turns. */
export interface Turn {
  /** The address of a stranger, the account of a user. */
  readonly sender: string;
  /** A browser that this person has signed in with before. */
  readonly known?: boolean;
}

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
/** A password typed on another keyboard is the same password (NIST SP 800-63B §3.1.1.2). */
const normalised = (password: string): string => password.normalize('NFKC');

interface Parameters {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}
const tagOf = (password: string, salt: Buffer, parameters: Parameters, { sender, known = false }: Turn): Promise<Buffer> =>
  queue.run(sender, () => derive('argon2id', { message: normalised(password), nonce: salt, tagLength, ...parameters }), {
    first: known,
  });

/**
 * The password's hash in PHC string format, with its parameters, so that they can be raised later. Throws QueueFull when too many wait.
 */
export async function hashPassword(password: string, turn: Turn): Promise<string> {
  const salt = randomBytes(saltLength);
  const tag = await tagOf(password, salt, cost, turn);
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/**
 * Whether a password fits a hash. Without a hash (nobody has this login) it does the same work and answers false, so that the
 * time of an answer does not tell which logins exist. Throws QueueFull when too many wait.
 */
export async function verifyPassword(password: string, hash: string | undefined, turn: Turn): Promise<boolean> {
  const [, memory, passes, parallelism, salt = '', tag = ''] = phc.exec(hash ?? '') ?? [];
  if (hash !== undefined && !tag) throw new Error('a stored password hash is not in PHC format');
  if (!tag) {
    await tagOf(password, Buffer.alloc(saltLength), cost, turn);
    return false;
  }
  const expected = Buffer.from(tag, 'base64');
  const parameters = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const found = await tagOf(password, Buffer.from(salt, 'base64'), parameters, turn);
  return expected.length === found.length && timingSafeEqual(expected, found);
}
