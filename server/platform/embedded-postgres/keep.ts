import { setTimeout as pause } from 'node:timers/promises';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { isAlive } from './locks.ts';

/**
 * Starts or adopts the embedded database and starts it again whenever it has died (memory ran out, somebody killed it),
 * on the same URL. `warn` is told each time. Looks every second, or every so many milliseconds.
 */
export async function keepEmbeddedPostgres(
  home: string,
  warn: (message: string) => void,
  lookEvery = 1_000,
): Promise<EmbeddedPostgres> {
  const first = await startEmbeddedPostgres(home);
  const ended = new AbortController();
  let current = first;
  const keep = async () => {
    for (;;) {
      await pause(lookEvery, undefined, { ref: false, signal: ended.signal }).catch(() => undefined); // ended while waiting
      if (ended.signal.aborted) return;
      if (isAlive(current.pid)) continue;
      warn('the embedded database has died and is started again');
      try {
        current = await startEmbeddedPostgres(home);
      } catch (error) {
        warn(`the embedded database could not be started again: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  };
  const kept = keep();
  return {
    ...first,
    stop: async () => {
      ended.abort();
      await kept;
      await current.stop();
    },
  };
}
