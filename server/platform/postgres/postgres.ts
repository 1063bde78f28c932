import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { type ChannelHandler, startListening } from './listen.ts';

/** One SQL text with the type of its rows. Named ones are prepared once per connection. */
export interface Statement<Row> {
  readonly name?: string;
  readonly text: string;
  /** Never present: carries the type. */
  readonly row?: Row;
}

export type { ChannelHandler };
export type Values = readonly unknown[];

/** What a store needs: the database itself or a transaction of it. */
export interface Queryable {
  /** All rows. Column names come in camelCase; bigint as number, numeric and date as string, timestamptz as Date. */
  query<Row>(statement: Statement<Row>, values?: Values): Promise<Row[]>;
  /** The first row, or undefined. */
  first<Row>(statement: Statement<Row>, values?: Values): Promise<Row | undefined>;
  /** The only row. Throws when there is none or more than one. */
  one<Row>(statement: Statement<Row>, values?: Values): Promise<Row>;
  /** Runs it for its effect and answers the number of rows changed. */
  execute(statement: Statement<unknown>, values?: Values): Promise<number>;
  /** Tells the listeners of a channel; in a transaction only after it has committed. The payload holds ≤ 8000 bytes. */
  notify(channel: string, payload: string): Promise<void>;
}

export interface Transaction extends Queryable {
  readonly isTransaction: true;
  /**
   * The last statements, sent together with the commit in the order in which they were given. When one fails, that commit is a rollback,
   * and the transaction throws its error. A function answers its values when all else is done; undefined leaves the statement out.
   */
  last(statement: Statement<unknown>, values?: Values | (() => Values | undefined)): void;
}

export interface Database extends Queryable {
  /** For kysely and graphile-worker. */
  readonly pool: pg.Pool;
  /**
   * Runs the work in one transaction (read committed). After a deadlock or a serialization failure it is run again from the start, up
   * to five times in all, so the work must have no effects but its SQL.
   */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  /** Reads over one connection: what is asked without waiting in between is sent at once, and answered in order. No transaction. */
  together<Result>(work: (reads: Queryable) => Promise<Result>): Promise<Result>;
  /** Listens on a connection of its own, which is renewed when lost. Resolves, once it listens, to a function that ends it. */
  listen(channel: string, handler: ChannelHandler): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Connections at most. */
  readonly max?: number;
  /** Told of lost connections; they are replaced by themselves. */
  readonly onConnectionError?: (error: Error) => void;
}

const knownStatements = new Map<string, string>();

/**
 * A named prepared statement: half the CPU of an unnamed one. Made once, at module level.
 * The name is the matter's, a point, and words joined by underscores. Throws on another name, on one that is taken by another text, and
 * on one that is too long for PostgreSQL.
 */
export function statement<Row = unknown>(name: string, text: string): Statement<Row> {
  if (Buffer.byteLength(name) > 63) throw new Error(`statement name over 63 bytes: ${name}`);
  if (!/^[a-z-]+(\.[a-z0-9_]+)+$/.test(name)) throw new Error(`a statement is named matter.what_it_does, not ${name}`);
  if ((knownStatements.get(name) ?? text) !== text) throw new Error(`two statements are named ${name}`);
  knownStatements.set(name, text);
  return { name, text };
}

/** A statement whose text varies, such as a built list query: parsed anew each time. Values still go in as parameters only. */
export function unnamed<Row = unknown>(text: string): Statement<Row> {
  return { text };
}

/** Opens a pool on a postgresql:// URL, unix sockets included (`postgresql://role@/name?host=/folder`). Connects lazily. */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const onConnectionError = options.onConnectionError ?? (() => undefined);
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    connectionTimeoutMillis: 10_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'quxiang',
    types: columnTypes,
    keepAlive: true,
  });
  pool.on('error', onConnectionError);
  // A connection lost while in use reports twice: its query fails, and it emits an error that would end the process.
  pool.on('connect', client => client.on('error', onConnectionError));
  const listeners = new Set<() => Promise<void>>();
  return {
    ...queryableOn(pool),
    pool,
    transaction: work => inTransaction(pool, work),
    together: work => together(pool, work),
    listen: async (channel, handler) => {
      const end = await startListening(url, channel, handler, onConnectionError);
      listeners.add(end);
      return async () => {
        listeners.delete(end);
        await end();
      };
    },
    close: async () => {
      await Promise.all([...listeners].map(end => end()));
      await pool.end();
    },
  };
}

type Executor = Pick<pg.ClientBase, 'query'> | pg.Pool;

