import type pg from 'pg';
import type { Database } from './postgres.ts';

export type CopyValue = string | number | boolean | Buffer | readonly string[] | null | undefined;

/** Lines for `copyInto`, kept as the bytes that are sent. */
export interface CopyLines {
  add(values: readonly CopyValue[]): void;
  chunks(): Buffer[];
}

const chunkLength = 1 << 18;

/**
 * Gathers lines of COPY's text format (PostgreSQL manual, COPY, Text Format). Arrays are of text, without nulls. Bytes at once:
 * as one string, 2,000 lines of a roster are 5 MB that only a full collection frees.
 */
export function copyLines(): CopyLines {
  const full: Buffer[] = [];
  let room = Buffer.alloc(0);
  let used = 0;
  const filled = (): Buffer => room.subarray(0, used);
  return {
    add(values) {
      const line = copyLine(values);
      // A UTF-16 unit takes three bytes of UTF-8 at most.
      const most = line.length * 3;
      if (room.length - used < most) {
        full.push(filled());
        room = Buffer.allocUnsafeSlow(Math.max(chunkLength, most));
        used = 0;
      }
      used += room.write(line, used);
    },
    chunks: () => [...full, filled()],
  };
}

function copyLine(values: readonly CopyValue[]): string {
  let line = copyField(values[0]);
  for (let place = 1; place < values.length; place++) line += `\t${copyField(values[place])}`;
  return `${line}\n`;
}

function copyField(value: CopyValue): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value === 'number') return String(value);
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`;
  return escaped(`{${value.map(item => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`);
}

const hasSpecial = /[\\\t\n\r]/;
const special = /[\\\t\n\r]/g;
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escaped(text: string): string {
  if (!hasSpecial.test(text)) return text;
  return text.replace(special, character => escapes[character] ?? '');
}

/**
 * Copies lines into `target`, a table with its column list, in a transaction of their own: all or none.
 * Eight to ten times as fast as inserts with arrays of values, which the driver has to quote twice.
 */
export async function copyInto(database: Pick<Database, 'pool'>, target: string, lines: CopyLines): Promise<void> {
  const client = await database.pool.connect();
  let broken: Error | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const copy = copying(`copy ${target} from stdin`, lines.chunks(), error => (error ? reject(error) : resolve()));
      client.query(copy);
    });
  } catch (error) {
    broken = error instanceof Error ? error : new Error('copy failed');
    throw error;
  } finally {
    client.release(broken);
  }
}

type CopyConnection = pg.Connection & { query(text: string): void; sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void };

/** What the driver's client calls a query: it sends itself and is told what the server answers. */
function copying(
  text: string,
  chunks: readonly Buffer[],
  done: (error?: Error) => void,
): pg.Submittable & Record<string, unknown> {
  return {
    callback: done,
    submit: (connection: pg.Connection) => (connection as CopyConnection).query(text),
    handleCopyInResponse(connection: CopyConnection) {
      for (const chunk of chunks) connection.sendCopyFromChunk(chunk);
      connection.endCopyFrom();
    },
    handleCommandComplete: () => {},
    handleReadyForQuery: () => done(),
    handleError: (error: Error) => done(error),
  };
}
