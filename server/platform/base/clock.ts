/** The time as a parameter: commands and jobs never ask the machine themselves, so deadlines can be tested to the millisecond. */
export interface Clock {
  now(): Date;
}

/** The machine's own time. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that shows the same time until it is moved. */
export interface FixedClock extends Clock {
  /** Moves the clock forward (or back) by milliseconds. */
  advance(milliseconds: number): void;
  set(time: Date | string): void;
}

/** A clock that shows `start` until it is moved. Throws a RangeError on a time that is none. */
export function fixedClock(start: Date | string): FixedClock {
  let time = parse(start);
  return {
    now: () => new Date(time),
    advance: milliseconds => {
      time += milliseconds;
    },
    set: next => {
      time = parse(next);
    },
  };
}

function parse(value: Date | string): number {
  const time = new Date(value).getTime();
  if (Number.isNaN(time)) throw new RangeError('not a time');
  return time;
}
