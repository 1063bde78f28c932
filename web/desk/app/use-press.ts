import { useRef } from 'react';
import { NoAnswer } from './api.ts';

/**
 * One idempotency key per press of a button. When no answer came, the outcome is unknown: the same press repeated carries the same
 * key, and has one effect.
 */
export function usePress() {
  const open = useRef<{ readonly what: string; readonly key: string }>(undefined);
  return async function press<T>(what: string, send: (key: string) => Promise<T>): Promise<T> {
    if (open.current?.what !== what) open.current = { what, key: crypto.randomUUID() };
    try {
      const answer = await send(open.current.key);
      open.current = undefined;
      return answer;
    } catch (error) {
      if (!(error instanceof NoAnswer)) open.current = undefined;
      throw error;
    }
  };
}
