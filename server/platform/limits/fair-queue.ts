/** No more is waiting here than can be done soon: the sender is asked to come back. */
export class QueueFull extends Error {
  constructor() {
    super('too much is waiting');
    this.name = 'QueueFull';
  }
}

export interface FairQueueOptions {
  /** How many are worked on at once. */
  readonly atOnce: number;
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
  next(): (() => void) | undefined {
    for (const [sender, own] of this.#senders) {
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
export function createFairQueue({ atOnce, perSender, inAll }: FairQueueOptions): FairQueue {
  const first = new Waiting();
  const others = new Waiting();
  let running = 0;

  const turn = (sender: string, line: Waiting): Promise<void> => {
    if (line.of(sender) >= perSender || line.size >= inAll) throw new QueueFull();
    return new Promise(resolve => line.add(sender, resolve));
  };
  return {
    async run(sender, work, { first: isFirst = false } = {}) {
      // A turn that is handed on counts as running all the while.
      if (running >= atOnce) await turn(sender, isFirst ? first : others);
      else running += 1;
      try {
        return await work();
      } finally {
        const next = first.next() ?? others.next();
        if (next) next();
        else running -= 1;
      }
    },
  };
}
