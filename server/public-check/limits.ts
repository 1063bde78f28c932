/** What may reach the database. Asked before it, in memory: a flood costs what it costs to refuse it. */
import type { Clock } from '#server/platform/base/clock.ts';
import { createRotatingCounter } from './rotating-counter.ts';

export const limits = {
  /** Milliseconds over which all but the last is counted. */
  window: 600_000,
  /** Failures of an address before a proof of work is asked with each further check. An office mistypes now and then. */
  failuresFree: 5,
  /** Failures of an address after which it waits. */
  failuresMost: 50,
  /** Checks of an address, found or not: one a second is more than an office types. */
  checksMost: 600,
  /** Failures with one code, whoever asks: with other names it is not the office that has the paper. */
  failuresOfCode: 10,
  checksOfCode: 60,
  challengesMost: 120,
  /** Failures of all addresses in a minute after which everybody proves work: a tenth of what the database reads. */
  failuresOfAll: 30_000,
} as const;

/** Addresses and codes remembered: about 30 MB with all counters full. */
const mostSubjects = 100_000;

export type Verdict =
  | { readonly is: 'open' }
  | { readonly is: 'proof' }
  | { readonly is: 'wait'; readonly because: 'address' | 'code'; readonly seconds: number };

export interface Check {
  /** Of the sender, as `networkOf` has it. */
  readonly network: string;
  /** What was asked for, hashed. */
  readonly subject: string;
}

export interface CheckLimits {
  /** Whether this check may be made now. */
  judge(check: Check): Verdict;
  /** A check begins, and counts as failed until it is found: many at once are no way around the limit. */
  begin(check: Check): void;
  found(check: Check): void;
  /** A proof that was none. */
  cheated(network: string): void;
  mayTakeChallenge(network: string): boolean;
}

export function createCheckLimits(clock: Clock): CheckLimits {
  const now = () => clock.now().getTime();
  const counter = (window: number) => createRotatingCounter({ window, mostSubjects, now });
  const [failures, checks, codeFailures, codeChecks, challenges] = [
    counter(limits.window),
    counter(limits.window),
    counter(limits.window),
    counter(limits.window),
    counter(limits.window),
  ];
  const all = counter(60_000);
  return {
    judge({ network, subject }) {
      const over = [
        { because: 'address', counter: failures, key: network, most: limits.failuresMost },
        { because: 'address', counter: checks, key: network, most: limits.checksMost },
        { because: 'code', counter: codeFailures, key: subject, most: limits.failuresOfCode },
        { because: 'code', counter: codeChecks, key: subject, most: limits.checksOfCode },
      ] as const;
      for (const { because, counter, key, most } of over)
        if (counter.of(key) >= most) return { is: 'wait', because, seconds: counter.secondsUntilBelow(key, most) };
      const suspect = failures.of(network) >= limits.failuresFree || all.of('') >= limits.failuresOfAll;
      return { is: suspect ? 'proof' : 'open' };
    },
    begin({ network, subject }) {
      for (const one of [failures, checks]) one.add(network);
      for (const one of [codeFailures, codeChecks]) one.add(subject);
      all.add('');
    },
    found({ network, subject }) {
      failures.add(network, -1);
      codeFailures.add(subject, -1);
      all.add('', -1);
    },
    cheated: network => failures.add(network),
    mayTakeChallenge(network) {
      if (challenges.of(network) >= limits.challengesMost) return false;
      challenges.add(network);
      return true;
    },
  };
}
