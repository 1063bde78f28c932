/** 去向登记确认: nothing to confirm, wrong, put right by staff, fallen back, right; and the desk's list, detail, statistics. */
import assert from 'node:assert/strict';
import { becomes, download, menu, see, switchModule } from './act.ts';
import { attach, fillArchiveAndHukou, fillIn } from './fill.ts';
import { bystander, desks } from './people.ts';
import { enterAgain, openWays, startWay } from './phone.ts';
import { letterPicture } from './pictures.ts';
import { readSheet } from './read-sheet.ts';
import type { Journey } from './report.ts';
import { passBoth } from './review.ts';
import type { Stage } from './stage.ts';

const said = '户口迁移地址应为演示路 9 号之 2，不是集体户。';

export const confirmation = (journey: Journey, stage: Stage) =>
  journey.chapter('25 去向登记确认', async step => {
    const who = bystander(3);
    const visitor = await stage.who('confirmer', 'phone');
    const { page, context } = visitor;
    const desk = await stage.signedIn('department', '/desk/', desks.department.login);
    const at = (path: string) => page.goto(`${stage.world.url}/m${path}`);
    const onDesk = (path: string) => desk.page.goto(`${stage.world.url}/desk${path}`);

    await step('before anything is reported it says where to report first', async () => {
      await enterAgain(visitor, stage.world, who);
      await at('/');
      await page.getByRole('link', { name: /^去向登记确认\s*未上报/ }).click();
      await see(page.getByText('您的毕业去向尚未上报，完成登记并审核通过后才能确认。'));
      await visitor.look('25-unreported', { dark: true });
      await page.getByRole('link', { name: '去登记' }).click();
      await see(page.getByRole('heading', { name: '登记记录' }));
      await at('/leaving');
      await see(page.getByText('还有 5 项'));
      await visitor.look('25-leaving-first', { dark: true });
    });

    await step('the destination is registered and reported', async () => {
      await at('/destinations');
      await openWays(page, '升学');
      await startWay(page, /考研|研究生/);
      await fillIn(page, { 录取院校: '滨海海洋大学', 录取层次: '硕士研究生', 录取专业: '海洋信息工程' });
      await fillArchiveAndHukou(page);
      await attach(page, '录取通知书：选择文件', await letterPicture(stage.world.folder, '录取通知书', 'ADMISSION'));
      await page.getByRole('button', { name: '提交审核' }).click();
      await see(page.getByText('已提交审核'));
      await passBoth(stage, '/destinations', who.name);
      await at('/confirmation');
      await see(page.getByRole('button', { name: '信息无误，确认登记去向' }));
      for (const title of ['毕业去向', '档案转递', '户口迁移', '基本信息']) await see(page.getByRole('heading', { name: title }));
      await see(page.getByText('来源：登记系统').nth(2));
      await visitor.look('25-unconfirmed', { dark: true });
    });

    await step('something is wrong: which part, and what; what was typed outlives a lost network', async () => {
      await page.getByRole('button', { name: '信息有误' }).click();
      const sheet = page.getByRole('dialog', { name: '信息有误' });
      await sheet.getByRole('button', { name: '提交' }).click();
      await see(sheet.getByText('请选择哪一部分有误'));
      await see(sheet.locator('[aria-invalid=true]:focus'));
      await see(sheet.getByText('请写明哪里有误、应当是什么').nth(1));
      await visitor.look('25-wrong-faults', { dark: true });
      await sheet.getByRole('checkbox', { name: '户口迁移' }).check();
      await sheet.getByLabel('有误的内容').fill(said);
      visitor.expectNoNetwork();
      await context.setOffline(true);
      await sheet.getByRole('button', { name: '提交' }).click();
      await see(sheet.getByRole('alert'));
      await visitor.look('25-wrong-offline');
      await context.setOffline(false);
      await page.reload();
      await see(sheet);
      assert.equal(await sheet.getByLabel('有误的内容').inputValue(), said);
      assert.ok(await sheet.getByRole('checkbox', { name: '户口迁移' }).isChecked());
      await sheet.getByRole('button', { name: '提交' }).click();
      await sheet.waitFor({ state: 'detached' });
      await see(page.getByText('您反映有误的：户口迁移'));
      await visitor.look('25-wrong', { dark: true });
    });

    await step('it is work at the desk: counted, listed, read', async () => {
      await onDesk('/home');
      await see(desk.page.getByRole('link', { name: /^登记确认有误\s*1\s*件待我处理$/ }));
      await switchModule(desk.page, '毕业去向登记与网签', '登记确认信息');
      await see(menu(desk.page, /^登记确认情况列表\s*1\s*件待我处理$/));
      await see(desk.page.getByRole('row'));
      await desk.look('25-desk-list', { dark: true });
      await onDesk('/confirmations?state=wrong');
      await desk.page.getByRole('link', { name: `查看${who.name}` }).click();
      await see(desk.page.getByRole('heading', { name: '毕业生反映有误：户口迁移' }));
      await see(desk.page.getByText(said).first());
      await desk.look('25-desk-detail', { dark: true });
    });

    await step('the list is downloaded, with what is wrong', async () => {
      await onDesk('/confirmations?state=wrong');
      const file = await download(desk, desk.page.getByRole('button', { name: '下载当前查询数据' }), stage);
      const [headers = [], row = []] = await readSheet(file);
      assert.equal(row[headers.indexOf('有误的内容')], said);
    });

    await step('staff put it right: it falls back, the graduate is told, and the message leads here', async () => {
      await onDesk('/confirmations?state=wrong');
      await desk.page.getByRole('link', { name: `查看${who.name}` }).click();
      await desk.page.getByRole('link', { name: '查看户口迁移' }).click();
      await desk.page.getByRole('button', { name: '修改信息' }).click();
      const drawer = desk.page.getByRole('dialog', { name: /^修改/ });
      await drawer.getByLabel('户口迁移地址（详细地址）').fill('演示路 9 号之 2');
      await drawer.getByRole('button', { name: /^保存/ }).click();
      await see(desk.page.getByText('演示路 9 号之 2').first());
      await at('/messages');
      await page
        .getByRole('article')
        .filter({ hasText: '请重新确认登记去向' })
        .getByRole('link', { name: '查看登记确认' })
        .click();
      await see(page.getByText('未确认', { exact: true }));
      await see(page.getByText(/演示路 9 号之 2/));
      await page.getByText(/^确认记录（2）$/).click();
      await see(page.getByText('户口迁移信息有变更，恢复为「未确认」'));
      await visitor.look('25-fallen-back', { dark: true });
    });

    await step('it is right: read, ticked, confirmed', async () => {
      await page.getByRole('button', { name: '信息无误，确认登记去向' }).click();
      const sheet = page.getByRole('dialog', { name: '确认登记去向' });
      await sheet.getByRole('button', { name: '确认无误' }).click();
      await see(sheet.getByText('请先核对并勾选'));
      await visitor.look('25-right', { dark: true });
      await sheet.getByRole('checkbox').check();
      await sheet.getByRole('button', { name: '确认无误' }).click();
      await sheet.waitFor({ state: 'detached' });
      await see(page.getByText('确认无误', { exact: true }));
      await becomes(page, 'window.scrollY === 0');
      await visitor.look('25-confirmed');
      await at('/leaving');
      await see(page.getByText('还有 1 项'));
      await visitor.look('25-leaving');
    });

    await step('the statistics have it, by source; each number opens its list', async () => {
      await onDesk('/confirmations/statistics?source=platform');
      await see(desk.page.getByRole('heading', { name: '登记确认情况统计' }));
      await desk.look('25-desk-statistics', { dark: true });
      await desk.page
        .getByRole('row', { name: /^信息学院/ })
        .getByRole('link')
        .nth(1)
        .click();
      await see(desk.page.getByRole('heading', { name: '登记确认情况列表' }));
    });
  });
