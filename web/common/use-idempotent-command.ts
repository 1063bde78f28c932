import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { commandKeys } from './command-keys.ts';

/** A command that a person gives by pressing a button: sent several times, it has one effect. */
export function useIdempotentCommand<Input, Result>(
  send: (input: Input, key: string) => Promise<Result>,
  onDone?: (result: Result) => unknown,
) {
  const [keys] = useState(() => commandKeys());
  return useMutation({
    mutationFn: async (input: Input) => {
      try {
        const result = await send(input, keys.keyFor(input));
        keys.answered();
        return result;
      } catch (error) {
        keys.failed(error);
        throw error;
      }
    },
    onSuccess: result => onDone?.(result),
  });
}
