/** An employer that is not registered: the agreement is printed, the stamped scan comes back by a link, and a letter ends it. */
import assert from 'node:assert/strict';
import { completeUscc } from '#domain/identifiers/uscc.ts';
import { downloadBytes, see } from './act.ts';
import { attach, field, fillArchiveAndHukou, fillIn, fillRegion } from './fill.ts';
import { wanderer } from './people.ts';
import { enterAgain, openWays, startWay } from './phone.ts';
import { letterPicture, stampedPage } from './pictures.ts';
import type { Journey } from './report.ts';
import { openForReview, passBoth, sendBack } from './review.ts';
import type { Stage } from './stage.ts';

const unit = {
  name: '平潭县䶮光海洋牧场专业合作社联合社海上养殖与渔旅融合发展服务中心（演示）',
  uscc: completeUscc('91350128QX990102X'),
  mobile: '13900990102',
} as const;
const list = '/cases?flow=offline-signing';

export const offline = (journey: Journey, stage: Stage) =>
  journey.chapter('7 线下签约', async step => {
    const { name } = wanderer;
    const first = await stage.who('wanderer at home', 'phone');
    const again = await stage.who('wanderer elsewhere', 'phone');
    const { page } = again;
    let agreement: Buffer = Buffer.alloc(0);

    await step('what is typed survives a closed browser', async () => {
      await enterAgain(first, stage.world, wanderer);
      await openWays(first.page, '签就业协议书就业');
      await first.look('7-ways', { dark: true });
      await startWay(first.page, /线下签约/);
      await fillIn(first.page, { 单位名称: unit.name });
      await see(first.page.getByText(/^已暂存/));
      await first.look('7-draft');
      await first.close();

      await enterAgain(again, stage.world, wanderer);
      await again.look('7-home-draft');
      await page.getByRole('link', { name: unit.name }).first().click();
      await see(page.getByText('暂存'));
      await again.look('7-draft-case');
      await page.getByRole('button', { name: '继续填写' }).click();
      await see(field(page, '单位名称'));
      assert.equal(await field(page, '单位名称').inputValue(), unit.name);
    });

    await step('the form is sent, and both levels approve it', async () => {
      await fillIn(page, {
        统一社会信用代码: unit.uscc,
        单位性质: '其他企业',
        单位行业: '农、林、牧、渔业',
        '通讯地址（详细地址）': '演示镇 12 号',
        职位类别: '工程技术人员',
        岗位名称: '智慧渔场数据工程师',
        单位联系人: '詹㛃',
        联系人手机: unit.mobile,
        试用期: '2个月',
        转正起薪: '6800 元/月',
        报到期限: '2027-07-20',
      });
      await fillRegion(page, '通讯地址（省市区）', ['福建省', '福州市', '平潭县']);
      await fillArchiveAndHukou(page);
      await again.look('7-filled', { dark: true });
      await page.getByRole('button', { name: '提交审核' }).click();
      await see(page.getByText('已提交审核'));
      await again.look('7-submitted');
      const desk = await openForReview(stage, 'department', list, name);
      await desk.look('7-desk-agreement');
      await passBoth(stage, list, name);
    });

    await step('the agreement can be downloaded', async () => {
      await page.reload();
      await see(page.getByText('就业协议审核通过'));
      const link = page.getByRole('link', { name: /^下载（/ });
      await see(link);
      await again.look('7-issued', { dark: true });
      agreement = await downloadBytes(again, link, stage);
      assert.equal(agreement.subarray(0, 5).toString('latin1'), '%PDF-');
    });

    const own = page.getByRole('dialog', { name: '本人回传协议书' });
    await step('a 情况说明 may come instead: the department cannot pass it, and sends it back', async () => {
      await page.getByRole('button', { name: '本人回传协议书' }).click();
      await see(own);
      again.expectRefusal(422);
      await own.getByRole('button', { name: '提交审核' }).click();
      await see(own.locator('.fault'));
      await again.look('7-own-faults');
      await own.getByRole('checkbox').check();
      await attach(own, '情况说明：选择文件', await letterPicture(stage.world.folder, '情况说明', 'STATEMENT'));
      await again.look('7-explanation', { dark: true });
      await own.getByRole('button', { name: '提交审核' }).click();
      await see(page.getByText('已提交审核'));
      const desk = await openForReview(stage, 'department', list, name);
      await see(desk.page.getByText('学生上传的是情况说明，只能退回修改或审核不通过。'));
      await desk.look('7-desk-explanation');
      const back = {
        word: '退回修改',
        key: 'x',
        reason: '未加盖公章或公章不符',
        text: '协议书内容无误，请盖章后回传。',
      } as const;
      await sendBack(desk, name, back);
    });

    await step('the graduate brings the stamped page back, and takes it back again', async () => {
      await page.reload();
      await see(page.getByText('签约待提交（老师退回）'));
      await again.look('7-own-returned');
      await page.getByRole('button', { name: '本人回传协议书' }).click();
      await attach(own, '加盖单位公章的协议书（每页）：选择文件', await stampedPage(stage.world.folder, agreement));
      for (const check of ['与本协议一致', '有红色印章']) await see(own.getByText(check));
      await again.look('7-own-scan', { dark: true });
      await own.getByRole('button', { name: '提交审核' }).click();
      await see(page.getByText('已提交审核'));
      await page.getByRole('button', { name: '撤回修改' }).click();
      await page.getByRole('dialog', { name: '撤回修改' }).getByRole('button', { name: '确认撤回' }).click();
      await see(page.getByText('签约待提交（学生撤回）'));
    });

    let address = '';
    await step('the employer is asked by SMS', async () => {
      await page.getByRole('button', { name: '用人单位协助回传协议书' }).click();
      const sheet = page.getByRole('dialog', { name: '用人单位协助回传协议书' });
      await see(sheet);
      await again.look('7-ask-employer', { dark: true });
      await sheet.getByRole('button', { name: '发送短信' }).click();
      await see(page.getByText('链接已生成，短信正在发送'));
      await again.look('7-asked');
      const inbox = (await stage.who('inbox', 'desk')).page;
      await inbox.goto(`${stage.world.inbox}/?to=${unit.mobile}`);
      const message = inbox.getByRole('article').first();
      await see(message);
      address = /https?:\/\/\S+\/agent#[\w-]+/.exec(await message.innerText())?.[0] ?? '';
      assert.notEqual(address, '');
    });

    await step('which needs no account to bring the stamped page back', async () => {
      const agent = await stage.who('agent', 'phone');
      await agent.page.goto(address);
      await see(agent.page.getByText(unit.name));
      assert.equal(new URL(agent.page.url()).hash, '');
      await agent.look('7-agent', { dark: true });
      await agent.page.getByText('核对协议内容').click();
      await agent.look('7-agent-details');
      const file = await stampedPage(stage.world.folder, agreement);
      await attach(agent.page, '协议书图像：选择文件', file);
      for (const check of ['与本协议一致', '有红色印章']) await see(agent.page.getByText(check));
      await agent.look('7-agent-uploaded', { dark: true });
      await agent.page.getByRole('button', { name: '提交学校审核' }).click();
      await see(agent.page.getByRole('heading', { name: '已提交，感谢您的协助' }));
      await agent.look('7-agent-done', { dark: true });
    });

    await step('the link opens nothing any more', async () => {
      const late = await stage.who('late agent', 'phone');
      late.expectRefusal(404, 410, 409);
      await late.page.goto(address);
      await see(late.page.getByRole('heading', { name: '链接无效或已失效' }));
      await late.look('7-agent-dead', { dark: true });
    });

    await step('both levels see the stamp and pass: in force', async () => {
      const desk = await openForReview(stage, 'department', list, name);
      await see(desk.page.getByText('与本协议一致'));
      await desk.look('7-desk-scan', { dark: true });
      await passBoth(stage, list, name);
      await page.reload();
      await see(page.getByText('签约完成（线下签约）'));
      await again.look('7-in-force', { dark: true });
    });

    await step('the way out: a letter of both, passed by both', async () => {
      await page.getByRole('button', { name: '申请解约' }).click();
      await again.look('7-terminate');
      await page.getByRole('dialog', { name: '申请解约' }).getByRole('button', { name: '开始填写' }).click();
      const sheet = page.getByRole('dialog', { name: '申请解约' });
      await see(sheet.getByLabel('原因'));
      again.expectRefusal(422);
      await sheet.getByRole('button', { name: '提交审核' }).click();
      await see(sheet.locator('.fault'));
      await again.look('7-letter-faults', { dark: true });
      await fillIn(sheet, { 原因: '升学或出国', 说明: '已被海外院校录取，与合作社协商一致。' });
      await attach(sheet, '双方签订的解约函：选择文件', await letterPicture(stage.world.folder, '解约函', 'RELEASE'));
      await see(sheet.getByRole('img', { name: '解约函.jpg' }));
      await again.look('7-letter');
      await sheet.getByRole('button', { name: '提交审核' }).click();
      await see(page.getByText('已提交审核'));
      await again.look('7-termination');
    });

    await step('given back with a reason, which the sheet says above what was written then', async () => {
      const desk = await openForReview(stage, 'department', '/terminations?flow=offline-termination', name);
      await sendBack(desk, name, { word: '退回修改', key: 'x', reason: '解约函未加盖公章', text: '请补盖单位公章。' });
      await page.reload();
      await page.getByRole('button', { name: '修改并提交' }).click();
      const sheet = page.getByRole('dialog', { name: '申请解约' });
      await see(sheet.getByText('请补盖单位公章。'));
      assert.equal(await sheet.getByLabel('说明').inputValue(), '已被海外院校录取，与合作社协商一致。');
      await see(sheet.getByRole('img', { name: '解约函.jpg' }));
      await again.look('7-letter-returned', { dark: true });
      await sheet.getByRole('button', { name: '提交审核' }).click();
      await see(page.getByText('已提交审核'));
      await passBoth(stage, '/terminations?flow=offline-termination', name);
      await page.reload();
      await see(page.getByText('解约完成'));
      await again.look('7-terminated');
      await page.goto(`${stage.world.url}/m/destinations`);
      await see(page.getByText('已解约'));
      await again.look('7-home-released');
      await openWays(page, '升学');
      assert.ok(await page.getByRole('button', { name: '开始填写' }).first().isEnabled());
    });
  });
