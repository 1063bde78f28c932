/** No more is waiting here than can be done soon: the sender is asked to come back. */
export class QueueFull extends Error {
  /** Whether it is this sender who has too much waiting; else too many senders have. */
  readonly isOwn: boolean;
  constructor({ isOwn = false }: { readonly isOwn?: boolean } = {}) {
    super('too much is waiting');
    this.name = 'QueueFull';
    this.isOwn = isOwn;
  }
}

export interface FairQueueOptions {
  /** How many are worked on at once. */
  readonly atOnce: number;
  /** How many of one sender are worked on at once; as many as there are turns where it is not said. */
  readonly atOncePerSender?: number;
  /** How many of one sender may wait. */
  readonly perSender: number;
  /** How many may wait in all. */
  readonly inAll: number;
}

export interface FairQueue {
  /**
   * Does the work when its turn comes. Senders take turns, so one that sends much delays itself. `first`: before all who are not.
   * Throws QueueFull at once when there is no room to wait.
   */
  run<T>(sender: string, work: () => Promise<T>, options?: { readonly first?: boolean }): Promise<T>;
}

/** Who waits, sender by sender: a map keeps the order in which senders came, and a sender that had a turn goes to its end. */
class Waiting {
  readonly #senders = new Map<string, (() => void)[]>();
  size = 0;

  of(sender: string): number {
    return this.#senders.get(sender)?.length ?? 0;
  }
  add(sender: string, start: () => void): void {
    const own = this.#senders.get(sender);
    if (own) own.push(start);
    else this.#senders.set(sender, [start]);
    this.size += 1;
  }
  /** The next of a sender who may have a turn now. */
  next(mayStart: (sender: string) => boolean): (() => void) | undefined {
    for (const [sender, own] of this.#senders) {
      if (!mayStart(sender)) continue;
      const start = own.shift();
      this.#senders.delete(sender);
      if (own.length > 0) this.#senders.set(sender, own);
      this.size -= 1;
      return start;
    }
    return undefined;
  }
}

/** A queue for costly work that strangers can ask for. */
export function createFairQueue({ atOnce, atOncePerSender = atOnce, perSender, inAll }: FairQueueOptions): FairQueue {
  const first = new Waiting();
  const others = new Waiting();
  const running = new Map<string, number>();
  let total = 0;

  const mayStart = (sender: string) => (running.get(sender) ?? 0) < atOncePerSender;
  const count = (sender: string, by: 1 | -1) => {
    const now = (running.get(sender) ?? 0) + by;
    if (now > 0) running.set(sender, now);
    else running.delete(sender);
    total += by;
  };
  const turn = (sender: string, line: Waiting): Promise<void> => {
    if (line.of(sender) >= perSender) throw new QueueFull({ isOwn: true });
    if (line.size >= inAll) throw new QueueFull();
    return new Promise(resolve =>
      line.add(sender, () => {
        // Counted as it is handed on, before anybody else can look.
        count(sender, 1);
        resolve();
      }),
    );
  };
  return {
    async run(sender, work, { first: isFirst = false } = {}) {
      if (total < atOnce && mayStart(sender)) count(sender, 1);
      else await turn(sender, isFirst ? first : others);
      try {
        return await work();
      } finally {
        count(sender, -1);
        const next = first.next(mayStart) ?? others.next(mayStart);
        next?.();
      }
    },
  };
}
