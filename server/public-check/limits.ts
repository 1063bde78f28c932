/** What may reach the database. Asked before it, in memory: a flood costs what it costs to refuse it. */
import type { Clock } from '#server/platform/base/clock.ts';
import { createRotatingCounter, type Tally } from './rotating-counter.ts';

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
  /** Checks of an address that come without the proof that they need. A page asks once without, then proves: as many as it may prove. */
  unprovenMost: 120,
  /** Failures of all addresses in a minute after which everybody proves work: a tenth of what the database reads. */
  failuresOfAll: 30_000,
} as const;

/** Of an address, of a code. */
const mosts = {
  failures: [limits.failuresMost, limits.failuresOfCode],
  checks: [limits.checksMost, limits.checksOfCode],
} as const;

/** Addresses and codes remembered: about 30 MB with all counters full. */
const mostSubjects = 100_000;

export type Verdict =
  | { readonly is: 'open' }
  | { readonly is: 'proof' }
  | { readonly is: 'wait'; readonly because: 'address' | 'code'; readonly seconds: number };

export interface Check {
  /** Of the sender, as `senderOf` has it. */
  readonly network: string;
  /** What was asked for, hashed. */
  readonly subject: string;
}

export interface CheckLimits {
  /** Whether this check may be made now. */
  judge(check: Check): Verdict;
  /** Seconds that an address has to wait whatever it asks, known before its question is read; undefined: it need not. */
  waitOf(network: string): number | undefined;
  /** A check begins, and counts as failed until it is found: many at once are no way around the limit. */
  begin(check: Check): void;
  found(check: Check): void;
  /** A check without the proof that it needs. */
  unproven(network: string): void;
  /** A proof that was none. */
  cheated(network: string): void;
  mayTakeChallenge(network: string): boolean;
}

/** A check begins as one that failed. */
const begun = { checks: 1, failures: 1 };
const wasFound = { checks: 0, failures: -1 };

export function createCheckLimits(clock: Clock): CheckLimits {
  const now = () => clock.now().getTime();
  const counter = (window: number) => createRotatingCounter({ window, mostSubjects, now });
  const ofWindow = () => counter(limits.window);
  const [networks, codes, challenges, unproven] = [ofWindow(), ofWindow(), ofWindow(), ofWindow()];
  const all = counter(60_000);
  const wait = (because: 'address' | 'code', seconds: number): Verdict => ({ is: 'wait', because, seconds });
  const count = ({ network, subject }: Check, tally: Tally) => {
    networks.add(network, tally);
    codes.add(subject, tally);
    all.add('', tally);
  };
  return {
    waitOf(network) {
      const counts = networks.of(network);
      for (const counted of ['failures', 'checks'] as const) {
        const [most] = mosts[counted];
        if (counts[counted] >= most) return networks.secondsUntilBelow(network, counted, most);
      }
      if (unproven.of(network).checks < limits.unprovenMost) return undefined;
      return unproven.secondsUntilBelow(network, 'checks', limits.unprovenMost);
    },
    judge({ network, subject }) {
      const seconds = this.waitOf(network);
      if (seconds !== undefined) return wait('address', seconds);
      const ofCode = codes.of(subject);
      for (const counted of ['failures', 'checks'] as const) {
        const [, most] = mosts[counted];
        if (ofCode[counted] >= most) return wait('code', codes.secondsUntilBelow(subject, counted, most));
      }
      const isSuspect = networks.of(network).failures >= limits.failuresFree || all.of('').failures >= limits.failuresOfAll;
      return { is: isSuspect ? 'proof' : 'open' };
    },
    begin: check => count(check, begun),
    found: check => count(check, wasFound),
    unproven: network => unproven.add(network, begun),
    cheated: network => networks.add(network, { checks: 0, failures: 1 }),
    mayTakeChallenge(network) {
      if (challenges.of(network).checks >= limits.challengesMost) return false;
      challenges.add(network, begun);
      return true;
    },
  };
}
