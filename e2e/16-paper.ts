/** Signed on paper before: registered afterwards, sent back, mended, in force; and a way out that the school refuses. */
import { completeUscc } from '#domain/identifiers/uscc.ts';
import { see } from './act.ts';
import { attach, fillArchiveAndHukou, fillIn, fillRegion } from './fill.ts';
import { weaver } from './people.ts';
import { enterAgain, openWays, startWay } from './phone.ts';
import { letterPicture } from './pictures.ts';
import type { Journey } from './report.ts';
import { openForReview, passBoth, sendBack } from './review.ts';
import type { Stage } from './stage.ts';

const employer = '政和县白茶非物质文化遗产传承与乡村振兴产业研究院';
const uscc = completeUscc('12350725QX990103A');
/** One that the check character does not fit. */
const wrongCode = uscc.slice(0, 17) + (uscc.endsWith('0') ? '1' : '0');
const list = '/paper';
const submit = '提交审核';

export const paper = (journey: Journey, stage: Stage) =>
  journey.chapter('16 已签纸质就业协议', async step => {
    const visitor = await stage.who('weaver', 'phone');
    const { page } = visitor;
    const { name } = weaver;

    await step('the paper is registered with its picture', async () => {
      await enterAgain(visitor, stage.world, weaver);
      await openWays(page, '签就业协议书就业');
      await startWay(page, /补充登记/);
      await visitor.look('16-empty');
      await fillIn(page, {
        单位名称: employer,
        统一社会信用代码: wrongCode,
        单位性质: '其他事业单位',
        单位行业: '文化、体育和娱乐业',
        '通讯地址（详细地址）': '演示路 3 号',
        职位类别: '文学艺术工作人员',
        岗位名称: '非遗数字化研究助理',
        单位联系人: '卓玛·次仁',
        联系人固话: '0599-3300103',
      });
      await fillRegion(page, '通讯地址（省市区）', ['福建省', '南平市', '政和县']);
      await fillArchiveAndHukou(page);
      visitor.expectRefusal(422);
      await page.getByRole('button', { name: submit }).click();
      await see(page.getByText(/有 \d+ 处需要修改/));
      await see(page.getByRole('checkbox', { name: /已与单位核对无误/ }));
      await visitor.look('16-faults', { dark: true });
      await fillIn(page, { 统一社会信用代码: uscc });
      await attach(page, /选择文件$/, await letterPicture(stage.world.folder, '纸质协议书', 'AGREEMENT'));
      await see(page.getByRole('img', { name: '纸质协议书.jpg' }));
      await page.getByRole('button', { name: submit }).click();
      await see(page.getByText('已提交审核'));
      await visitor.look('16-submitted');
    });

    await step('the department sends it back, the graduate mends it', async () => {
      const desk = await openForReview(stage, 'department', list, name);
      await desk.look('16-desk');
      await sendBack(desk, name, { word: '退回修改', key: 'x', reason: '填写内容与纸质协议不一致', text: '请补充报到期限。' });
      await page.reload();
      await see(page.getByText('补登待提交（老师退回）'));
      await page.getByRole('button', { name: '继续填写' }).click();
      await fillIn(page, { 报到期限: '2027-07-20' });
      await page.getByRole('button', { name: submit }).click();
      await see(page.getByText('已提交审核'));
    });

    await step('both levels pass: in force', async () => {
      await passBoth(stage, list, name);
      await page.reload();
      await see(page.getByText('补登完成'));
      await visitor.look('16-in-force', { dark: true });
    });

    await step('a letter of release that the department refuses: it stays in force', async () => {
      await page.getByRole('button', { name: '申请解约' }).click();
      await page.getByRole('dialog', { name: '申请解约' }).getByRole('button', { name: '开始填写' }).click();
      const sheet = page.getByRole('dialog', { name: '申请解约' });
      await fillIn(sheet, { 原因: '升学或出国', 说明: '计划继续深造。' });
      await attach(sheet, '双方签订的解约函：选择文件', await letterPicture(stage.world.folder, '解约函二', 'RELEASE'));
      await see(sheet.getByRole('img', { name: '解约函二.jpg' }));
      await sheet.getByRole('button', { name: submit }).click();
      await see(page.getByText('已提交审核'));
      const desk = await openForReview(stage, 'department', '/terminations?flow=offline-termination', name);
      await sendBack(desk, name, { word: '审核不通过', key: 'r', reason: '双方尚未协商一致', text: '单位表示并未同意解约。' });
      await page.goto(`${stage.world.url}/m/destinations`);
      await page.getByText('以前的记录（1）').click();
      await see(page.getByText('解约失败'));
      await see(page.getByText('补登完成'));
      await visitor.look('16-stands');
    });
  });
