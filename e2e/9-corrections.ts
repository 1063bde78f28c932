/** What changes after it is in force: on a department's request, by the school at once; what the graduate reads, and objects to. */
import { download, menu, pick, see } from './act.ts';
import { fillArchiveAndHukou, fillIn } from './fill.ts';
import { bystander, desks } from './people.ts';
import { enterAgain, openWays, startWay } from './phone.ts';
import { letterPicture } from './pictures.ts';
import type { Journey } from './report.ts';
import { passBoth } from './review.ts';
import type { Stage } from './stage.ts';

const list = '/destinations';

export const corrections = (journey: Journey, stage: Stage) =>
  journey.chapter('9 更正、变更申请、异议', async step => {
    const visitor = await stage.who('bystander', 'phone');
    const { page } = visitor;
    const person = bystander(7);
    const { name } = person;
    const desk = (level: 'school' | 'department') => stage.signedIn(level, '/desk/', desks[level].login);

    await step('something is registered, with archive and hukou', async () => {
      await enterAgain(visitor, stage.world, person);
      await openWays(page, '未就业');
      await startWay(page, '求职中');
      await fillIn(page, { 近期打算: '在厦门找软件测试岗位，下周有两场面试。' });
      await fillArchiveAndHukou(page);
      await page.getByRole('button', { name: '提交审核' }).click();
      await see(page.getByText('已提交审核'));
      await passBoth(stage, list, name);
    });

    await step('the department asks for a change; faults are shown at their fields', async () => {
      const office = await desk('department');
      await office.page.goto(`${stage.world.url}/desk${list}?state=registered`);
      await office.page
        .getByRole('link', { name: new RegExp(name) })
        .first()
        .click();
      await office.page.getByRole('button', { name: '申请变更' }).click();
      const drawer = office.page.getByRole('dialog', { name: `申请变更：${name}` });
      await see(drawer.getByLabel('档案转递单位名称'));
      await drawer.getByLabel('档案转递单位邮编').fill('36');
      await see(drawer.getByText('已修改 1 项：档案转递单位邮编'));
      office.expectRefusal(422);
      await drawer.getByRole('button', { name: '提交申请' }).click();
      await see(drawer.getByText(/请填写申请变更的原因/));
      await office.look('9-request-faults');
      await drawer.getByLabel('档案转递单位邮编').fill('361004');
      await drawer.getByLabel('申请原因').fill('人才服务中心来函，补充邮编。');
      await see(drawer.getByText('请上传佐证材料'));
      await drawer.getByLabel('选择佐证材料').setInputFiles(await letterPicture(stage.world.folder, '来函', 'LETTER'));
      await see(drawer.getByRole('button', { name: '移除来函.jpg' }));
      await drawer.getByRole('button', { name: '提交申请' }).click();
      await see(office.page.getByText(`${name}：变更申请已提交`));
      await see(office.page.getByRole('link', { name: '变更申请待学校处理，查看' }));
    });

    await step('the school reads from what to what, and grants it', async () => {
      const office = await desk('school');
      await office.page.goto(`${stage.world.url}/desk/home`);
      await menu(office.page, /^变更申请/).click();
      await see(office.page.getByRole('heading', { name: '变更申请', exact: true }));
      await see(office.page.getByRole('link', { name }));
      await office.look('9-requests');
      await office.page.getByRole('link', { name }).click();
      await see(office.page.getByRole('row', { name: /档案转递单位邮编 -- 361004/ }));
      await office.look('9-request', { dark: true });
      await office.page.getByRole('button', { name: '同意变更' }).click();
      await office.page
        .getByRole('dialog', { name: /^同意变更/ })
        .getByRole('button', { name: '同意变更' })
        .click();
      await see(office.page.getByRole('heading', { name: '学校处理结果' }));
    });

    await step('the school corrects at once, and the page has the note', async () => {
      const office = await desk('school');
      await office.page.getByRole('link', { name: '查看该登记' }).click();
      await office.page.getByRole('button', { name: '更正信息' }).click();
      const drawer = office.page.getByRole('dialog', { name: `更正信息：${name}` });
      await see(drawer.getByLabel('档案转递单位名称'));
      await drawer.getByLabel('档案转递单位名称').fill('厦门市湖里区㛃园人才服务中心');
      await pick(office.page, drawer.getByLabel('更正原因', { exact: true }), '填写有误');
      await drawer.getByLabel('更正说明（毕业生可见）').fill('按人才服务中心来函更正。');
      await office.look('9-correct');
      await drawer.getByRole('button', { name: '更正', exact: true }).click();
      await see(office.page.getByText('已更正，有关各方会收到通知'));
      await see(office.page.getByRole('row', { name: /厦门市湖里区㛃园人才服务中心/ }));
      await see(office.page.getByRole('link', { name: /下载 PDF/ }));
      await office.look('9-corrected');
    });

    await step('the graduate reads every change, has the note, and objects', async () => {
      await page.goto(`${stage.world.url}/m/`);
      await page.getByRole('button', { name: /^菜单/ }).click();
      await page.getByRole('link', { name: '我的登记记录' }).click();
      await see(page.getByText('厦门市湖里区㛃园人才服务中心').first());
      await visitor.look('9-record', { dark: true });
      const entry = page.getByRole('article').filter({ hasText: '更正信息' }).first();
      await entry.getByRole('button', { name: '提出异议' }).click();
      const sheet = page.getByRole('dialog', { name: '提出异议' });
      visitor.expectRefusal(422);
      await sheet.getByRole('button', { name: '提交异议' }).click();
      await see(sheet.getByText('请填写异议内容'));
      await sheet.getByLabel('异议内容').fill('档案应转往思明区，请再核对。');
      await visitor.look('9-object');
      await sheet.getByRole('button', { name: '提交异议' }).click();
      await sheet.waitFor({ state: 'detached' });
      await see(page.getByText('您的异议：档案应转往思明区，请再核对。'));
      await entry.getByRole('link', { name: '查看详情' }).click();
      await see(page.getByRole('heading', { name: '变更记录' }));
      await visitor.look('9-case');
      await download(visitor, page.getByRole('link', { name: /^下载/ }).first(), stage);
    });

    await step('the school answers, and the graduate reads it at the entry', async () => {
      const office = await desk('school');
      await menu(office.page, /^异议/).click();
      await office.page.getByRole('link', { name }).click();
      await office.page.getByRole('button', { name: '答复', exact: true }).click();
      await see(office.page.getByText('请填写答复内容'));
      await office.page.getByLabel('答复内容（毕业生可见）').fill('已与人才服务中心核对，档案由湖里区接收。');
      await office.look('9-objection');
      await office.page.getByRole('button', { name: '答复', exact: true }).click();
      await see(office.page.getByRole('heading', { name: '学校答复' }));
      await page.goto(`${stage.world.url}/m/record`);
      await see(page.getByText('学校答复：已与人才服务中心核对，档案由湖里区接收。'));
      await visitor.look('9-answered');
    });
  });
