/** What the chapters share: the world, and everybody's browser. */
import type { Browser } from 'playwright-core';
import { type Visitor, visit } from './visitor.ts';
import type { World } from './world.ts';

export interface Stage {
  readonly world: World;
  /** The person's browser, opened at first need and kept until the end. */
  who(name: string, kind: 'phone' | 'desk'): Promise<Visitor>;
  everybody(): readonly (readonly [name: string, visitor: Visitor])[];
  close(): Promise<void>;
}

export function createStage(world: World, browser: Browser): Stage {
  const present = new Map<string, Visitor>();
  return {
    world,

    async who(name, kind) {
      const here = present.get(name) ?? (await visit(browser, kind));
      present.set(name, here);
      return here;
    },
    everybody: () => [...present],
    async close() {
      for (const visitor of present.values()) await visitor.close();
    },
  };
}
