/** The lists of the desk: every filter in the address, columns that stay, the way there and back by keyboard, what is known of an employer. */
import assert from 'node:assert/strict';
import { becomes, menu, see } from './act.ts';
import { desks, graduates } from './people.ts';
import type { Journey } from './report.ts';
import type { Stage } from './stage.ts';

export const lists = (journey: Journey, stage: Stage) =>
  journey.chapter('11 名单', async step => {
    const school = await stage.signedIn('school', '/desk/', desks.school.login);
    const { page } = school;
    const { lin, ayiguli } = graduates;
    const rowOf = (name: string) => page.getByRole('link', { name, exact: true }).first();
    const table = page.getByRole('region', { name: '签约名单' });
    const focusedRow = () => page.evaluate(`document.activeElement?.closest('tr')?.dataset.row`);

    await step('a graduate is found by initials, and no address says so', async () => {
      await page.goto(`${stage.world.url}/desk/cases?state=all`);
      await see(rowOf(lin.name));
      await page.keyboard.press('/');
      await page.keyboard.type('aygl');
      await rowOf(lin.name).waitFor({ state: 'detached' });
      await see(rowOf(ayiguli.name));
      // In the history alone: no address holds what was looked for.
      assert.ok(!page.url().includes('aygl'));
      await school.look('11-found-by-initials');
    });

    await step('conditions that nobody meets say so, and are cleared at once', async () => {
      await page.getByRole('button', { name: '更多条件' }).click();
      await page.getByLabel('提交时间到').fill('2020-01-01');
      await see(page.getByText('没有符合条件的记录'));
      await school.look('11-nobody', { dark: true });
      await page.getByRole('button', { name: '清除条件' }).click();
      await see(rowOf(lin.name));
      assert.deepEqual([...new URL(page.url()).searchParams.keys()], ['state']);
    });

    await step('the chosen columns stay after a reload; the state is reset to waiting', async () => {
      await page.getByRole('button', { name: '列', exact: true }).click();
      await page.getByRole('checkbox', { name: '协议编号' }).check();
      await page.getByRole('checkbox', { name: '班级' }).check();
      await school.look('11-columns');
      await menu(page, /^在线签约管理/).click();
      await page.waitForURL(`${stage.world.url}/desk/cases`);
      await page.goto(`${stage.world.url}/desk/cases?state=all&sort=name`);
      await see(table.getByRole('columnheader', { name: '协议编号' }));
      await school.look('11-chosen', { dark: true });
    });

    await step('J, Enter, and back to the same row of the same list', async () => {
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      const row = await focusedRow();
      const address = page.url();
      await page.keyboard.press('Enter');
      await see(page.getByRole('heading', { name: '毕业生信息比对' }));
      await page.getByRole('link', { name: '返回列表' }).click();
      await see(table);
      assert.equal(page.url(), address);
      await becomes(page, `document.activeElement?.closest('tr')?.dataset.row === ${JSON.stringify(row)}`);
    });

    await step('a note of the staff about an employer is beside it', async () => {
      await rowOf(lin.name).click();
      await see(page.getByText('未查询'));
      await page.getByRole('button', { name: '记录经营状态' }).click();
      const dialog = page.getByRole('dialog', { name: '记录经营状态' });
      await dialog.getByLabel('经营状态').click();
      await page
        .getByRole('option', { name: '存续（在营、开业、在册）' })
        .press('Enter')
        .catch(() => page.keyboard.press('Enter'));
      await dialog.getByLabel('说明').fill('在公示系统查得，登记机关：思明区市场监督管理局。');
      await school.look('11-employer-note');
      await dialog.getByRole('button', { name: /^记\s*录$/ }).click();
      await dialog.waitFor({ state: 'hidden' });
      await see(page.getByText('登记机关：思明区市场监督管理局'));
      await school.look('11-employer-noted');
    });

    await step('请求协助 and 作废记录 have lists of their own', async () => {
      await menu(page, '请求协助').click();
      await see(page.getByText('没有待您处理的请求协助'));
      await school.look('11-help');
      await menu(page, '作废记录').click();
      await see(page.getByRole('heading', { name: '作废记录' }));
      await school.look('11-voided');
    });
  });