function queryableOn(executor: Executor, gather: () => void = () => undefined): Queryable {
  const run = (asked: Statement<unknown>, values: Values) => {
    gather();
    return executor.query<unknown[]>({
      ...(asked.name === undefined ? {} : { name: asked.name }),
      text: asked.text,
      values: [...values],
      rowMode: 'array',
    });
  };
  const query = async <Row>(asked: Statement<Row>, values: Values = []): Promise<Row[]> =>
    toRows<Row>(asked, await run(asked, values));
  return {
    query,
    first: async (asked, values) => (await query(asked, values))[0],
    one: async (asked, values) => {
      const [row, ...more] = await query(asked, values);
      if (row === undefined || more.length > 0)
        throw new Error(`${asked.name ?? 'a statement'} answered ${row === undefined ? 'no row' : 'several rows'}, one was due`);
      return row;
    },
    execute: async (asked, values = []) => (await run(asked, values)).rowCount ?? 0,
    notify: async (channel, payload) => {
      await run(sendNotification, [channel, payload]);
    },
  };
}

const sendNotification = statement('platform.notify', 'select pg_notify($1, $2)');

const retryable = new Set(['40001', '40P01']); // serialization failure, deadlock

const attempts = 5;

async function inTransaction<Result>(pool: pg.Pool, work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
  for (let nth = 1; ; nth++) {
    try {
      return await attempt(pool, work);
    } catch (error) {
      if (nth === attempts || !retryable.has(sqlState(error) ?? '')) throw error;
      // At once it could take the lock back before the winner of the deadlock has woken up, and both would meet again.
      await pause((10 + Math.random() * 30) * 2 ** (nth - 1));
    }
  }
}

async function attempt<Result>(pool: pg.Pool, work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  const piped = pipelined(client);
  let broken = false;
  try {
    // Awaited: were it to fail, what follows would be committed statement by statement.
    await client.query('begin');
    const { queryable } = piped;
    const closing: (() => Promise<unknown>)[] = [];
    const last: Transaction['last'] = (asked, given = []) =>
      closing.push(async () => {
        const values = typeof given === 'function' ? given() : given;
        return values && queryable.execute(asked, values);
      });
    const result = await work({ ...queryable, isTransaction: true, last });
    await Promise.all([...closing.map(send => send()), client.query('commit')]);
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true; // the connection is lost; the server rolls back by itself
    });
    throw error;
  } finally {
    piped.end();
    client.release(broken);
  }
}

async function together<Result>(pool: pg.Pool, work: (reads: Queryable) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  const piped = pipelined(client);
  let broken = true; // after a failure, answers may still be on their way
  try {
    const result = await work(piped.queryable);
    broken = false;
    return result;
  } finally {
    piped.end();
    client.release(broken);
  }
}

/** What pg's client has beside its declared type. */
interface Pipelining {
  pipeline: boolean;
  readonly connection: { readonly stream: { cork(): void; uncork(): void } };
}

/**
 * Lets a client send without waiting for the answer before: half of what a decision costs this process is the waiting for and waking up
 * after each single statement. Statements that are asked for together leave in one write.
 */
function pipelined(client: pg.PoolClient): { queryable: Queryable; end(): void } {
  const inside = client as unknown as Pipelining;
  inside.pipeline = true;
  const { stream } = inside.connection;
  const gather = (): void => {
    stream.cork();
    process.nextTick(() => stream.uncork());
  };
  return {
    queryable: queryableOn(client, gather),
    end: () => {
      inside.pipeline = false;
    },
  };
}

/** The SQLSTATE of a database error (`23505` unique, `23514` check, …), or undefined for any other error. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

/** The name of the constraint that a database error reports, or undefined. */
export function violatedConstraint(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.constraint : undefined;
}

const columnNames = new WeakMap<Statement<unknown>, string[]>();

/** The one place where snake_case becomes camelCase; the names are worked out once per statement. */
function toRows<Row>(asked: Statement<Row>, result: pg.QueryResult<unknown[]>): Row[] {
  let names = columnNames.get(asked);
  if (names?.length !== result.fields.length) {
    names = result.fields.map(field => camelCase(field.name));
    columnNames.set(asked, names);
  }
  return result.rows.map(cells => {
    const row: Record<string, unknown> = {};
    for (let index = 0; index < cells.length; index++) row[names[index]!] = cells[index];
    return row as Row;
  });
}

/** `school_id` → `schoolId`. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint beyond 2^53 cannot be read as a number; select it as text');
  return value;
}

const parseTextArray: (text: string) => (string | null)[] = pg.types.getTypeParser(1009 as number, 'text');

// Types by their fixed oids (pg_type.dat). A `date` is a day, not an instant: as Date it would move with the zone.
const parsers = new Map<number, (text: string) => unknown>([
  [20, safeInteger], // int8
  [1016, text => parseTextArray(text).map(item => (item === null ? null : safeInteger(item)))], // int8[]
  [1082, text => text], // date
  [1182, parseTextArray], // date[]
]);

const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) || pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};
