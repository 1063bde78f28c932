/** Study, no work yet, then an employer after all, and out of it again: one graduate, one destination at a time. */
import { employerDesk, inviteAs } from './2-employer.ts';
import { see } from './act.ts';
import { attach, fillArchiveAndHukou, fillIn } from './fill.ts';
import { employers, wanderer } from './people.ts';
import { consentByName, enterAgain, openInvitation, openWays, startWay } from './phone.ts';
import { letterPicture } from './pictures.ts';
import type { Journey } from './report.ts';
import { openForReview, pass, passBoth } from './review.ts';
import type { Stage } from './stage.ts';

export const otherWays = (journey: Journey, stage: Stage) =>
  journey.chapter('6 其他去向', async step => {
    const visitor = await stage.who('wanderer', 'phone');
    const { page } = visitor;
    const { name } = wanderer;
    const home = () => page.goto(`${stage.world.url}/m/destinations`);

    await step('the graduate finds four groups, and in each only what fits', async () => {
      await enterAgain(visitor, stage.world, wanderer);
      await visitor.look('6-home', { dark: true });
      for (const group of ['其他形式就业', '未就业']) {
        await openWays(page, group);
        await visitor.look(`6-ways-${group}`);
        await home();
      }
      await openWays(page, '升学');
      await visitor.look('6-ways-升学', { dark: true });
    });

    await step('a form with nothing in it says what is missing, at its place', async () => {
      await startWay(page, /考研|研究生/);
      await visitor.look('6-fill-empty');
      visitor.expectRefusal(422);
      await page.getByRole('button', { name: '提交审核' }).click();
      await see(page.getByText(/有 \d+ 处需要修改/));
      await see(page.locator('[aria-invalid=true]:focus'));
      await visitor.look('6-fill-faults', { dark: true });
    });

    await step('the form is sent with the letter of admission', async () => {
      await fillIn(page, { 录取院校: '滨海海洋大学', 录取层次: '硕士研究生', 录取专业: '海洋信息工程' });
      await fillArchiveAndHukou(page);
      await attach(page, '录取通知书：选择文件', await letterPicture(stage.world.folder, '录取通知书', 'ADMISSION'));
      await see(page.getByRole('img', { name: '录取通知书.jpg' }));
      await visitor.look('6-fill-filled', { dark: true });
      await page.getByRole('button', { name: '提交审核' }).click();
      await see(page.getByText('已提交审核'));
      await visitor.look('6-submitted', { dark: true });
    });

    await step('taken back, changed and submitted again', async () => {
      await page.getByRole('button', { name: '撤回修改' }).click();
      const sheet = page.getByRole('dialog', { name: '撤回修改' });
      await see(sheet);
      await visitor.look('6-withdraw');
      await sheet.getByRole('button', { name: '确认撤回' }).click();
      await see(page.getByText('去向登记待提交（学生撤回）'));
      await visitor.look('6-withdrawn');
      await page.getByRole('button', { name: '继续填写' }).click();
      await fillIn(page, { 录取院系: '海洋学院' });
      await page.getByRole('button', { name: '提交审核' }).click();
      await see(page.getByText('已提交审核'));
    });

    await step('the department amends it: the history has the old and the new value, and the case still waits', async () => {
      const { page: office, look } = await openForReview(stage, 'department', '/destinations', name);
      await office.getByRole('button', { name: '修改去向' }).click();
      const drawer = office.getByRole('dialog', { name: `修改去向：${name}` });
      await see(drawer.getByLabel('录取院系'));
      await drawer.getByLabel('录取院系').fill('海洋与地球学院');
      await look('6-amend', { dark: true });
      await drawer.getByRole('button', { name: '保存修改' }).click();
      await drawer.waitFor({ state: 'hidden' });
      await see(office.getByText('海洋与地球学院'));
      await look('6-amended');
      await page.reload();
      await see(page.getByText('海洋与地球学院'));
    });

    await step('the department names the wrong field and returns it', async () => {
      const desk = await openForReview(stage, 'department', '/destinations', name);
      await see(desk.page.getByRole('region', { name: '材料' }));
      // A dialog is above the picture in full screen.
      const whole = desk.page.getByRole('button', { name: '全屏' });
      await whole.click();
      await desk.page.keyboard.press('x');
      await desk.page
        .getByRole('dialog')
        .getByRole('button', { name: /取\s*消/ })
        .click();
      await desk.page.getByRole('dialog').waitFor({ state: 'hidden' });
      await whole.click();
      await desk.page.getByRole('checkbox', { name: '「录取专业」有误' }).check();
      await desk.look('6-desk-study', { dark: true });
      await desk.page.keyboard.press('x');
      const dialog = desk.page.getByRole('dialog', { name: `退回修改：${name}` });
      await see(dialog.getByLabel('录取专业', { exact: true }));
      await dialog.getByLabel('补充说明（选填，对方可见）').fill('录取专业请与录取通知书一致。');
      await desk.look('6-desk-return');
      await dialog.getByRole('button', { name: '退回修改' }).click();
      await see(desk.page.getByText(`${name}：`));
    });

    await step('the graduate reads it, mends it, and both levels pass', async () => {
      await home();
      await see(page.getByText(/录取专业请与录取通知书一致/));
      await visitor.look('6-home-returned');
      await page.getByRole('link', { name: '滨海海洋大学' }).first().click();
      await see(page.getByText('去向登记待提交（老师退回）'));
      await visitor.look('6-returned');
      await page.getByRole('button', { name: '继续填写' }).click();
      // The form opens at the field, with what was said of it, until it says something else.
      const field = page.getByLabel('录取专业', { exact: true });
      await see(field.and(page.locator(':focus')));
      await see(page.getByText('录取专业与证明材料不一致，请按材料改正'));
      await visitor.look('6-returned-field', { dark: true });
      await fillIn(page, { 录取专业: '海洋信息技术' });
      await page.getByText('录取专业与证明材料不一致，请按材料改正').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: '提交审核' }).click();
      await see(page.getByText('已提交审核'));
      await passBoth(stage, '/destinations', name);
      await page.reload();
      await see(page.getByText('去向登记完成'));
      await visitor.look('6-registered', { dark: true });
    });

    await step('plans change: it is voided', async () => {
      await page.getByRole('button', { name: '作废' }).click();
      const sheet = page.getByRole('dialog', { name: '作废' });
      await see(sheet);
      await visitor.look('6-void');
      await sheet.getByRole('button', { name: '确认作废' }).click();
      await see(page.getByText('已作废'));
      await visitor.look('6-voided');
    });

    await step('no work yet: one field, no evidence', async () => {
      await home();
      await openWays(page, '未就业');
      await startWay(page, '求职中');
      await fillIn(page, { 近期打算: '已投递三家海洋数据企业，等待面试结果。' });
      await visitor.look('6-fill-unemployed');
      await page.getByRole('button', { name: '提交审核' }).click();
      await see(page.getByText('已提交审核'));
      await passBoth(stage, '/destinations', name);
    });

    await step('an employer invites: the graduate voids and accepts in one act', async () => {
      await inviteAs(stage, employers.crane, { ...wanderer, hukou: true });
      await home();
      await openInvitation(page, employers.crane.name);
      await visitor.look('6-invitation-voidable', { dark: true });
      await page.getByRole('button', { name: '作废并接受' }).click();
      await see(page.getByText('将同时作废您已登记的'));
      await visitor.look('6-void-and-accept');
      await consentByName(page, name, '作废并接受');
      const whoIsFirst = page.getByText(/学生已同意签约，等待(学院|学校)审核/).first();
      await see(whoIsFirst);
      await visitor.look('6-accepted');
      if ((await whoIsFirst.innerText()).includes('学院')) await pass(stage, 'department', '/cases', name);
      await pass(stage, 'school', '/cases', name);
      await page.reload();
      await see(page.getByText('签约完成（线上签约）'));
      await visitor.look('6-signed');
    });

    await step('asks to be released', async () => {
      await page.getByRole('button', { name: '申请解约' }).click();
      const sheet = page.getByRole('dialog', { name: '申请解约' });
      visitor.expectRefusal(422);
      await sheet.getByRole('button', { name: '发起申请' }).click();
      await see(sheet.locator('[aria-invalid=true]'));
      await visitor.look('6-terminate-faults', { dark: true });
      await fillIn(sheet, { 原因: '协商一致解除', 说明: '因家庭原因返乡，已与郑女士电话协商一致。' });
      await sheet.getByRole('button', { name: '发起申请' }).click();
      await see(page.getByText('已发起解约申请'));
      await visitor.look('6-termination-requested', { dark: true });
    });

    await step('the employer agrees on the desk', async () => {
      const hr = await employerDesk(stage, employers.crane.contactMobile);
      await hr.page.goto(`${stage.world.url}/desk/employer/terminations`);
      await see(hr.page.getByRole('link', { name, exact: true }));
      await hr.look('6-employer-terminations');
      await hr.page.getByRole('link', { name, exact: true }).click();
      await see(hr.page.getByText(/因家庭原因返乡/));
      await hr.look('6-employer-termination', { dark: true });
      await hr.page.getByRole('button', { name: '同意解约', exact: true }).click();
      const asked = hr.page.getByRole('dialog', { name: `同意与${name}解约？` });
      await see(asked);
      await hr.look('6-employer-agrees');
      await asked.getByRole('button', { name: '同意解约', exact: true }).click();
      await see(hr.page.getByText('已同意解约，等待学校审核'));
    });

    await step('both levels pass it: released, with a certificate', async () => {
      const desk = await openForReview(stage, 'department', '/terminations', name);
      await desk.look('6-desk-termination');
      await passBoth(stage, '/terminations', name);
      await page.reload();
      await see(page.getByText('解约完成'));
      await see(page.getByRole('link', { name: /^下载（/ }));
      await visitor.look('6-released', { dark: true });
      await home();
      await see(page.getByText('已解约'));
      await visitor.look('6-home-released');
      await openWays(page, '升学');
      await see(page.getByRole('button', { name: '开始填写' }));
    });
  });
