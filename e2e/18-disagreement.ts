/** Where people do not agree: the roster changes under a review, two decide at once, a release is asked for and refused. */
import { employerDesk, inviteAs } from './2-employer.ts';
import { menu, pick, see } from './act.ts';
import { fillIn } from './fill.ts';
import { bystander, desks, employers } from './people.ts';
import { acceptByName, enterAgain, openInvitation } from './phone.ts';
import { letterPicture } from './pictures.ts';
import type { Journey } from './report.ts';
import { openForReview, pass, passBoth } from './review.ts';
import type { Stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

export const disagreement = (journey: Journey, stage: Stage) =>
  journey.chapter('18 意见不一', async step => {
    const visitor = await stage.who('bystander 6', 'phone');
    const { page } = visitor;
    const person = bystander(6);
    const { name } = person;
    const hr = () => employerDesk(stage, employers.crane.contactMobile);
    const admin = () => stage.signedIn('admin', '/desk/', desks.admin.login);
    const decision = ({ page: desk }: Visitor, word: RegExp) =>
      desk.getByRole('region', { name: '审核操作' }).getByRole('button', { name: word });

    /** As the school has settled in an earlier chapter. */
    const passes = /^(审核|鉴证)通过/;

    /** On the roster's page of this graduate. */
    async function correctRoster(label: string, to: string): Promise<string> {
      const { page: office } = await admin();
      await office.goto(`${stage.world.url}/desk/students`);
      await office.getByRole('textbox', { name: '姓名、拼音、学号或考生号' }).fill(person.examNumber);
      await see(office.getByText(/^共 1 条/));
      await office.getByRole('link', { name, exact: true }).click();
      await office.getByRole('link', { name: '修改信息' }).click();
      const place = office.getByLabel(label);
      await see(place);
      const before = await place.inputValue();
      await place.fill(to);
      await office.getByRole('button', { name: /^保存/ }).click();
      await see(office.getByText(to).last());
      return before;
    }
    /** Whatever an earlier chapter has set. */
    async function bothReview(): Promise<void> {
      const { page: office } = await admin();
      await office.goto(`${stage.world.url}/desk/registry/settings`);
      await office.getByLabel('线上签约', { exact: true }).press('ArrowDown');
      await office.locator('.ant-select-item-option[title="院系 + 学校（两级审核）"]').filter({ visible: true }).click();
      await office.getByRole('button', { name: '保存设置' }).click();
      await see(office.getByText('设置已保存'));
    }
    async function openTermination(): Promise<Visitor> {
      const desk = await hr();
      await desk.page.goto(`${stage.world.url}/desk/employer/terminations`);
      await desk.page.getByRole('link', { name, exact: true }).first().click();
      await see(desk.page.getByRole('heading', { name: '办理记录' }));
      return desk;
    }
    async function askFor(text: string): Promise<void> {
      await page.getByRole('button', { name: '申请解约' }).click();
      const sheet = page.getByRole('dialog', { name: '申请解约' });
      await fillIn(sheet, { 原因: '个人原因', 说明: text });
      await sheet.getByRole('button', { name: '发起申请' }).click();
      await see(page.getByText('已发起解约申请'));
    }
    async function backToSigning(): Promise<void> {
      await page.getByRole('link', { name: /^所解除的签约/ }).click();
      await see(page.getByRole('button', { name: '申请解约' }));
    }

    await step('the roster changes while the department reviews: what is key stops it, what is not is taken over', async () => {
      await bothReview();
      await inviteAs(stage, employers.crane, { ...person, hukou: true });
      await enterAgain(visitor, stage.world, person);
      await openInvitation(page, employers.crane.name);
      await acceptByName(visitor, name);
      const desk = await openForReview(stage, 'department', '/cases', name);
      const major = await correctRoster('专业名称', '人工智能与海洋信息');
      desk.expectRefusal(409);
      await decision(desk, passes).click();
      await see(desk.page.getByText(/没有办理成功/));
      await see(desk.page.getByRole('row', { name: /专业.*人工智能与海洋信息/ }));
      await desk.look('18-differs', { dark: true });
      await correctRoster('专业名称', major);
      await correctRoster('班级（选填）', '海洋信息2301');
      await desk.page.reload();
      await see(desk.page.getByRole('row', { name: /班级.*海洋信息2301/ }));
      await desk.look('18-class-differs');
      await decision(desk, /^获取最新学生信息/).click();
      await see(desk.page.getByText('登记系统与就业管理系统中的信息一致'));
      await desk.look('18-taken-over');
    });

    await step('two decide at once: the second reads who was first, and when', async () => {
      const second = await stage.signedIn('department colleague', '/desk/', desks.department.login);
      await second.page.goto(`${stage.world.url}/desk/cases`);
      await second.page.getByRole('link', { name: `审核${name}` }).click();
      await see(decision(second, passes));
      await pass(stage, 'department', '/cases', name);
      second.expectRefusal(409);
      await decision(second, passes).click();
      await see(second.page.getByText(`${name}：未重复办理`));
      await see(second.page.getByText(/已于/));
      await second.look('18-second');
      await second.close();
      await pass(stage, 'school', '/cases', name);
    });

    await step('the employer asks for a release, the graduate refuses', async () => {
      const desk = await hr();
      await desk.page.goto(`${stage.world.url}/desk/employer`);
      await menu(desk.page, '签约管理').click();
      await desk.page.getByRole('link', { name, exact: true }).first().click();
      await desk.page.getByRole('button', { name: '申请解约' }).click();
      const dialog = desk.page.getByRole('dialog', { name: `与${name}解约` });
      await pick(desk.page, dialog.getByLabel('原因', { exact: true }), '单位原因无法履约');
      await dialog.getByLabel(/说明/).fill('部门撤并，无法按约定岗位录用。');
      await desk.look('18-employer-asks');
      await dialog.getByRole('button', { name: '申请解约' }).click();
      await see(desk.page.getByText('已发起解约，等待毕业生同意'));
      await desk.look('18-employer-asked');

      await page.goto(`${stage.world.url}/m/destinations`);
      await visitor.look('18-home-asked', { dark: true });
      await page.getByRole('link', { name: employers.crane.name }).first().click();
      await see(page.getByText(/部门撤并/));
      await visitor.look('18-asked');
      await page.getByRole('button', { name: /^(拒绝|不同意)/ }).click();
      const sheet = page.getByRole('dialog');
      await see(sheet);
      await visitor.look('18-refuse', { dark: true });
      await fillIn(sheet, { 说明: '请先按协议约定支付违约金。' });
      await sheet.getByRole('button', { name: '确认拒绝' }).click();
      await see(page.getByText('已告知用人单位'));
      await visitor.look('18-refused');
      await openTermination();
      await see(desk.page.getByText(/请先按协议约定支付违约金/).first());
      await desk.look('18-employer-refused');
    });

    await step('the graduate asks, thinks better of it, asks again, and is refused', async () => {
      await backToSigning();
      await askFor('拟回家乡就业，已与人事沟通。');
      await page.getByRole('button', { name: /^撤回/ }).click();
      const sheet = page.getByRole('dialog');
      await see(sheet);
      await visitor.look('18-cancel');
      await sheet.getByRole('button', { name: '确认撤回' }).click();
      await see(page.getByText('已撤回解约申请'));
      await backToSigning();
      await askFor('拟回家乡就业，请予理解。');
      const desk = await openTermination();
      await desk.page.getByRole('button', { name: '不同意解约' }).click();
      const dialog = desk.page.getByRole('dialog', { name: `不同意与${name}解约` });
      await dialog.getByLabel('说明（选填）').fill('岗位已按约定预留，请到岗后协商。');
      await desk.look('18-employer-refuses', { dark: true });
      await dialog.getByRole('button', { name: '不同意解约' }).click();
      await see(desk.page.getByText('已答复：不同意解约'));
      await page.reload();
      await see(page.getByText(/岗位已按约定预留/).first());
      await visitor.look('18-refused-by-employer');
    });

    await step('nobody answers: after eight days the school is asked, notes what it heard, and passes it on', async () => {
      await backToSigning();
      await askFor('单位电话无人接听，再次申请解约。');
      await see(page.getByText(/请求学校协助/).first());
      await visitor.look('18-too-early');
      await stage.world.letDaysPass(8);
      await page.reload();
      await page.getByRole('button', { name: '请求学校协助' }).click();
      const sheet = page.getByRole('dialog', { name: '请求学校协助' });
      await see(sheet);
      await visitor.look('18-ask-school');
      await sheet.getByRole('button', { name: '请求学校协助' }).click();
      await see(page.getByText('已请求学校协助').first());
      await visitor.look('18-school-asked', { dark: true });

      const school = await stage.signedIn('school', '/desk/', desks.school.login);
      await school.page.goto(`${stage.world.url}/desk/home`);
      await menu(school.page, /^请求协助/).click();
      await see(school.page.getByRole('link', { name: new RegExp(name) }));
      await school.look('18-help-list');
      await school.page
        .getByRole('link', { name: new RegExp(name) })
        .first()
        .click();
      await school.page.getByRole('button', { name: '记录协助情况' }).click();
      const note = school.page.getByRole('dialog', { name: `记录协助情况：${name}` });
      await note.getByLabel('协助情况').fill('3 月 18 日致电单位人事，对方口头同意解约。');
      await note.getByRole('button', { name: /^记\s*录$/ }).click();
      await see(school.page.getByText('已记录协助情况'));
      await school.look('18-help-noted');
      await decision(school, /已同意|转入审核/).click();
      const passOn = school.page.getByRole('dialog', { name: `单位已同意，转入审核：${name}` });
      await passOn.getByLabel('单位同意解约的情况').fill('单位 3 月 18 日来函，书面同意解约。');
      school.expectRefusal(422);
      await passOn.getByRole('button', { name: '转入审核' }).click();
      await see(passOn.getByText(/请上传单位同意解约的佐证材料/));
      await school.look('18-pass-on', { dark: true });
      await passOn
        .locator('input[type=file]')
        .first()
        .setInputFiles(await letterPicture(stage.world.folder, '来函', 'CONSENT'));
      await see(passOn.getByText('来函.jpg'));
      await passOn.getByRole('button', { name: '转入审核' }).click();
      await see(school.page.getByText(/已转入审核/));
      await passBoth(stage, '/terminations', name);
      await page.reload();
      await see(page.getByText('解约完成'));
      await visitor.look('18-released');
    });
  });
