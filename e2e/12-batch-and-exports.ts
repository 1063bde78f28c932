/** Many at once: decided in one go, sent back with one reason, taken along as sheets; and where long work is found again. */
import assert from 'node:assert/strict';
import { download, menu, pick, see } from './act.ts';
import { fillIn } from './fill.ts';
import { bystander, desks } from './people.ts';
import { enterAgain, openWays, startWay } from './phone.ts';
import { readSheet } from './read-sheet.ts';
import type { Journey } from './report.ts';
import type { Stage } from './stage.ts';

export const batchAndExports = (journey: Journey, stage: Stage) =>
  journey.chapter('12 批量审核与下载', async step => {
    const [first, second] = [bystander(10), bystander(11)];
    const desk = await stage.signedIn('department', '/desk/', desks.department.login);
    const { page } = desk;
    const list = `${stage.world.url}/desk/destinations`;
    const done = page.getByText(/：已完成$/);
    const downloads = () => page.getByRole('search').getByRole('button', { name: '下载' }).click();

    await step('two graduates register their destinations', async () => {
      for (const person of [first, second]) {
        const phone = await stage.who(person.name, 'phone');
        await enterAgain(phone, stage.world, person);
        await openWays(phone.page, '未就业');
        await startWay(phone.page, '求职中');
        await fillIn(phone.page, { 近期打算: '已参加两场校园招聘会，等待复试。' });
        await phone.page.getByRole('button', { name: '提交审核' }).click();
        await see(phone.page.getByText('已提交审核'));
        await phone.close();
      }
    });

    await step('one is ticked and sent back, with a reason', async () => {
      await page.goto(list);
      await page.getByRole('checkbox', { name: `勾选${first.name}` }).check();
      await see(page.getByRole('region', { name: '批量审核' }));
      await desk.look('12-ticked', { dark: true });
      await page.getByRole('button', { name: '批量退回修改' }).click();
      const dialog = page.getByRole('dialog', { name: '批量退回修改：1 条' });
      await pick(page, dialog.getByLabel('原因', { exact: true }), '填写内容与证明材料不一致');
      await dialog.getByLabel('具体说明（对方可见）').fill('已参加招聘会的，请填写意向单位。');
      await desk.look('12-return');
      await dialog.getByRole('button', { name: '退回修改（1 条）' }).click();
      await see(done);
      await desk.look('12-returned', { dark: true });
    });

    await step('who was sent back comes as a sheet, with reason and text', async () => {
      await downloads();
      await desk.look('12-downloads');
      const sheet = await readSheet(await download(desk, page.getByRole('menuitem', { name: '导出退回修改学生名单' }), stage));
      const row = sheet.find(cells => cells.includes(first.name));
      assert.deepEqual(row?.slice(-2), ['填写内容与证明材料不一致', '已参加招聘会的，请填写意向单位。']);
      assert.equal(
        sheet.some(cells => cells.includes(second.name)),
        false,
      );
    });

    await step('the other is approved, and the outcome of each can be looked at', async () => {
      await page.goto(list);
      await page.getByRole('checkbox', { name: `勾选${second.name}` }).check();
      await page.getByRole('button', { name: '批量审核通过' }).click();
      const approve = page.getByRole('button', { name: '审核通过（1 条）' });
      await see(approve);
      await desk.look('12-confirm');
      await approve.click();
      await see(done);
      await page.getByRole('link', { name: '查看逐条结果' }).click();
      await see(page.getByRole('link', { name: second.name }));
      await desk.look('12-outcome', { dark: true });
    });

    await step('the list comes as a sheet with the columns that were ticked; numbers are masked', async () => {
      await page.goto(`${list}?state=all`);
      await see(page.getByRole('link', { name: second.name }));
      await downloads();
      await page.getByRole('menuitem', { name: '下载当前查询数据' }).click();
      const dialog = page.getByRole('dialog', { name: '下载当前查询数据' });
      await dialog.getByRole('checkbox', { name: '证件号码' }).check();
      await see(dialog.getByText('以掩码显示'));
      await desk.look('12-columns', { dark: true });
      const sheet = await readSheet(await download(desk, dialog.getByRole('button', { name: '下载', exact: true }), stage));
      const number = sheet[0]?.indexOf('证件号码') ?? -1;
      const row = sheet.find(cells => cells.includes(second.name));
      assert.match(row?.[number] ?? '', /^\d{3}\*+\d{3}[\dX]$/);
    });

    await step('a started job is among one’s own jobs', async () => {
      await menu(page, '我的任务').click();
      await see(page.getByRole('heading', { name: '我的任务' }));
      await see(page.getByRole('link', { name: /^批量审核通过 · / }));
      await desk.look('12-jobs', { dark: true });
    });
  });
