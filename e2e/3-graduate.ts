/** The graduate answers; another employer's invitation is closed then; another graduate declines. */
import assert from 'node:assert/strict';
import { inviteAs } from './2-employer.ts';
import { menu, see, signInAtDemoBar } from './act.ts';
import { desks, employers, graduates, newEmployer, notOnRoster } from './people.ts';
import { declineInvitation, enter, openInvitation, signInAtChsi, signInHere } from './phone.ts';
import type { Journey } from './report.ts';
import type { Stage } from './stage.ts';

export const graduate = (journey: Journey, stage: Stage) =>
  journey.chapter('3 毕业生', async step => {
    const lin = await stage.who('lin', 'phone');
    const { page } = lin;

    await step('somebody whom no roster holds reads both causes', async () => {
      const stranger = await stage.who('stranger', 'phone');
      await signInAtChsi(stranger, stage.world, notOnRoster);
      await see(stranger.page.getByText('学生名单中没有您的信息'));
      const alert = stranger.page.getByRole('alert');
      await see(alert.getByText(/学校就业部门没有上传/));
      await see(alert.getByText(/没有在学信网绑定学籍/));
      await stranger.look('3-not-on-roster');
    });

    await step('signs in through 学信网 and checks the basic information', async () => {
      await page.goto(`${stage.world.url}/m/`);
      await see(page.getByRole('link', { name: '学信网账号登录' }));
      await lin.look('3-phone-sign-in', { dark: true });
      await signInAtChsi(lin, stage.world, graduates.lin);
      await see(page.getByRole('heading', { name: '核对基本信息' }));
      for (const text of [graduates.lin.name, '信息学院', '计算机科学与技术']) await see(page.getByText(text));
      await lin.look('3-basic-information', { dark: true });
      await page.getByRole('button', { name: '信息确认无误，进入系统' }).click();
      await see(page.getByRole('heading', { name: '选择功能模块' }));
      await lin.look('3-modules', { dark: true });
    });

    await step('binds WeChat', async () => {
      await page.getByRole('button', { name: /^菜单/ }).click();
      await lin.look('3-menu');
      await page.getByRole('link', { name: '个人信息' }).click();
      await see(page.getByRole('heading', { name: '登录的设备' }));
      await lin.look('3-profile');
      await stage.world.letProofsEnd();
      lin.expectRefusal(403);
      await page.getByRole('button', { name: '绑定微信' }).click();
      await see(page.getByText('请先用学信网账号验证身份'));
      await lin.look('3-prove-again', { dark: true });
      await page.getByRole('link', { name: '用学信网账号验证' }).click();
      await signInHere(lin, stage.world, graduates.lin);
      await see(page.getByRole('heading', { name: '登录的设备' }));
      await page.getByRole('button', { name: '绑定微信' }).click();
      await page.getByRole('button', { name: graduates.lin.name }).first().click();
      const sheet = page.getByRole('dialog', { name: '绑定微信' });
      await see(sheet);
      await lin.look('3-bind-wechat', { dark: true });
      await sheet.getByRole('button', { name: '确认绑定' }).click();
      await see(page.getByText('已绑定。可以用微信直接登录'));
    });

    await step('a second employer invites the same graduate', async () => {
      await inviteAs(stage, employers.bridge, { ...graduates.lin, hukou: true });
    });

    await step('sees both invitations with their deadlines', async () => {
      await page.goto(`${stage.world.url}/m/destinations`);
      for (const name of [newEmployer.name, employers.bridge.name]) await see(page.getByRole('link', { name }));
      await see(page.getByText(/还剩 \d+ 天/));
      await lin.look('3-destinations', { dark: true });
    });

    await step('opens one and finds everything in it', async () => {
      await openInvitation(page, newEmployer.name);
      await see(page.getByText('海图数据工程师（平台研发方向）'));
      const parts = [
        '9000 元/月',
        '厦门市思明区公共就业人才服务中心',
        '演示路 9 号集体户',
        newEmployer.uscc,
        /2027年7月15日|2027-07-15/,
        '2027年3月14日 00:00',
      ];
      for (const part of parts) await see(page.getByText(part));
      await lin.look('3-invitation', { dark: true });
    });

    await step('the department watches its count: nothing waits yet', async () => {
      const department = await stage.who('department', 'desk');
      await signInAtDemoBar(department, stage.world, '/desk/', desks.department.login);
      await menu(department.page, '首页').click();
      await see(department.page.getByRole('link', { name: /^线上签约\s*0\s*件待我处理$/ }));
      await department.look('3-department-home-before');
    });

    await step('accepts by a tick and the own name, not by another', async () => {
      await page.getByRole('button', { name: '接受' }).click();
      const sheet = page.getByRole('dialog', { name: '接受签约邀请' });
      await sheet.getByRole('button', { name: '确认接受' }).click();
      await see(sheet.getByText('请先勾选，确认您已阅读并同意'));
      await lin.look('3-accept-missing', { dark: true });
      await sheet.getByRole('checkbox').check();
      await sheet.getByLabel('您的姓名').fill('林知宏');
      lin.expectRefusal(409, 422);
      await sheet.getByRole('button', { name: '确认接受' }).click();
      await see(sheet.getByText(/与您的姓名不一致/));
      await sheet.getByLabel('您的姓名').fill(graduates.lin.name);
      await sheet.getByRole('button', { name: '确认接受' }).click();
      await sheet.waitFor({ state: 'detached' });
      await see(page.getByText('学生已同意签约，等待学院审核'));
      await lin.look('3-accepted', { dark: true });
    });

    await step("the department's count moves by itself", async () => {
      const department = await stage.who('department', 'desk');
      await see(department.page.getByRole('link', { name: /^线上签约\s*1\s*件待我处理$/ }));
      await department.look('3-department-home-after', { dark: true });
    });

    await step("the other employer's invitation cannot be answered now, and says why", async () => {
      await page.goto(`${stage.world.url}/m/destinations`);
      await lin.look('3-destinations-accepted');
      await openInvitation(page, employers.bridge.name);
      await see(page.getByText('现在只能查看，不能回应'));
      assert.ok(await page.getByRole('button', { name: '接受' }).isDisabled());
      assert.ok(await page.getByRole('button', { name: '拒绝' }).isDisabled());
      await lin.look('3-invitation-closed', { dark: true });
    });

    await step('another graduate declines with a reason, which the employer reads', async () => {
      const { ayiguli } = graduates;
      await inviteAs(stage, employers.crane, ayiguli);
      const visitor = await stage.who('ayiguli', 'phone');
      await enter(visitor, stage.world, ayiguli);
      await visitor.page.goto(`${stage.world.url}/m/destinations`);
      await openInvitation(visitor.page, employers.crane.name);
      await declineInvitation(visitor, { reason: '工作地点不合适', text: '希望在乌鲁木齐工作，谢谢贵公司。' });
      await see(visitor.page.getByText('学生已拒绝签约'));
      await visitor.look('3-declined');

      const hr = await stage.who(`employer ${employers.crane.contactMobile}`, 'desk');
      await menu(hr.page, '签约管理').click();
      await hr.page.getByRole('link', { name: ayiguli.name, exact: true }).click();
      await see(hr.page.getByText(/希望在乌鲁木齐工作/));
      await hr.look('3-employer-case-declined');
    });
  });
