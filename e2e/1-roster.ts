/** The school's administrator takes the roster in. */
import assert from 'node:assert/strict';
import { sampleFaults } from '#database/seeds/sample-roster.ts';
import { download, menu, see, signInAtDemoBar, switchModule, terms } from './act.ts';
import { desks } from './people.ts';
import { readSheet } from './read-sheet.ts';
import type { Journey } from './report.ts';
import type { Stage } from './stage.ts';

export const roster = (journey: Journey, stage: Stage) =>
  journey.chapter('1 学生名单', async step => {
    const admin = await stage.who('admin', 'desk');
    const { page } = admin;
    let sample = '';

    await step('the portal opens and leads to the desk', async () => {
      await page.goto(stage.world.url);
      await see(page.getByRole('heading', { name: '您是谁' }));
      await admin.look('1-portal', { dark: true });
      await page.getByRole('link', { name: /省校管理/ }).click();
      await see(page.getByRole('heading', { name: '省校管理登录' }));
      await see(page.getByRole('complementary', { name: '演示账号' }));
      await admin.look('1-desk-sign-in', { dark: true });
    });

    await step('the administrator signs in from the demo bar and finds an empty roster', async () => {
      await signInAtDemoBar(admin, stage.world, '/desk/', desks.admin.login);
      if (!(await menu(page, /^学生名单$/).isVisible())) await switchModule(page, '毕业去向登记与网签', '就业管理系统');
      await menu(page, /^学生名单$/).click();
      await see(page.getByText('名单为空'));
      await admin.look('1-roster-empty');
    });

    await step('the template has the columns, a drop-down where only some values go', async () => {
      const [headers] = await readSheet(await download(admin, page.getByRole('link', { name: '下载模板' }), stage));
      for (const header of ['姓名', '证件号码', '学号', '院系'])
        assert.ok(
          headers?.some(one => one.includes(header)),
          header,
        );
    });

    const upload = async () => {
      await page.getByLabel('选择 xlsx 文件，或拖到此处').setInputFiles(sample);
      await see(page.getByRole('heading', { name: '表头对应' }));
    };
    const outcome = page.getByRole('heading', { name: /^导入结果/ });
    const counts = () => terms(page.locator('section').filter({ has: outcome }).locator('dl'));

    await step('the sample is uploaded and its columns are recognised', async () => {
      sample = await download(admin, page.getByRole('link', { name: /下载演示名单/ }), stage);
      await upload();
      await see(page.getByText(/全部 \d+ 列都已识别/));
      await admin.look('1-roster-mapping', { dark: true });
    });

    await step('1,975 rows are taken, 25 refused', async () => {
      await page.getByRole('button', { name: '开始导入' }).click();
      await see(page.getByRole('heading', { name: /^(正在导入|导入结果)/ }));
      await admin.picture('1-roster-running');
      await outcome.waitFor({ timeout: 60_000 });
      assert.deepEqual(await counts(), { 新增: '1,975', 变更: '0', 未变: '0', 恢复: '0', 有误: '25' });
      await admin.look('1-roster-imported', { dark: true });
    });

    await step('the refused rows come back with the reasons in a column', async () => {
      const rows = await readSheet(await download(admin, page.getByRole('link', { name: /^下载有误的 25 行/ }), stage));
      const [headers = [], ...refused] = rows;
      const reasons = headers.findIndex(header => /原因/.test(header));
      assert.ok(reasons >= 0, `no column for the reasons among ${headers.join()}`);
      assert.equal(refused.length, sampleFaults.length);
      for (const row of refused) assert.match(row[reasons] ?? '', /\p{Script=Han}{4}/u);
    });

    await step('uploaded again, nothing changes', async () => {
      await page.reload();
      await upload();
      await page.getByRole('button', { name: '开始导入' }).click();
      await outcome.waitFor({ timeout: 60_000 });
      assert.deepEqual(await counts(), { 新增: '0', 变更: '0', 未变: '1,975', 恢复: '0', 有误: '25' });
    });

    await step('both levels review', async () => {
      await menu(page, '设置').click();
      const both = page.getByTitle('院系 + 学校（两级审核）');
      await see(both);
      assert.equal(await both.count(), 8);
      await admin.look('1-settings', { dark: true });
      await page.getByRole('button', { name: '保存设置' }).click();
      await see(page.getByText('设置已保存'));
    });
  });
