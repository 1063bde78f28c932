/** Signing out ends it, on the desk and on the phone. */
import { see } from './act.ts';
import { desks } from './people.ts';
import type { Journey } from './report.ts';
import type { Stage } from './stage.ts';

export const leaving = (journey: Journey, stage: Stage) =>
  journey.chapter('8 退出', async step => {
    await step('from the desk; the address then asks to sign in', async () => {
      const { page } = await stage.who('school', 'desk');
      await page.goto(`${stage.world.url}/desk/sessions`);
      await see(page.getByRole('heading', { name: '我的登录会话' }));
      await (await stage.who('school', 'desk')).look('8-sessions');
      await page.getByRole('banner').getByRole('button', { name: desks.school.name }).click();
      await page.getByRole('menuitem', { name: '退出登录' }).click();
      await see(page.getByRole('heading', { name: '省校管理登录' }));
      await page.goto(`${stage.world.url}/desk/cases`);
      await see(page.getByRole('heading', { name: '省校管理登录' }));
    });

    await step('from the phone', async () => {
      const { page } = await stage.who('lin', 'phone');
      await page.goto(`${stage.world.url}/m/`);
      await page.getByRole('button', { name: /^菜单/ }).click();
      await page.getByRole('button', { name: '退出登录' }).click();
      await see(page.getByRole('link', { name: '学信网账号登录' }));
      await page.goto(`${stage.world.url}/m/destinations`);
      await see(page.getByRole('link', { name: '学信网账号登录' }));
    });

    await step('the interface documents itself', async () => {
      const reader = await stage.who('reader', 'desk');
      await reader.page.goto(`${stage.world.url}/api-docs`);
      await see(reader.page.getByRole('heading', { level: 1 }));
      await reader.look('8-api-docs', { dark: true });
      const narrow = await stage.who('phone reader', 'phone');
      await narrow.page.goto(stage.world.url);
      await see(narrow.page.getByRole('heading', { name: '您是谁' }));
      await narrow.look('8-portal-phone', { dark: true });
      await narrow.page.goto(`${stage.world.url}/api-docs`);
      await see(narrow.page.getByRole('heading', { level: 1 }));
      await narrow.look('8-api-docs-phone');
    });
  });
