/** 核验授权: closed with its reason, who is asking, codes issued, shown, downloaded, checked, renewed, ended. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { downloadBytes, see } from './act.ts';
import { attach, fillArchiveAndHukou, fillIn } from './fill.ts';
import { bystander } from './people.ts';
import { enterAgain, openWays, startWay } from './phone.ts';
import { letterPicture } from './pictures.ts';
import type { Journey } from './report.ts';
import { passBoth } from './review.ts';
import type { Stage } from './stage.ts';

const module = '/authorization';
const ways = z.object({ found: z.object({ formNumber: z.string() }).nullable() });

/** What a receiving office is answered; its pages are walked in another chapter. */
async function check(page: Page, url: string, by: { readonly name: string; readonly code: string }): Promise<string | undefined> {
  const answer = await page.request.post(`${url}/api/checks`, { data: { kind: 'archive', by } });
  assert.ok(answer.ok(), await answer.text());
  return ways.parse(await answer.json()).found?.formNumber;
}

export const authorization = (journey: Journey, stage: Stage) =>
  journey.chapter('22 核验授权', async step => {
    const who = bystander(16);
    const visitor = await stage.who('authorizer', 'phone');
    const { page } = visitor;
    const at = (path: string) => page.goto(`${stage.world.url}/m${path}`);
    const identify = async (name: string, number: string) => {
      await page.getByLabel('姓名').fill(name);
      await page.getByLabel('身份证号码').or(page.getByLabel('证件号码')).fill(number);
      await page.getByRole('button', { name: '开始认证' }).click();
    };
    const shownCode = async (): Promise<string> => (await page.locator('.verification-code-text').innerText()).trim();

    await step('before the record is confirmed it is closed, and leads on', async () => {
      await enterAgain(visitor, stage.world, who);
      await at('/');
      await see(page.getByText(/您还没有已上报的毕业去向/));
      await at('/destinations');
      await openWays(page, '升学');
      await startWay(page, /考研|研究生/);
      await fillIn(page, { 录取院校: '滨海海洋大学', 录取层次: '硕士研究生', 录取专业: '海洋信息工程' });
      await fillArchiveAndHukou(page);
      await attach(page, '录取通知书：选择文件', await letterPicture(stage.world.folder, '录取通知书', 'ADMISSION'));
      await page.getByRole('button', { name: '提交审核' }).click();
      await see(page.getByText('已提交审核'));
      await passBoth(stage, '/destinations', who.name);
      await at(module);
      await see(page.getByText('请先完成「去向登记确认」，确认信息无误后再办理核验授权。'));
      await visitor.look('22-closed', { dark: true });
      await page.getByRole('link', { name: '去登记确认' }).click();
      await page.getByRole('button', { name: '信息无误，确认登记去向' }).click();
      const sheet = page.getByRole('dialog', { name: '确认登记去向' });
      await sheet.getByRole('checkbox').check();
      await sheet.getByRole('button', { name: '确认无误' }).click();
      await sheet.waitFor({ state: 'detached' });
      await at('/modules');
      await page.getByRole('link', { name: /^核验授权/ }).click();
      await see(page.getByText('还没有生效中的授权'));
      await visitor.look('22-empty', { dark: true });
    });

    await step('who is asking: name and number are those of the roster', async () => {
      await page.getByRole('link', { name: '授权核验' }).click();
      await see(page.getByRole('heading', { name: '实人认证' }));
      visitor.expectRefusal(422);
      await page.getByRole('button', { name: '开始认证' }).click();
      await see(page.getByText('请填写姓名'));
      await visitor.look('22-identity-faults', { dark: true });
      await identify('木合塔尔·艾山', who.idNumber);
      await see(page.getByText('姓名与证件号码未通过认证，请核对后重试。'));
      await visitor.look('22-identity-refused');
      await identify(who.name, who.idNumber);
      await see(page.getByRole('button', { name: '签发核验编号' }));
    });

    await step('which form, until when', async () => {
      for (const form of ['档案登记信息表', '户口登记信息表']) await page.getByRole('checkbox', { name: form }).uncheck();
      await page.getByRole('button', { name: '签发核验编号' }).click();
      await see(page.getByText('请选择需要核验的登记信息表'));
      for (const form of ['档案登记信息表', '户口登记信息表']) await page.getByRole('checkbox', { name: form }).check();
      await page.getByRole('radio', { name: '自选日期' }).check();
      await page.getByLabel('有效期至').fill('2028-03-01');
      await page.getByRole('button', { name: '签发核验编号' }).click();
      await see(page.getByText('有效期不在可选范围内，请重新选择'));
      await visitor.look('22-choose', { dark: true });
      await page.getByRole('radio', { name: '至核验服务结束' }).check();
      await page.getByRole('button', { name: '签发核验编号' }).click();
      await see(page.getByRole('heading', { name: '户口登记信息表' }));
      await see(page.getByText('有效至2027年12月31日').nth(1));
      await visitor.look('22-live', { dark: true });
      await at('/modules');
      await see(page.getByRole('link', { name: /^核验授权\s*有效至2027年12月31日$/ }));
      await visitor.look('22-modules');
    });

    let code = '';
    await step('the code, its QR and its paper', async () => {
      await at(module);
      await page.getByRole('link', { name: '档案登记信息表' }).click();
      await see(page.getByRole('link', { name: /^下载/ }));
      code = await shownCode();
      assert.match(code, /^[0-9A-Z]{4}(-[0-9A-Z]{2,4})+$/);
      await page.getByRole('button', { name: '复制核验编号' }).click();
      await see(page.getByText(/已复制|浏览器不允许复制/));
      await visitor.look('22-code', { dark: true });
      const pdf = await downloadBytes(visitor, page.getByRole('link', { name: /^下载/ }), stage);
      assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
      await page.getByRole('button', { name: '查看图片' }).click();
      const picture = page.getByRole('img', { name: '登记信息表', exact: true });
      await see(picture);
      await picture.evaluate(image => (image as unknown as { decode(): Promise<void> }).decode());
      await visitor.look('22-picture');
    });

    await step('who checked it', async () => {
      assert.ok(await check(page, stage.world.url, { name: who.name, code: code.toLowerCase() }));
      assert.equal(await check(page, stage.world.url, { name: '木合塔尔·艾山', code }), undefined);
      await page.reload();
      await see(page.getByText('核验成功'));
      await see(page.getByText('姓名不符').first());
      await at(module);
      await see(page.getByText('已被核验 2 次'));
      await visitor.look('22-checks', { dark: true });
    });

    await step('renewed: the code before is dead', async () => {
      await page.getByRole('link', { name: '档案登记信息表' }).click();
      await page.getByRole('link', { name: '重新授权' }).click();
      await see(page.getByText(/现有的核验编号将立即失效/));
      assert.equal(await page.getByRole('checkbox', { name: '户口登记信息表' }).isChecked(), false);
      await visitor.look('22-renew');
      await page.getByRole('button', { name: '签发核验编号' }).click();
      await page.waitForURL(/authorization\/codes\/\d+$/);
      await see(page.getByRole('link', { name: /^下载/ }));
      assert.notEqual(await shownCode(), code);
      assert.equal(await check(page, stage.world.url, { name: who.name, code }), undefined);
    });

    await step('ended: asked once more, dead at once', async () => {
      const live = await shownCode();
      await page.getByRole('button', { name: '结束授权' }).click();
      const sheet = page.getByRole('dialog', { name: '结束授权' });
      await see(sheet);
      await visitor.look('22-end', { dark: true });
      await sheet.getByRole('button', { name: '结束授权' }).click();
      await sheet.waitFor({ state: 'detached' });
      assert.equal(await check(page, stage.world.url, { name: who.name, code: live }), undefined);
      await see(page.getByText('已失效的授权（2）'));
      await page.getByText('已失效的授权（2）').click();
      await see(page.getByText(/本人已结束授权/));
      await visitor.look('22-over', { dark: true });
    });

    await step('in another session it has to be proved anew', async () => {
      await page.context().clearCookies();
      await enterAgain(visitor, stage.world, who);
      await at(module);
      visitor.expectRefusal(403);
      await page.getByRole('link', { name: '户口登记信息表' }).click();
      await see(page.getByRole('heading', { name: '实人认证' }));
      await visitor.look('22-identity-again');
      await identify(who.name, who.idNumber);
      await see(page.getByRole('heading', { name: '核验编号' }));
    });
  });
