import { setTimeout as pauseFor } from 'node:timers/promises';

/** Many questions that arrive at once are asked as one: a batch runs, what comes meanwhile waits for the next. */
export interface GatherOptions {
  /** Longest batch. */
  readonly most: number;
  /** Batches at once: while one waits for the database, the next is prepared. */
  readonly atOnce: number;
  /** Questions that may wait; one more is turned away. */
  readonly mostWaiting: number;
  /** Answers leave at whole multiples of so many milliseconds after their batch began: how long it took is not told. */
  readonly answersEvery: number;
  /** Milliseconds that only go up. */
  readonly ticks?: () => number;
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** `ask` answers in the order of its questions. Answers undefined to a question that finds too many waiting. */
export function gather<Question, Answer>(
  ask: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  { most, atOnce, mostWaiting, answersEvery, ticks = () => performance.now(), pause = pauseFor }: GatherOptions,
): (question: Question) => Promise<Answer> | undefined {
  let waiting: Waiting<Question, Answer>[] = [];
  let running = 0;
  let isDue = false;

  async function run(batch: readonly Waiting<Question, Answer>[]): Promise<void> {
    const began = ticks();
    try {
      const answers = await askNow(batch);
      const took = ticks() - began;
      await pause(Math.ceil(took / answersEvery) * answersEvery - took);
      for (const [place, { resolve, reject }] of batch.entries()) {
        const answer = answers[place];
        if (answer === undefined) reject(new Error('a batch answered too few of its questions'));
        else resolve(answer);
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
  async function askNow(batch: readonly Waiting<Question, Answer>[]): Promise<readonly Answer[]> {
    running++;
    try {
      return await ask(batch.map(({ question }) => question));
    } finally {
      running--;
      if (waiting.length > 0) start();
    }
  }
  function start(): void {
    if (isDue || running >= atOnce) return;
    isDue = true;
    // After what has arrived with this one has been read.
    setImmediate(() => {
      isDue = false;
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      if (batch.length > 0) void run(batch);
      if (waiting.length > 0) start();
    });
  }
  return question => {
    if (waiting.length >= mostWaiting) return undefined;
    return new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      start();
    });
  };
}
