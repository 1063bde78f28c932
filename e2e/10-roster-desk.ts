/** The roster on the desk: looked up, corrected, deleted and restored; another training mode, which the province passes. */
import assert from 'node:assert/strict';
import { download, menu, pick, proveAnew, see, signInAtDemoBar, switchModule, terms } from './act.ts';
import { bystander, desks } from './people.ts';
import { letterPicture } from './pictures.ts';
import type { Journey } from './report.ts';
import type { Stage } from './stage.ts';

export const rosterDesk = (journey: Journey, stage: Stage) =>
  journey.chapter('10 学生名单管理', async step => {
    const { name, examNumber } = bystander(9);
    const admin = await stage.signedIn('admin', '/desk/', desks.admin.login);
    const { page } = admin;
    const search = page.getByRole('textbox', { name: '姓名、拼音、学号或考生号' });
    const row = page.getByRole('link', { name, exact: true });

    await step('one graduate among all is found by the exam number', async () => {
      await page.goto(`${stage.world.url}/desk/students`);
      await see(page.getByRole('heading', { name: '学生名单管理' }));
      await admin.look('10-list', { dark: true });
      await search.fill(examNumber);
      await see(page.getByText(/^共 1 条/));
      await row.click();
      await see(page.getByRole('heading', { name: '学籍信息' }));
      await admin.look('10-graduate', { dark: true });
    });

    await step('a wrong class is corrected, a wrong month comes back to its field', async () => {
      await page.getByRole('link', { name: '修改信息' }).click();
      await page.getByLabel('班级（选填）').fill('软件工程2399');
      await page.getByLabel('毕业时间').fill('202213');
      admin.expectRefusal(422);
      await page.getByRole('button', { name: /^保存/ }).click();
      await see(page.getByText(/不是六位年月/));
      await admin.look('10-edit', { dark: true });
      await page.getByLabel('毕业时间').fill('202706');
      await page.getByRole('button', { name: /^保存/ }).click();
      await see(page.getByText('修改信息', { exact: true }).last());
      await see(page.getByText('软件工程2399').last());
      await admin.look('10-edited');
    });

    await step('deleted for a reason, found among the lapsed, and restored', async () => {
      await page.getByRole('button', { name: '从名单中删除' }).click();
      const window = page.getByRole('dialog', { name: '从学生名单中删除' });
      await see(window);
      await pick(page, window.getByLabel('原因', { exact: true }), '延期毕业');
      await window.getByLabel('具体说明').fill('学业未完成，延期一年毕业。');
      await window.getByLabel(/请输入人数/).fill('1');
      await admin.look('10-delete', { dark: true });
      await window.getByRole('button', { name: '删除 1 人' }).click();
      await see(page.getByRole('button', { name: '恢复', exact: true }));
      await page.goto(`${stage.world.url}/desk/lapsed`);
      await see(row);
      await admin.look('10-lapsed', { dark: true });
      await page.getByRole('checkbox', { name: `选择${name}` }).check();
      await page.getByRole('button', { name: /^恢复所选/ }).click();
      await see(page.getByText('没有失效的毕业生。'));
    });

    await step('the school asks for another training mode', async () => {
      await page.goto(`${stage.world.url}/desk/students?q=${examNumber}`);
      await row.click();
      await page.getByRole('link', { name: '申请修改培养方式' }).click();
      await pick(page, page.getByLabel('培养方式', { exact: true }), '定向(可签约)');
      await page.getByLabel('修改原因').fill('补录定向协议。');
      await page.getByLabel('定向/委培单位').fill('䶮光县海洋与渔业局');
      await page.getByLabel('单位所在地').fill('思明');
      await page.getByRole('menuitemcheckbox').or(page.locator('.ant-cascader-menu-item')).first().click();
      await page.getByLabel('佐证材料：选择文件').setInputFiles(await letterPicture(stage.world.folder, '定向协议', 'AGREEMENT'));
      await see(page.getByRole('button', { name: '移除定向协议.jpg' }));
      await admin.look('10-ask-mode', { dark: true });
      await page.getByRole('button', { name: '提交申请' }).click();
      await see(page.getByRole('heading', { name: '申请修改的内容' }));
      await see(page.getByRole('img', { name: '佐证材料：定向协议.jpg' }));
      await admin.look('10-asked-mode');
    });

    await step('the province passes it', async () => {
      const province = await stage.who('province', 'desk');
      await signInAtDemoBar(province, stage.world, '/desk/', 'fujian');
      await see(province.page.getByRole('heading', { name: '培养方式修改', exact: true }));
      await province.look('10-province', { dark: true });
      await province.page.getByRole('link', { name, exact: true }).click();
      await see(province.page.getByRole('heading', { name: '申请修改的内容' }));
      await see(province.page.getByRole('img', { name: '佐证材料：定向协议.jpg' }));
      await province.look('10-province-request', { dark: true });
      await province.page.getByRole('button', { name: '审核通过' }).click();
      await province.page.getByRole('dialog').getByRole('button', { name: '审核通过' }).click();
      await see(province.page.getByText('审核通过，已修改').first());
      await province.look('10-province-passed');
    });

    await step('where the school lets them, a department uploads its own and nobody else', async () => {
      await page.goto(`${stage.world.url}/desk/registry/roster`);
      const sample = await download(admin, page.getByRole('link', { name: /下载演示名单（2,000/ }), stage);
      await menu(page, '设置').click();
      await proveAnew(admin, stage.world, desks.admin.password);
      await page.getByRole('checkbox', { name: '允许院系上传学生名单' }).check();
      await page.getByRole('button', { name: '保存设置' }).click();
      await see(page.getByText('设置已保存'));
      const department = await stage.who('uploader', 'desk');
      await signInAtDemoBar(department, stage.world, '/desk/', desks.department.login);
      await switchModule(department.page, '毕业去向登记与网签', '就业管理系统');
      await see(department.page.getByRole('heading', { name: '本院系在册人数' }));
      await department.page.getByLabel('选择 xlsx 文件，或拖到此处').setInputFiles(sample);
      await department.page.getByRole('button', { name: '开始导入' }).click();
      const outcome = department.page.getByRole('heading', { name: /^导入结果/ });
      await outcome.waitFor({ timeout: 60_000 });
      const counts = await terms(department.page.locator('section').filter({ has: outcome }).locator('dl'));
      assert.equal(counts.新增, '0');
      assert.ok(Number(counts.有误?.replace(',', '')) > 1000, JSON.stringify(counts));
      await department.look('10-department-upload', { dark: true });
    });
  });
