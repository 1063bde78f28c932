/** An employer with many to hire: terms settled once, a code instead of an ID number, a sheet for the rest, and a colleague. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { sampleRosterRows } from '#database/seeds/sample-roster.ts';
import { checkIdCard } from '#domain/identifiers/id-card.ts';
import { writeRows } from '#server/platform/sheets/write.ts';
import { choose, chooseRegion, download, menu, proveAnew, see } from './act.ts';
import { bystander, employers } from './people.ts';
import { enterAgain } from './phone.ts';
import { readSheet } from './read-sheet.ts';
import type { Journey } from './report.ts';
import type { Stage } from './stage.ts';

const invitee = bystander(8);
const colleague = { name: '苏䶮', phone: '13900990113', password: 'tong-shi-2027-hai' } as const;

/** Whom the sheet invites: on the roster, and touched by no other chapter. */
const hires = sampleRosterRows()
  .slice(40)
  .filter(({ trainingMode, hukouAtSchool }) => trainingMode === '非定向' && hukouAtSchool !== '是')
  .flatMap(({ name, idNumber }) => (name && idNumber && checkIdCard(idNumber) === undefined ? [[name, idNumber]] : []))
  .slice(0, 6);

export const employerDesk = (journey: Journey, stage: Stage) =>
  journey.chapter('13 用人单位工作台', async step => {
    const { bridge } = employers;
    const hr = await stage.signedIn('bridge', '/desk/employer', bridge.contactMobile);
    const { page } = hr;
    const graduate = await stage.who('code maker', 'phone');

    await step('the terms of all agreements are settled once', async () => {
      await menu(page, '默认条款').click();
      await see(page.getByRole('heading', { name: '默认条款' }));
      await page.getByLabel('应约有效期（天）').fill('7');
      await choose(page, '职位类别', '工程技术人员');
      const texts: Readonly<Record<string, string>> = {
        岗位名称: '云平台研发工程师',
        试用期: '3个月',
        转正起薪: '9800 元/月',
        档案转递单位名称: '厦门市思明区公共就业人才服务中心',
        '档案转递单位地址（详细地址）': '演示路 100 号人才大厦 2 层',
        '户口迁移地址（详细地址）': '演示路 7 号集体户',
      };
      for (const [label, value] of Object.entries(texts)) await page.getByLabel(label, { exact: true }).fill(value);
      const received = page.getByRole('radio', { name: '签约单位接收' });
      await received.nth(0).check();
      await chooseRegion(page, '档案转递单位地址（省市区）', '思明区');
      await received.nth(1).check();
      await chooseRegion(page, '户口迁移地址（省市区）', '思明区');
      await page.getByRole('button', { name: '保存' }).click();
      await see(page.getByText('默认条款已保存'));
      await hr.look('13-terms', { dark: true });
    });

    let code = '';
    await step('a graduate makes a code on the phone', async () => {
      await enterAgain(graduate, stage.world, invitee);
      await graduate.page.goto(`${stage.world.url}/m/destinations/online-signing`);
      await graduate.page.getByRole('link', { name: '我的签约码' }).click();
      await see(graduate.page.getByRole('button', { name: '生成签约码' }));
      await graduate.look('13-no-code');
      await graduate.page.getByRole('button', { name: '生成签约码' }).click();
      await see(graduate.page.getByRole('img', { name: /二维码/ }));
      code = await graduate.page.locator('.invitation-code-text').innerText();
      assert.match(code, /^\w{3}-\w{3}-\w{3}$/);
      await graduate.look('13-code', { dark: true });
    });

    await step('scanned or typed, it names the graduate, and invites without an ID number', async () => {
      // As the camera opens it: a page of its own, with the code in the fragment.
      await page.goto(`${stage.world.url}/desk/employer/messages`);
      await page.goto(`${stage.world.url}/desk/employer/invite#${code.replaceAll('-', '')}`);
      await see(page.getByRole('textbox', { name: '签约码' }));
      assert.equal(new URL(page.url()).hash, '');
      await page.getByRole('button', { name: '查找' }).click();
      await see(page.getByText(invitee.name));
      await hr.look('13-whose-code', { dark: true });
      await page.getByRole('button', { name: '下一步：核对内容' }).click();
      await see(page.getByRole('heading', { name: '核对签约邀请' }));
      await see(page.getByText('云平台研发工程师'));
      await hr.look('13-check');
      await page.getByRole('button', { name: '发送邀请' }).click();
      await see(page.getByRole('heading', { name: `邀请已发送给${invitee.name}` }));
    });

    await step('withdrawn, the code is dead, and the refusal does not tell why', async () => {
      await graduate.page.getByRole('button', { name: '撤回' }).click();
      await see(graduate.page.getByText('签约码已撤回'));
      await graduate.look('13-withdrawn');
      await page.getByRole('button', { name: '邀请下一位' }).click();
      await page.getByText('签约码', { exact: true }).first().click();
      await page.getByRole('textbox', { name: '签约码' }).fill(code);
      hr.expectRefusal(409);
      await page.getByRole('button', { name: '查找' }).click();
      await see(page.getByText('签约码不正确、已过期或已被毕业生撤回'));
      await hr.look('13-dead-code');
    });

    await step('a sheet is checked before anything is sent', async () => {
      await page.goto(`${stage.world.url}/desk/employer/invite/many`);
      await see(page.getByRole('heading', { name: '批量签约邀请' }));
      await hr.look('13-many', { dark: true });
      const template = await readSheet(await download(hr, page.getByRole('link', { name: /下载模板/ }), stage));
      const at = template[0]?.indexOf('岗位名称*') ?? -1;
      assert.equal(template[1]?.[at], '云平台研发工程师');
      const path = join(stage.world.folder, '2027 届新员工（软件园二期研发中心）.xlsx');
      const rows = [...hires, [hires[0]?.[0] ?? '', hires[1]?.[1] ?? ''], ['木合塔尔·艾山', '65310120040615003'], hires[2] ?? []];
      await writeRows('新员工', [{ header: '姓名' }, { header: '身份证号' }], rows, path);
      await page.getByLabel('选择 xlsx 文件，或拖到此处').setInputFiles(path);
      await see(page.getByRole('heading', { name: '逐行结果' }));
      await see(page.getByText('与第 4 行是同一位毕业生'));
      await hr.look('13-checked', { dark: true });
    });

    await step('the sheet is sent row by row, with a reason for each row that is not sent', async () => {
      await page.getByRole('button', { name: '发送 6 份邀请' }).click();
      const dialog = page.getByRole('dialog');
      await see(dialog.getByText('填写有误的 3 行不发送'));
      await dialog.getByRole('button', { name: '发送', exact: true }).click();
      await see(page.getByText('已发送完毕'));
      await hr.look('13-sent', { dark: true });
      const unsent = await readSheet(await download(hr, page.getByRole('link', { name: /下载没有发送的 \d 行/ }), stage));
      assert.ok(unsent.length >= 4);
    });

    await step('the lists: waiting cases, cases by state, as a sheet', async () => {
      await menu(page, '首页').click();
      await see(page.getByRole('heading', { name: '待办' }));
      await hr.look('13-home', { dark: true });
      await menu(page, '签约管理').click();
      await see(page.getByRole('link', { name: invitee.name, exact: true }));
      await hr.look('13-list', { dark: true });
      const list = await readSheet(await download(hr, page.getByRole('button', { name: /下载列表/ }), stage));
      assert.ok(list.some(row => row[0] === invitee.name));
      await page.getByLabel('毕业生姓名、岗位、协议编号').fill('没有这个人');
      await page.keyboard.press('Enter');
      await see(page.getByText('没有符合条件的记录'));
      await hr.look('13-list-empty');
    });

    await step('a colleague is invited by SMS and joins', async () => {
      await menu(page, '成员').click();
      await see(page.getByRole('heading', { name: '邀请成员' }));
      await proveAnew(hr, stage.world, bridge.password);
      await page.getByLabel('姓名').fill(colleague.name);
      await page.getByLabel('手机号').fill(colleague.phone);
      await page.getByRole('button', { name: '发送邀请短信' }).click();
      await see(page.getByRole('heading', { name: '等待加入' }));
      await hr.look('13-members-waiting', { dark: true });
      const inbox = await hr.context.newPage();
      await inbox.goto(`${stage.world.inbox}/?to=${colleague.phone}`);
      await see(inbox.getByRole('article'));
      const address = /https?:\/\/\S+\/join#\w+/.exec(await inbox.getByRole('article').first().innerText())?.[0] ?? '';
      assert.notEqual(address, '');

      const guest = await stage.who('colleague', 'desk');
      await guest.page.goto(address);
      await see(guest.page.getByRole('heading', { name: '加入已注册的单位' }));
      await guest.page.getByLabel('您的姓名').fill(colleague.name);
      await guest.page.getByLabel('手机号').fill(colleague.phone);
      await guest.page.getByRole('button', { name: '获取验证码' }).click();
      await see(guest.page.getByText('验证码已发送'));
      await guest.look('13-join', { dark: true });
      await inbox.reload();
      const message = inbox.getByRole('article').filter({ hasText: '验证码' }).first();
      const digits = /(?<!\d)\d{6}(?!\d)/.exec(await message.innerText())?.[0] ?? '';
      await inbox.close();
      await guest.page.getByLabel('短信验证码').fill(digits);
      await guest.page.getByLabel('设置密码').fill(colleague.password);
      await guest.page.getByRole('button', { name: '加入单位' }).click();
      await see(guest.page.getByRole('heading', { name: '待办' }));
      assert.equal(await menu(guest.page, '成员').count(), 0);
      await guest.look('13-staff-home');
    });

    await step('disabled, the colleague is out at once', async () => {
      await page.reload();
      await proveAnew(hr, stage.world, bridge.password);
      const guest = await stage.who('colleague', 'desk');
      await page.getByRole('button', { name: `停用：${colleague.name}` }).click();
      await page.getByRole('dialog').getByRole('button', { name: '停用' }).click();
      await see(page.getByText('已停用，该成员的登录已全部结束'));
      await hr.look('13-members', { dark: true });
      guest.expectRefusal(401);
      await menu(guest.page, '签约管理').click();
      await see(guest.page.getByText(/登录已失效|重新登录/));
    });
  });
