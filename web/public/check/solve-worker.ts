import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import type { Challenge } from './solve.ts';

addEventListener('message', async ({ data }: MessageEvent<Challenge>) => {
  const solution = await solveChallenge({ challenge: data, deriveKey });
  if (!solution) throw new Error('no solution in time');
  const { counter, derivedKey } = solution;
  postMessage({ counter, derivedKey });
});
