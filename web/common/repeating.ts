import { useSyncExternalStore } from 'react';

/** How many requests are being sent again right now. */
let repeating = 0;
const listeners = new Set<() => void>();

/** For every client of a page. */
export function onRepeat(repeats: boolean): void {
  repeating += repeats ? 1 : -1;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const useRepeating = (): boolean => useSyncExternalStore(subscribe, () => repeating > 0);
