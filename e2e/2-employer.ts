/** An employer that nobody knew registers, is qualified, and invites a graduate. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import sharp from 'sharp';
import { choose, chooseRegion, menu, see } from './act.ts';
import { fillInvitation, sendInvitation } from './invite.ts';
import { desks, graduates, newEmployer } from './people.ts';
import type { Journey } from './report.ts';
import type { Stage } from './stage.ts';

/** A picture that looks like a licence: what a phone's camera gives, turned and with a place in it that must not be kept. */
async function licencePicture(folder: string): Promise<string> {
  const path = join(folder, 'licence.jpg');
  const words = `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1130"><rect width="1600" height="1130" fill="#f7f2e4"/>
    <rect x="40" y="40" width="1520" height="1050" fill="none" stroke="#b8860b" stroke-width="8"/>
    <text x="800" y="220" font-size="90" text-anchor="middle" font-family="sans-serif">BUSINESS LICENCE</text>
    <text x="800" y="420" font-size="60" text-anchor="middle" font-family="sans-serif">${newEmployer.uscc}</text></svg>`;
  await sharp(Buffer.from(words)).jpeg({ quality: 90 }).toFile(path);
  return path;
}

export const employer = (journey: Journey, stage: Stage) =>
  journey.chapter('2 用人单位', async step => {
    const hr = await stage.who('employer', 'desk');
    const operator = await stage.who('operator', 'desk');
    const { page } = hr;

    await step('registers with a phone number and the code that came by SMS', async () => {
      await page.goto(`${stage.world.url}/desk/employer`);
      await see(page.getByRole('heading', { name: '用人单位登录' }));
      await hr.look('2-employer-sign-in');
      await page.getByRole('link', { name: '注册单位账号' }).click();
      await page.getByLabel('手机号').fill(newEmployer.phone);
      await page.getByRole('button', { name: '获取验证码' }).click();
      await see(page.getByText('验证码已发送'));
      await hr.look('2-employer-register');

      const inbox = await hr.context.newPage();
      await inbox.goto(stage.world.inbox);
      const message = inbox.getByRole('article').filter({ hasText: newEmployer.phone }).first();
      const code = /(?<!\d)\d{6}(?!\d)/.exec(await message.innerText())?.[0] ?? '';
      await inbox.close();

      await page.getByLabel('短信验证码').fill(code);
      await page.getByLabel('设置密码').fill(newEmployer.password);
      await page.getByRole('button', { name: '注册并登录' }).click();
      await see(page.getByRole('heading', { name: '单位信息' }));
      await hr.look('2-organisation-empty', { dark: true });
    });

    await step('a code with a wrong check character warns, the right one does not', async () => {
      const uscc = page.getByLabel('统一社会信用代码');
      const wrong = newEmployer.uscc.slice(0, 17) + (newEmployer.uscc.endsWith('1') ? '2' : '1');
      await uscc.fill(wrong);
      await see(page.getByText(/校验位不符/));
      await see(page.getByRole('checkbox', { name: /代码与证照一致/ }));
      await uscc.fill(newEmployer.uscc);
      await page.getByText(/校验位不符/).waitFor({ state: 'detached' });
    });

    await step('fills in the organisation, sends the licence and submits', async () => {
      await page.getByLabel('单位名称').fill(newEmployer.name);
      await choose(page, '单位性质', '其他企业');
      await choose(page, '单位行业', '信息传输、软件和信息技术服务业');
      await chooseRegion(page, '单位所在地', '芗城区');
      await page.getByLabel('详细地址').fill('演示路 9 号海图大厦 3 层');
      await page.getByLabel('联系人', { exact: true }).fill(newEmployer.contactName);
      await page.getByLabel('联系人手机').fill(newEmployer.phone);
      await page.getByLabel('联系人邮箱').fill(newEmployer.email);
      await page.getByLabel('选择图片，或拖到此处').setInputFiles(await licencePicture(stage.world.folder));
      await see(page.getByAltText('已上传的营业执照（或法人证书）'));
      await hr.look('2-organisation-filled', { dark: true });
      await page.getByRole('button', { name: '提交资质审核' }).click();
      await see(page.getByText('资质审核：待审核'));
      await hr.look('2-organisation-pending');
      await menu(page, '签约邀请').click();
      await see(page.getByText(/通过资质审核后即可发送签约邀请/));
    });

    await step('the operator signs in by hand with a one-time password', async () => {
      const { login, password, totpSecret } = desks.operator;
      const desk = operator.page;
      await desk.goto(`${stage.world.url}/desk/`);
      await desk.getByLabel('就业管理系统账号').fill(login);
      await desk.getByLabel('密码', { exact: true }).fill(password);
      operator.expectRefusal(401, 403, 422);
      await desk.getByRole('button', { name: '登录', exact: true }).click();
      const totp = desk.getByLabel('动态口令');
      await see(totp);
      await operator.look('2-operator-totp');
      const { Secret, TOTP } = await import('otpauth');
      assert.ok(totpSecret);
      // The time of the journey, not of this process.
      const timestamp = Number(await desk.evaluate('Date.now()'));
      await totp.fill(new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate({ timestamp }));
      await desk.getByRole('button', { name: '登录', exact: true }).click();
      await see(desk.getByRole('navigation', { name: '功能菜单' }));
    });

    await step('the operator qualifies the employer', async () => {
      const desk = operator.page;
      await menu(desk, '单位资质审核').click();
      await see(desk.getByRole('link', { name: newEmployer.name }));
      await operator.look('2-qualifications');
      await desk.getByRole('link', { name: newEmployer.name }).click();
      await see(desk.getByAltText('单位上传的营业执照（或法人证书）'));
      await operator.look('2-qualification', { dark: true });
      await desk.getByRole('region', { name: '资质审核操作' }).getByRole('button', { name: /通过/ }).click();
      await see(desk.getByText('没有待审核的单位'));
      await menu(desk, '任务队列').click();
      await see(desk.getByRole('heading', { name: '任务队列' }));
      await operator.look('2-queues');
    });

    await step('a wrong name and a wrong number get the same answer', async () => {
      await page.goto(`${stage.world.url}/desk/employer/invite`);
      await see(page.getByRole('heading', { name: '签约邀请' }));
      const { name, idNumber } = graduates.lin;
      hr.expectRefusal(404, 409, 422);
      const alert = page.getByRole('alert');
      await fillInvitation(page, { name: '林知远', idNumber, days: 3, hukou: true });
      await hr.look('2-invitation-filled', { dark: true });
      const answers: string[] = [];
      for (const [as, number] of [
        ['林知远', idNumber],
        [name, graduates.chen.idNumber],
      ] as const) {
        await page.getByLabel('毕业生姓名').fill(as);
        await page.getByLabel('毕业生身份证号').fill(number);
        await page.getByRole('button', { name: '下一步：核对内容' }).click();
        await page.getByRole('button', { name: '发送邀请' }).click();
        await see(alert);
        answers.push((await alert.first().innerText()).trim());
        await hr.picture(`2-invitation-refused-${answers.length}`);
        const back = page.getByRole('button', { name: '返回修改' });
        if (await back.isVisible()) await back.click();
      }
      assert.equal(answers[0], answers[1]);
      assert.match(answers[0] ?? '', /\p{Script=Han}{4}/u);
    });

    await step('invites the graduate by name and number', async () => {
      await page.getByLabel('毕业生姓名').fill(graduates.lin.name);
      await page.getByLabel('毕业生身份证号').fill(graduates.lin.idNumber);
      await sendInvitation(page, graduates.lin.name, () => hr.look('2-invitation-check'));
      await hr.look('2-invitation-sent');
      await menu(page, '签约管理').click();
      await see(page.getByRole('link', { name: graduates.lin.name, exact: true }));
      await hr.look('2-employer-cases');
      await menu(page, '首页').click();
      await see(page.getByRole('heading', { name: '线上签约' }));
      await hr.look('2-employer-home');
    });
  });

export const employerDesk = (stage: Stage, contactMobile: string) =>
  stage.signedIn(`employer ${contactMobile}`, '/desk/employer', contactMobile);

/** Another employer, known from the start, invites the same way. */
export async function inviteAs(
  stage: Stage,
  { contactMobile }: { readonly contactMobile: string },
  to: { readonly name: string; readonly idNumber: string; readonly hukou?: boolean },
): Promise<void> {
  const hr = await employerDesk(stage, contactMobile);
  await hr.page.goto(`${stage.world.url}/desk/employer`);
  await menu(hr.page, '签约邀请').click();
  await fillInvitation(hr.page, { name: to.name, idNumber: to.idNumber, days: 5, hukou: to.hukou ?? false });
  await sendInvitation(hr.page, to.name);
}
