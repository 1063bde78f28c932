import { type Database, statement } from '../postgres/postgres.ts';

/** How often something may be tried, and how the waits grow. */
export interface AttemptPolicy {
  /** So many attempts without a wait. */
  readonly free: number;
  /** The first wait; each further attempt doubles it. Seconds. */
  readonly firstWait: number;
  readonly longestWait: number;
  /** After so long without an attempt everything is forgotten. Seconds. */
  readonly forgottenAfter: number;
}

interface Attempts {
  readonly failures: number;
  readonly lastAt: Date;
}
/** Makes the row or locks the one that is there, in one statement: between two of them somebody may forget it. */
const lockSubject = statement<Attempts>(
  'limits.lock_attempts',
  `insert into sign_in_failure as f (subject_hash, failures, last_at) values ($1, 0, $2)
   on conflict (subject_hash) do update set failures = f.failures returning failures, last_at`,
);
const countOne = statement(
  'limits.count_attempt',
  'update sign_in_failure set failures = $2, last_at = $3 where subject_hash = $1',
);
const forget = statement('limits.forget_attempts', 'delete from sign_in_failure where subject_hash = $1');

const waitAfter = (failures: number, { free, firstWait, longestWait }: AttemptPolicy): number =>
  failures < free ? 0 : Math.min(longestWait, firstWait * 2 ** Math.min(failures - free, 30));

/**
 * Counts an attempt before it is made, so that many at once are no way around the limit. Answers 0 when it may be made, else the
 * seconds to wait; an attempt that has to wait is not counted, so that nobody can make the wait longer for somebody else's mistake.
 */
export function countAttempt(database: Database, subject: Buffer, now: Date, policy: AttemptPolicy): Promise<number> {
  return database.transaction(async tx => {
    const { failures, lastAt } = await tx.one(lockSubject, [subject, now]);
    // Of two at once the later one may have the earlier time, and a clock may be set back: neither makes anybody wait.
    const since = Math.max(0, now.getTime() - lastAt.getTime()) / 1000;
    const counted = since >= policy.forgottenAfter ? 0 : failures;
    const left = Math.ceil(waitAfter(counted, policy) - since);
    if (counted > 0 && left > 0) return left;
    await tx.execute(countOne, [subject, counted + 1, now]);
    return 0;
  });
}

export async function forgetAttempts(database: Pick<Database, 'execute'>, subject: Buffer): Promise<void> {
  await database.execute(forget, [subject]);
}

const giveBack = statement(
  'limits.give_back_attempt',
  'update sign_in_failure set failures = greatest(failures - 1, 0) where subject_hash = $1',
);
/** An attempt that was counted and could not be made: whoever was to answer was not there. */
export async function giveBackAttempt(database: Pick<Database, 'execute'>, subject: Buffer): Promise<void> {
  await database.execute(giveBack, [subject]);
}

/** 30 秒, 5 分钟, 1 小时: rounded up, so that nobody who waits that long comes too early. */
export function waitInWords(seconds: number): string {
  if (seconds < 60) return `${seconds} 秒`;
  return seconds < 3600 ? `${Math.ceil(seconds / 60)} 分钟` : `${Math.ceil(seconds / 3600)} 小时`;
}
