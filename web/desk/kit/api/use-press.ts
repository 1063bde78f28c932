import { useState } from 'react';
import { commandKeys } from '#web/common/command-keys.ts';

/** One idempotency key per press of a button: pressed again after no answer came, the same content carries the same key. */
export function usePress() {
  const [keys] = useState(() => commandKeys());
  return async function press<T>(content: unknown, send: (key: string) => Promise<T>): Promise<T> {
    try {
      const answer = await send(keys.keyFor(content));
      keys.answered();
      return answer;
    } catch (error) {
      keys.failed(error);
      throw error;
    }
  };
}
