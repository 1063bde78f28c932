/** The numbers of the desk, and the guides that everybody may keep. */
import assert from 'node:assert/strict';
import { menu, see } from './act.ts';
import { desks } from './people.ts';
import type { Journey } from './report.ts';
import type { Stage } from './stage.ts';

export const statistics = (journey: Journey, stage: Stage) =>
  journey.chapter('17 数据统计与操作指南', async step => {
    const desk = await stage.signedIn('school', '/desk/', desks.school.login);
    const { page } = desk;

    await step('the numbers by department add up', async () => {
      await menu(page, '数据统计').click();
      const table = page.getByRole('region', { name: '各组人数' });
      await see(table);
      await desk.look('17-statistics', { dark: true });
      const graduates = async (row: number | 'last') => {
        const rows = table.getByRole('row');
        const text = await (row === 'last' ? rows.last() : rows.nth(row)).getByRole('cell').nth(1).innerText();
        return Number(text.replaceAll(',', ''));
      };
      const groups = (await table.getByRole('row').count()) - 2;
      let sum = 0;
      for (let at = 1; at <= groups; at += 1) sum += await graduates(at);
      assert.equal(sum, await graduates('last'));
      assert.ok(sum > 0);
    });

    await step('and by anything else that the roster knows', async () => {
      for (const by of ['专业', '班级', '生源地']) {
        await page.getByText(by, { exact: true }).first().click();
        await see(page.getByRole('columnheader', { name: by }));
      }
      await desk.look('17-by-origin');
    });

    await step('guides can be taken along, without signing in too', async () => {
      await menu(page, '首页').click();
      await see(page.getByRole('link', { name: '操作指南（PDF）' }));
      const visitor = await stage.who('visitor', 'phone');
      await visitor.page.goto(stage.world.url);
      await see(visitor.page.getByRole('heading', { name: '操作指南' }));
      await visitor.look('17-portal');
      for (const link of await visitor.page.getByRole('link', { name: /操作指南/ }).all()) {
        const answer = await visitor.page.request.get(`${stage.world.url}${await link.getAttribute('href')}`);
        assert.equal(answer.headers()['content-type'], 'application/pdf');
        assert.equal((await answer.body()).subarray(0, 5).toString('latin1'), '%PDF-');
      }
    });
  });
