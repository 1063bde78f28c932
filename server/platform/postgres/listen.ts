import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** Called with the payload, or with undefined when messages may have been missed because the connection was lost. */
export type ChannelHandler = (payload: string | undefined) => void;

interface Listener {
  readonly client: pg.Client;
  /** Resolves when the connection has ended, from either side. */
  readonly lost: Promise<void>;
}

/** Listens on a connection of its own and renews it when lost. Resolves, once it listens, to a function that ends it. */
export async function startListening(
  url: string,
  channel: string,
  handler: ChannelHandler,
  onError: (error: Error) => void,
): Promise<() => Promise<void>> {
  const ended = new AbortController();
  let listener = await connect(url, channel, handler, onError);

  const reconnect = async () => {
    for (let wait = 100; !ended.signal.aborted; wait = Math.min(wait * 2, 5_000)) {
      try {
        listener = await connect(url, channel, handler, onError);
        if (ended.signal.aborted) await listener.client.end();
        else handler(undefined);
        return;
      } catch (error) {
        onError(error instanceof Error ? error : new Error('cannot listen', { cause: error }));
        await pause(wait, undefined, { signal: ended.signal }).catch(() => undefined); // ended while waiting
      }
    }
  };
  const keepListening = async () => {
    while (!ended.signal.aborted) {
      await listener.lost;
      await reconnect();
    }
  };

  const kept = keepListening();
  return async () => {
    ended.abort();
    await listener.client.end();
    await kept;
  };
}

async function connect(
  url: string,
  channel: string,
  handler: ChannelHandler,
  onError: (error: Error) => void,
): Promise<Listener> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'quxiang listen',
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  });
  const lost = new Promise<void>(resolve => client.once('end', resolve));
  client.on('error', onError);
  client.on('notification', message => handler(message.payload ?? ''));
  try {
    await client.connect();
    await client.query(`listen ${pg.escapeIdentifier(channel)}`);
  } catch (error) {
    await client.end().catch(() => undefined); // it was never connected
    throw error;
  }
  return { client, lost };
}
