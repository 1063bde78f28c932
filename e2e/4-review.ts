/** Department and school decide: by keyboard, at both levels, both ways; and the school alone where it chose so. */
import { inviteAs } from './2-employer.ts';
import { madeOnDesk, menu, pick, see, signInAtDemoBar } from './act.ts';
import { desks, employers, graduates, newEmployer } from './people.ts';
import { acceptByName, acceptBySms, enter, openInvitation } from './phone.ts';
import type { Journey } from './report.ts';
import { openForReview, sendBack } from './review.ts';
import type { Stage } from './stage.ts';

async function reject(stage: Stage, who: 'department' | 'school', graduate: string, reason: string, text: string, name: string) {
  const desk = await openForReview(stage, who, '/cases', graduate);
  await sendBack(desk, graduate, { word: '审核不通过', key: 'r', reason, text }, () => desk.look(name));
}

export const review = (journey: Journey, stage: Stage) =>
  journey.chapter('4 审核', async step => {
    const department = await stage.who('department', 'desk');
    const school = await stage.who('school', 'desk');
    const { lin, ayiguli, chen } = graduates;

    await step('the department opens what waits for it', async () => {
      const { page } = department;
      await page.getByRole('link', { name: /^线上签约\s*1\s*件待我处理$/ }).click();
      await see(page.getByRole('link', { name: `审核${lin.name}` }));
      await department.look('4-list', { dark: true });
      await page.getByRole('link', { name: `审核${lin.name}` }).click();
      await see(page.getByRole('heading', { name: '毕业生信息比对' }));
      for (const text of ['用人单位核对', '已报送的毕业去向信息', '办理记录'])
        await see(page.getByRole('heading', { name: text }));
      await see(page.getByText('登记系统与就业管理系统中的信息一致'));
      await department.look('4-review', { dark: true });
    });

    await step('and passes it by keyboard', async () => {
      const { page } = department;
      await page.keyboard.press('a');
      await see(page.getByRole('dialog', { name: `审核通过：${lin.name}？` }));
      await department.look('4-review-approve');
      await page.keyboard.press('Enter');
      await see(page.getByText(`${lin.name}：审核通过`));
      await see(page.getByText('没有待您处理的签约'));
      await department.look('4-list-empty');
    });

    await step('the school passes it; the agreement has its number', async () => {
      const { page } = school;
      await signInAtDemoBar(school, stage.world, '/desk/', desks.school.login);
      await see(page.getByRole('link', { name: /^线上签约\s*1\s*件待我处理$/ }));
      await menu(page, /^在线签约管理/).click();
      await page.getByRole('link', { name: `审核${lin.name}` }).click();
      await page
        .getByRole('region', { name: '审核操作' })
        .getByRole('button', { name: /^审核通过/ })
        .click();
      await see(page.getByText(`${lin.name}：审核通过`));
      await page.getByRole('link', { name: '签约完成（线上签约）' }).first().click();
      await see(page.getByText('协议编号'));
      await madeOnDesk(page);
      await school.look('4-in-force', { dark: true });
    });

    await step('the department rejects another, with a reason that the graduate reads', async () => {
      await inviteAs(stage, employers.crane, ayiguli);
      const phone = await stage.who('ayiguli', 'phone');
      await phone.page.goto(`${stage.world.url}/m/destinations`);
      await openInvitation(phone.page, employers.crane.name);
      await acceptBySms(phone, stage.world, ayiguli.phone);
      await reject(
        stage,
        'department',
        ayiguli.name,
        '岗位信息与专业或实际不符',
        '岗位职责请写明研发内容。',
        '4-reject-department',
      );
      await phone.page.reload();
      await see(phone.page.getByText('签约失败（审核不通过）'));
      await see(phone.page.getByText('岗位职责请写明研发内容。'));
      await phone.look('4-phone-rejected');
    });

    await step('the school rejects one that the department passed', async () => {
      await inviteAs(stage, employers.crane, ayiguli);
      const phone = await stage.who('ayiguli', 'phone');
      await phone.page.goto(`${stage.world.url}/m/destinations`);
      await openInvitation(phone.page, employers.crane.name);
      await acceptByName(phone, ayiguli.name);
      const { page } = department;
      await menu(page, /^在线签约管理/).click();
      await page.getByRole('link', { name: `审核${ayiguli.name}` }).click();
      await see(page.getByRole('region', { name: '审核操作' }));
      await page.keyboard.press('a');
      await page.getByRole('button', { name: '审核通过（Enter）' }).click();
      await see(page.getByText(`${ayiguli.name}：审核通过`));
      await reject(stage, 'school', ayiguli.name, '单位资质存疑', '请补充生产许可后重新发起。', '4-reject-school');
      const hr = await stage.who(`employer ${employers.crane.contactMobile}`, 'desk');
      // Asked anew: of her three cases the newest comes first.
      await hr.page.goto(`${stage.world.url}/desk/employer/cases`);
      await hr.page.getByRole('link', { name: ayiguli.name, exact: true }).first().click();
      await see(hr.page.getByText(/请补充生产许可后重新发起/));
      await hr.look('4-employer-case-rejected');
    });

    await step('where the school reviews alone, an acceptance waits for the school at once', async () => {
      const admin = await stage.who('admin', 'desk');
      await admin.page.goto(`${stage.world.url}/desk/registry/settings`);
      await pick(admin.page, admin.page.getByLabel('线上签约', { exact: true }), '仅学校');
      await admin.page.getByRole('button', { name: '保存设置' }).click();
      await see(admin.page.getByText('设置已保存'));

      await inviteAs(stage, employers.bridge, chen);
      const phone = await stage.who('chen', 'phone');
      await enter(phone, stage.world, chen);
      await phone.page.goto(`${stage.world.url}/m/destinations`);
      await openInvitation(phone.page, employers.bridge.name);
      await acceptByName(phone, chen.name);
      await see(phone.page.getByText('学生已同意签约，等待学校审核'));
      await menu(school.page, /^在线签约管理/).click();
      await school.page.getByRole('link', { name: `审核${chen.name}` }).click();
      await school.page
        .getByRole('region', { name: '审核操作' })
        .getByRole('button', { name: /^审核通过/ })
        .click();
      await see(school.page.getByText(`${chen.name}：审核通过`));
    });

    await step('the employer sees its own in force', async () => {
      const hr = await stage.who('employer', 'desk');
      await menu(hr.page, '签约管理').click();
      await see(hr.page.getByText('签约完成（线上签约）'));
      await hr.page.getByRole('link', { name: lin.name, exact: true }).click();
      await see(hr.page.getByText('协议编号'));
      await see(hr.page.getByText(newEmployer.name));
      await hr.look('4-employer-case-in-force', { dark: true });
    });
  });
