/** What a graduate on a bus meets: the wrong word for the right type, a second window, a session that ends, a refusal, two offers. */
import assert from 'node:assert/strict';
import { employerDesk, inviteAs } from './2-employer.ts';
import { see } from './act.ts';
import { attach, field, fillArchiveAndHukou, fillIn } from './fill.ts';
import { bystander, employers } from './people.ts';
import { consentByName, enterAgain, openInvitation, signInHere } from './phone.ts';
import { letterPicture } from './pictures.ts';
import type { Journey } from './report.ts';
import { openForReview, passBoth, sendBack } from './review.ts';
import type { Stage } from './stage.ts';
import { phone } from './visitor.ts';

export const onThePhone = (journey: Journey, stage: Stage) =>
  journey.chapter('26 手机上', async step => {
    const who = bystander(19);
    const visitor = await stage.who('bystander 19', 'phone');
    const { page, context } = visitor;
    const { url, folder } = stage.world;
    const home = () => page.goto(`${url}/m/`);

    await step('the type is found by what people say, or by three questions', async () => {
      await enterAgain(visitor, stage.world, who);
      await page.getByRole('link', { name: /^不确定选哪一类/ }).click();
      await page.getByLabel('搜索').fill('保研');
      await see(page.getByRole('region', { name: /考研/ }));
      await visitor.look('26-search');
      await page.getByLabel('搜索').fill('');
      await page.getByRole('button', { name: '不读书，工作或其他' }).click();
      await visitor.look('26-questions', { dark: true });
      await page.getByRole('button', { name: '改' }).click();
      await page.getByRole('button', { name: '读书，已被录取' }).click();
      await page.getByRole('region', { name: /考研/ }).getByRole('button', { name: '开始填写' }).click();
      await see(field(page, '录取院校'));
    });

    await step('a look leaves no record', async () => {
      const form = page.url();
      await home();
      await see(page.getByText('还没有毕业去向'));
      assert.equal(await page.getByRole('heading', { name: /^等您处理/ }).count(), 0);
      await visitor.look('26-home-empty', { dark: true });
      await page.goto(form);
    });

    await step(
      'two windows on one draft: what each has typed is put together, and only what both have changed is asked',
      async () => {
        const other = await context.newPage();
        await other.goto(page.url());
        await see(field(other, '录取院校'));
        await fillIn(page, { 录取院校: '滨海海洋大学', 录取专业: '海洋信息工程' });
        await see(page.getByText(/^已暂存/));
        visitor.expectRefusal(409);
        await fillIn(other, { 录取院系: '海洋学院', 录取专业: '海洋技术' });
        const asked = other.getByRole('dialog', { name: '另一个页面也修改了这份草稿' });
        await see(asked);
        // Closed, it has decided nothing.
        await asked.getByRole('button', { name: '关闭' }).click();
        await asked.waitFor({ state: 'detached' });
        assert.equal(await field(other, '录取专业').inputValue(), '海洋技术');
        await other.close();
        await page.bringToFront();
        await fillIn(page, { 导师: '周㛃' });
        await see(page.getByText(/^已暂存/));
        assert.equal(await field(page, '录取专业').inputValue(), '海洋信息工程');
        await fillIn(page, { 录取层次: '硕士研究生' });
      },
    );

    await step('with large type on a small phone the bar covers nothing: it goes along with the form', async () => {
      const enlarge = (size: string) => page.evaluate(`document.documentElement.style.fontSize = '${size}'`);
      const bar = page.getByRole('region', { name: '操作' });
      const placed = () => bar.evaluate(element => getComputedStyle(element).position);
      assert.equal(await placed(), 'sticky');
      await page.setViewportSize({ width: 360, height: 640 });
      await enlarge('200%');
      visitor.expectRefusal(422);
      await page.getByRole('button', { name: '提交审核' }).click();
      await see(page.locator('[aria-invalid=true]:focus'));
      await visitor.picture('26-large-type');
      assert.equal(await placed(), 'static');
      await attach(page, '录取通知书：选择文件', await letterPicture(folder, '录取通知书', 'ADMISSION'));
      await enlarge('');
      await page.setViewportSize(phone);
    });

    await step('the line is cut: nothing is lost, and the word of it goes when the line is back', async () => {
      await see(page.getByText(/^已暂存/));
      const told = page.getByText('网络没有回应。', { exact: true });
      visitor.expectNoNetwork();
      await context.setOffline(true);
      await fillIn(page, { 导师: '周㛃老师' });
      await page.getByRole('button', { name: '提交审核' }).click();
      await see(told);
      await visitor.look('26-no-network', { dark: true });
      await context.setOffline(false);
      await see(page.getByText(/^已暂存/));
      await told.waitFor({ state: 'detached' });
    });

    await step('the session ends while something is typed: that is said, and it is there after signing in again', async () => {
      await see(page.getByText(/^已暂存/));
      visitor.expectRefusal(401);
      await context.clearCookies();
      await fillIn(page, { 录取院系: '海洋与地球学院' });
      await see(page.getByText('登录已失效，请重新登录。'));
      await visitor.look('26-session-over', { dark: true });
      await page.getByRole('link', { name: '学信网账号登录' }).click();
      await signInHere(visitor, stage.world, who);
      await see(field(page, '录取院系'));
      assert.equal(await field(page, '录取院系').inputValue(), '海洋与地球学院');
    });

    await step('turned down: the first page says so, and the next attempt begins with everything of the last', async () => {
      await fillArchiveAndHukou(page);
      await page.getByRole('button', { name: '提交审核' }).click();
      await see(page.getByText('已提交审核'));
      const desk = await openForReview(stage, 'department', '/destinations', who.name);
      const no = { word: '审核不通过', key: 'r', reason: '材料真实性存疑', text: '请上传录取通知书原件。' } as const;
      await sendBack(desk, who.name, no);
      await home();
      await see(page.getByText(/^上一次「滨海海洋大学」/));
      await visitor.look('26-home-refused', { dark: true });
      await page.getByRole('link', { name: '查看原因' }).click();
      await see(page.getByText('请上传录取通知书原件。'));
      await visitor.look('26-refused');
      await page.getByRole('button', { name: '带入上次内容重新填写' }).click();
      await see(page.getByRole('img', { name: '录取通知书.jpg' }));
      assert.equal(await field(page, '录取院校').inputValue(), '滨海海洋大学');
      await page.getByRole('button', { name: '暂存并退出' }).click();
      await page.getByRole('button', { name: '撤销' }).click();
      await page.getByRole('dialog').getByRole('button', { name: /撤销/ }).click();
      await see(page.getByText(/已撤销/).first());
    });

    await step('two offers: accepting reads as a summary beside the other one; the tick outlives a reload', async () => {
      for (const one of [employers.bridge, employers.crane]) await inviteAs(stage, one, { ...who, hukou: true });
      await home();
      await see(page.getByRole('heading', { name: '等您处理（2）' }));
      await visitor.look('26-home-offers', { dark: true });
      await openInvitation(page, employers.crane.name);
      await page.getByRole('button', { name: '接受' }).click();
      const sheet = page.getByRole('dialog', { name: '接受签约邀请' });
      for (const said of ['试用期 7200 元/月，转正后 9000 元/月', /只有解约才能解除/, employers.bridge.name])
        await see(sheet.getByText(said));
      await visitor.look('26-accept', { dark: true });
      await sheet.getByRole('checkbox').check();
      await page.reload();
      assert.ok(await sheet.getByRole('checkbox').isChecked());
      await consentByName(page, who.name);
      await passBoth(stage, '/cases', who.name);
    });

    await step('in force: downloading lies at the thumb, and the agreement opens as a picture', async () => {
      await page.reload();
      await see(page.getByRole('link', { name: '下载协议书' }));
      await page.getByRole('button', { name: '直接查看（图片）' }).click();
      await see(page.getByRole('img', { name: '文件各页，点按放大' }));
      await visitor.look('26-in-force', { dark: true });
    });

    await step('the employer asks for a release: agreeing takes a tick and the name', async () => {
      const { page: office } = await employerDesk(stage, employers.crane.contactMobile);
      await office.goto(page.url().replace(/\/m\/.*/, '/desk/employer/cases'));
      await office.getByRole('link', { name: who.name, exact: true }).first().click();
      await office.getByRole('button', { name: '申请解约' }).click();
      const form = office.getByRole('dialog');
      await form.getByLabel('原因', { exact: true }).click();
      await office.getByTitle('协商一致解除', { exact: true }).filter({ visible: true }).click();
      await form.getByLabel(/^说明|^具体说明/).fill('业务调整，已电话协商一致。');
      await form
        .getByRole('button', { name: /申请解约|发起申请|提交/ })
        .last()
        .click();
      await home();
      await page.getByRole('link', { name: employers.crane.name }).last().click();
      await page.getByRole('button', { name: '同意解约' }).click();
      const sheet = page.getByRole('dialog', { name: '同意解约' });
      await see(sheet.getByText('业务调整，已电话协商一致。'));
      await sheet.getByRole('button', { name: '确认同意' }).click();
      await see(sheet.getByText('请先勾选，确认您已阅读并同意'));
      await visitor.look('26-release', { dark: true });
      await sheet.getByRole('checkbox').check();
      await sheet.getByLabel('您的姓名').fill(who.name);
      await sheet.getByRole('button', { name: '确认同意' }).click();
      await sheet.waitFor({ state: 'detached' });
      await see(page.getByText(/等待(学院|学校)审核/).first());
    });
  });
