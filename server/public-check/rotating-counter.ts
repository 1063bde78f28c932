/** Counts per subject over the last while, in a bounded piece of memory. */
export interface RotatingCounter {
  /** How many of the last window: those of the present half exactly, those of the one before by the share that still counts. */
  of(subject: string): number;
  /** Below zero takes one back. */
  add(subject: string, count?: number): void;
  /** Seconds after which the count is below `most`, if nothing is added; at least 1. */
  secondsUntilBelow(subject: string, most: number): number;
}

export interface CounterOptions {
  /** Milliseconds. */
  readonly window: number;
  /** Subjects kept; with more, the oldest are forgotten early. */
  readonly mostSubjects: number;
  readonly now: () => number;
}

/** Two maps that change places: forgetting costs nothing, whatever comes in. */
export function createRotatingCounter({ window, mostSubjects, now }: CounterOptions): RotatingCounter {
  let present = new Map<string, number>();
  let before = new Map<string, number>();
  let began = now();
  const rotate = (isFull = false): number => {
    const elapsed = now() - began;
    if (elapsed >= window || isFull) {
      before = elapsed >= 2 * window ? new Map() : present;
      present = new Map();
      began = elapsed >= window && elapsed < 2 * window ? began + window : now();
    }
    return Math.max(0, Math.min(1, (now() - began) / window));
  };
  const of = (subject: string): number => {
    const share = 1 - rotate();
    return (present.get(subject) ?? 0) + (before.get(subject) ?? 0) * share;
  };
  return {
    of,
    add: (subject, count = 1) => {
      rotate(present.size >= mostSubjects && !present.has(subject));
      present.set(subject, (present.get(subject) ?? 0) + count);
    },
    secondsUntilBelow: (subject, most) => {
      const passed = rotate() * window;
      const [inPresent, inBefore] = [present.get(subject) ?? 0, before.get(subject) ?? 0];
      // Within this window while the older half fades, else within the next while this one does.
      const fades = inPresent < most ? 1 - (most - inPresent) / Math.max(inBefore, 1) : 2 - most / Math.max(inPresent, 1);
      return Math.max(0, Math.ceil((fades * window - passed) / 1000)) + 1;
    },
  };
}
