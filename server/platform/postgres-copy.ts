import type pg from 'pg';
import type { Database } from './postgres.ts';

export type CopyValue = string | number | boolean | Buffer | readonly string[] | null | undefined;

/** One line of COPY's text format (PostgreSQL manual, COPY, Text Format). Arrays are of text, without nulls. */
export function copyLine(values: readonly CopyValue[]): string {
  return `${values.map(copyField).join('\t')}\n`;
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
 * Copies lines made by `copyLine` into `target`, a table with its column list, in a transaction of their own: all or none.
 * Eight to ten times as fast as inserts with arrays of values, which the driver has to quote twice.
 */
export async function copyInto(database: Pick<Database, 'pool'>, target: string, lines: string): Promise<void> {
  const client = await database.pool.connect();
  let broken: Error | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const copy = copying(`copy ${target} from stdin`, lines, error => (error ? reject(error) : resolve()));
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
function copying(text: string, lines: string, done: (error?: Error) => void): pg.Submittable & Record<string, unknown> {
  return {
    callback: done,
    submit: (connection: pg.Connection) => (connection as CopyConnection).query(text),
    handleCopyInResponse(connection: CopyConnection) {
      connection.sendCopyFromChunk(Buffer.from(lines));
      connection.endCopyFrom();
    },
    handleCommandComplete: () => {},
    handleReadyForQuery: () => done(),
    handleError: (error: Error) => done(error),
  };
}
