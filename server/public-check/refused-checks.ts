/** Refused checks, counted by the minute: a flood leaves a few rows, and one write every half minute. */
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';

export type Refusal = 'address' | 'code' | 'proof-missing' | 'proof-wrong' | 'challenges' | 'busy';

const addCounts = statement(
  'public-check.add_refused',
  `insert into refused_check (minute, reason, count)
   select * from unnest($1::timestamptz[], $2::text[], $3::integer[])
   on conflict (minute, reason) do update set count = refused_check.count + excluded.count`,
);
/** Rows older than a moment. */
export const sweepRefused = statement('public-check.sweep_refused', 'delete from refused_check where minute < $1');

export interface RefusedChecks {
  count(reason: Refusal): void;
  flush(): Promise<void>;
  /** The last flush. */
  close(): Promise<void>;
}

const pause = 30_000;

export function createRefusedChecks({ database, clock, log }: Pick<Platform, 'database' | 'clock' | 'log'>): RefusedChecks {
  let counts = new Map<string, { readonly minute: Date; readonly reason: Refusal; count: number }>();
  async function flush(): Promise<void> {
    const taken = [...counts.values()];
    counts = new Map();
    if (taken.length === 0) return;
    const values = [taken.map(({ minute }) => minute), taken.map(({ reason }) => reason), taken.map(({ count }) => count)];
    await database.execute(addCounts, values);
  }
  const timer = setInterval(() => {
    flush().catch(error => log.warn({ err: error }, 'counts of refused checks were lost'));
  }, pause).unref();
  return {
    count(reason) {
      const minute = Math.floor(clock.now().getTime() / 60_000) * 60_000;
      const key = `${minute} ${reason}`;
      const known = counts.get(key);
      if (known) known.count++;
      else counts.set(key, { minute: new Date(minute), reason, count: 1 });
    },
    flush,
    close() {
      clearInterval(timer);
      return flush();
    },
  };
}
