import type { Answer } from '#contract/client.ts';

export type Challenge = Answer<'POST /api/check-challenges'>;
export interface Proof extends Challenge {
  readonly solution: { readonly counter: number; readonly derivedKey: string };
}

/** Works a proof out beside the page, which stays alive. */
export function solve(challenge: Challenge): Promise<Proof> {
  const worker = new Worker(new URL('./solve-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Proof>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Proof['solution']>) => resolve({ ...challenge, solution: data });
    worker.onerror = event => reject(new Error(event.message));
    worker.postMessage(challenge);
  }).finally(() => worker.terminate());
}
