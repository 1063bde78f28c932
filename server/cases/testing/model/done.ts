import type { World } from './world.ts';

/** What was done, in words: shown when a run fails. */
const done = new WeakMap<World, string[]>();
export const doneIn = (world: World): readonly string[] => done.get(world) ?? [];
export const noteDone = (world: World, text: string): void => {
  done.set(world, [...doneIn(world), text]);
};

/** Where cases, records and requests of this process have been: a run that never came anywhere proves nothing. */
export const reached = new Set<string>();
