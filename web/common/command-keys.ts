import { RequestRefused } from '#contract/client.ts';

/**
 * The keys of one button. The same content sent again keeps its key as long as no answer came: whether it had its effect is unknown,
 * and the key lets it have one only. An answer ends the key, and so does other content, which is another command.
 */
export function commandKeys(makeKey: () => string = () => crypto.randomUUID()) {
  let pending: { readonly key: string; readonly content: string } | undefined;
  return {
    keyFor(input: unknown): string {
      const content = JSON.stringify(input) ?? '';
      if (pending?.content !== content) pending = { key: makeKey(), content };
      return pending.key;
    },
    answered(): void {
      pending = undefined;
    },
    failed(error: unknown): void {
      if (error instanceof RequestRefused && error.problem.status < 500) pending = undefined;
    },
  };
}
