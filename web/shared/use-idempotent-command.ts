import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { RequestRefused } from '#contract/client.ts';

/**
 * A command that a person gives by pressing. One key per press, kept when no answer came and the same is sent again, so that it has
 * one effect however often it travels; a new key once an answer came or the content changed.
 */
export function useIdempotentCommand<Input, Result>(
  send: (input: Input, key: string) => Promise<Result>,
  onDone?: (result: Result) => unknown,
) {
  const pending = useRef<{ readonly key: string; readonly content: string } | undefined>(undefined);
  return useMutation({
    mutationFn: async (input: Input) => {
      const content = JSON.stringify(input) ?? '';
      if (pending.current?.content !== content) pending.current = { key: crypto.randomUUID(), content };
      try {
        const result = await send(input, pending.current.key);
        pending.current = undefined;
        return result;
      } catch (error) {
        if (error instanceof RequestRefused && error.problem.status < 500) pending.current = undefined;
        throw error;
      }
    },
    onSuccess: result => onDone?.(result),
  });
}
