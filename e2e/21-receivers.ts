/** 档案接收机构: the province keeps the directory, a school names an office of its own, the form of an archive finds both. */
import assert from 'node:assert/strict';
import { chooseRegion, chooseRegionIn, menu, see } from './act.ts';
import { desks } from './people.ts';
import type { Journey } from './report.ts';
import type { Stage } from './stage.ts';

const listed = { name: '厦门市㛃海人才服务中心（演示）', address: '演示路 210 号' } as const;
const own = { name: '漳州市䶮星人才服务中心（演示）', address: '演示路 211 号' } as const;

export const receivers = (journey: Journey, stage: Stage) =>
  journey.chapter('21 档案接收机构', async step => {
    const address = (path: string) => `${stage.world.url}/desk${path}`;

    await step('the province adds an office to the directory', async () => {
      const province = await stage.signedIn('province', '/desk/', desks.province.login);
      const { page } = province;
      await page.goto(address('/receivers'));
      await page.getByRole('button', { name: '新增机构' }).click();
      const drawer = page.getByRole('dialog', { name: '新增档案接收机构' });
      await drawer.getByLabel('机构名称').fill(listed.name);
      await drawer.getByLabel('机构地址（详细地址）').fill(listed.address);
      await chooseRegionIn(page, page.locator('#receiver_servedRegionCode'), '集美区');
      await chooseRegion(page, '机构地址（省市区）', '思明区');
      await drawer.getByLabel('启用日期').fill('2026-09-01');
      await province.look('21-add');
      await drawer.getByRole('button', { name: '新增', exact: true }).click();
      await page.waitForURL(/receivers\/\d+$/);
      await see(page.getByRole('heading', { name: listed.name }));
      await menu(page, '档案接收机构').click();
      await page.getByLabel('机构名称或拼音').fill('xmsjh');
      await see(page.getByRole('link', { name: listed.name }));
      await province.look('21-directory', { dark: true });
    });

    await step('a school names its own for one origin, and sees that it holds', async () => {
      const admin = await stage.signedIn('admin', '/desk/', desks.admin.login);
      const { page } = admin;
      await page.goto(address('/registry/origin-offices'));
      await page.getByRole('button', { name: '指定机构' }).click();
      const drawer = page.getByRole('dialog', { name: '指定生源地档案接收机构' });
      await drawer.getByLabel('机构名称').fill(own.name);
      await drawer.getByLabel('机构地址（详细地址）').fill(own.address);
      await chooseRegionIn(page, page.locator('#origin-office_servedRegionCode'), '芗城区');
      await chooseRegion(page, '机构地址（省市区）', '龙文区');
      await admin.look('21-own-form');
      await drawer.getByRole('button', { name: '保存', exact: true }).click();
      await drawer.waitFor({ state: 'hidden' });
      await see(page.getByRole('cell', { name: own.name }));
      await admin.look('21-own', { dark: true });
    });

    await step(
      'the form of an archive finds an office by its initials; the keyboard chooses, and what gave way comes back',
      async () => {
        const desk = await stage.signedIn('department', '/desk/', desks.department.login);
        const { page } = desk;
        await page.goto(address('/archive/records?state=unregistered'));
        await page.getByRole('cell').getByRole('link', { name: /^查看/ }).first().click();
        await page.getByRole('button', { name: '登记信息' }).click();
        const drawer = page.getByRole('dialog');
        await drawer.getByText('托管单位接收', { exact: true }).click();
        const [name, street] = [drawer.getByLabel('档案转递单位名称'), drawer.getByLabel('档案转递单位地址（详细地址）')];
        const option = page.getByRole('option').or(page.locator('.office-lines'));
        await street.fill('演示路 8 号');

        await name.fill('xmsjh');
        await see(option.filter({ hasText: listed.name }));
        await desk.look('21-found', { dark: true });
        await page.keyboard.press('Tab');
        assert.equal(await name.inputValue(), 'xmsjh', 'leaving the field chooses nothing');
        assert.ok(!(await name.evaluate(element => element === document.activeElement)), 'Tab leaves the field');

        await name.fill('fjsgx');
        await see(option.filter({ hasText: '福建省高校毕业生就业服务中心' }));
        await page.keyboard.press('Escape');
        await option.first().waitFor({ state: 'hidden' });
        await see(drawer);

        await name.fill('xmsjh');
        await see(option.filter({ hasText: listed.name }));
        await page.keyboard.press('Enter');
        await see(drawer.getByText('「档案转递单位地址（详细地址）」已被替换'));
        assert.equal(await street.inputValue(), listed.address);
        await desk.look('21-filled');
        await drawer.getByRole('button', { name: '撤销填入' }).click();
        assert.deepEqual([await name.inputValue(), await street.inputValue()], ['xmsjh', '演示路 8 号']);
        assert.ok(await name.evaluate(element => element === document.activeElement), 'the field has the focus again');
      },
    );

    await step('转回生源地 fills in over what was typed, and gives it back', async () => {
      const { page } = await stage.who('department', 'desk');
      const drawer = page.getByRole('dialog');
      const street = drawer.getByLabel('档案转递单位地址（详细地址）');
      await drawer.getByText('转回生源地', { exact: true }).click();
      await see(drawer.getByText('原来填写的内容已被替换；改选其他类型，会恢复。'));
      assert.notEqual(await street.inputValue(), '演示路 8 号');
      await drawer.getByText('托管单位接收', { exact: true }).click();
      assert.equal(await street.inputValue(), '演示路 8 号');
      await drawer.getByRole('button', { name: '取消' }).click();
      await drawer.waitFor({ state: 'hidden' });
    });
  });
