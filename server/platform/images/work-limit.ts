import type { Worker } from 'node:worker_threads';

/** So many times its limit may pass on the clock: a thread that waits for something that never comes ends too. */
const patience = 10;

/** CPU time that a thread has used, milliseconds; none while it starts or once it has ended. */
const used = (worker: Worker): Promise<number> =>
  worker.cpuUsage().then(
    ({ user, system }) => (user + system) / 1000,
    () => 0,
  );

/**
 * Calls `overdue` once the thread has worked so long from now on, unless it is cancelled first. The time is the thread's own, not the clock's:
 * on a machine with much to do an honest file takes as much work as ever, but several times as long.
 *
 * @param limit milliseconds of CPU time; ten times as many on the clock
 * @returns cancels it
 */
export function limitWork(worker: Worker, limit: number, overdue: () => void): () => void {
  const before = used(worker);
  let isOver = false;
  const end = () => {
    isOver = true;
    clearTimeout(check);
    clearTimeout(deadline);
  };
  const ring = () => {
    if (isOver) return;
    end();
    overdue();
  };
  const look = async () => {
    const left = limit - ((await used(worker)) - (await before));
    if (left <= 0) ring();
    else if (!isOver) check = setTimeout(look, left);
  };
  let check = setTimeout(look, limit);
  const deadline = setTimeout(ring, limit * patience);
  return end;
}
