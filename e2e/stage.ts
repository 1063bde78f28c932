/** What the chapters share: the world, and everybody's browser. */
import type { Browser } from 'playwright-core';
import { see, signInAtDemoBar } from './act.ts';
import { type Visitor, visit } from './visitor.ts';
import type { World } from './world.ts';

export interface Stage {
  readonly world: World;
  /** The person's browser, opened at first need and kept until the end. */
  who(name: string, kind: 'phone' | 'desk'): Promise<Visitor>;
  /** The same, signed in on the desk: at the first time by the demo bar. */
  signedIn(name: string, entry: '/desk/' | '/desk/employer', login: string): Promise<Visitor>;
  everybody(): readonly (readonly [name: string, visitor: Visitor])[];
  close(): Promise<void>;
}

export function createStage(world: World, browser: Browser): Stage {
  const present = new Map<string, Visitor>();
  const who: Stage['who'] = async (name, kind) => {
    const here = present.get(name) ?? (await visit(browser, kind));
    present.set(name, here);
    return here;
  };
  return {
    world,
    who,
    async signedIn(name, entry, login) {
      const visitor = await who(name, 'desk');
      const menu = visitor.page.getByRole('navigation', { name: '功能菜单' });
      if (await menu.isVisible()) return visitor;
      await visitor.page.goto(world.url + entry);
      const demoBar = visitor.page.getByRole('complementary', { name: '演示账号' });
      await see(menu.or(demoBar));
      if (await demoBar.isVisible()) await signInAtDemoBar(visitor, world, entry, login);
      return visitor;
    },
    everybody: () => [...present],
    async close() {
      for (const visitor of present.values()) await visitor.close();
    },
  };
}
