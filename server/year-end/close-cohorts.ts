import type { Module } from '#server/platform/module.ts';

/** Ends what still waits in every cohort that is over, matter by matter; answers how much. Run again it does the rest. */
export async function closeCohorts(modules: readonly Module[]): Promise<number> {
  let closed = 0;
  for (const { closeCohorts } of modules) closed += (await closeCohorts?.()) ?? 0;
  return closed;
}
