/** What is counted of a subject. */
export interface Tally {
  readonly checks: number;
  /** Those that have not been found. */
  readonly failures: number;
}

/** Counts per subject over the last while, in a bounded piece of memory. */
export interface RotatingCounter {
  /** Of the last window: what fell into its present half exactly, what fell into the one before by the share that still counts. */
  of(subject: string): Tally;
  /** Below zero takes back. */
  add(subject: string, tally: Tally): void;
  /** Seconds after which that count is below `most`, if nothing is added; at least 1. */
  secondsUntilBelow(subject: string, counted: keyof Tally, most: number): number;
}

export interface CounterOptions {
  /** Milliseconds. */
  readonly window: number;
  /** Subjects kept; with more, the oldest are forgotten early. */
  readonly mostSubjects: number;
  readonly now: () => number;
}

type Tallies = Map<string, { -readonly [Counted in keyof Tally]: Tally[Counted] }>;
const nothing: Tally = { checks: 0, failures: 0 };

/** Two maps that change places: forgetting costs nothing, whatever comes in. */
export function createRotatingCounter({ window, mostSubjects, now }: CounterOptions): RotatingCounter {
  let present: Tallies = new Map();
  let before: Tallies = new Map();
  let began = now();
  const rotate = (isFull = false): number => {
    const at = now();
    const elapsed = at - began;
    if (elapsed >= window || isFull) {
      before = elapsed >= 2 * window ? new Map() : present;
      present = new Map();
      began = elapsed >= window && elapsed < 2 * window ? began + window : at;
    }
    return Math.max(0, Math.min(1, (at - began) / window));
  };
  return {
    of: subject => {
      const share = 1 - rotate();
      const [late, early] = [present.get(subject) ?? nothing, before.get(subject) ?? nothing];
      return { checks: late.checks + early.checks * share, failures: late.failures + early.failures * share };
    },
    add: (subject, { checks, failures }) => {
      rotate(present.size >= mostSubjects && !present.has(subject));
      const tally = present.get(subject);
      if (tally) {
        tally.checks += checks;
        tally.failures += failures;
      } else present.set(subject, { checks, failures });
    },
    secondsUntilBelow: (subject, counted, most) => {
      const passed = rotate() * window;
      const [inPresent, inBefore] = [present.get(subject)?.[counted] ?? 0, before.get(subject)?.[counted] ?? 0];
      // Within this window while the older half fades, else within the next while this one does.
      const fades = inPresent < most ? 1 - (most - inPresent) / Math.max(inBefore, 1) : 2 - most / Math.max(inPresent, 1);
      return Math.max(0, Math.ceil((fades * window - passed) / 1000)) + 1;
    },
  };
}
