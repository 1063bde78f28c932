/** What a school arranges for itself: employers to beware of, its reasons, its people, its log; and how another school begins. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { completeUscc } from '#domain/identifiers/uscc.ts';
import { nextTotp } from '#server/accounts/totp.ts';
import { writeRows } from '#server/platform/sheets/write.ts';
import { choose, download, menu, pick, proveAnew, see } from './act.ts';
import { clockOffset } from './clock.ts';
import { field, fillArchiveAndHukou, fillIn, fillRegion } from './fill.ts';
import { bystander, desks } from './people.ts';
import { enterAgain, openWays, startWay } from './phone.ts';
import { sealPicture } from './pictures.ts';
import { readSheet } from './read-sheet.ts';
import type { Journey } from './report.ts';
import { openForReview, sendBack } from './review.ts';
import type { Stage } from './stage.ts';

const unit = {
  name: '厦门㛃海浮岛教育咨询与人才外包服务有限公司第三分公司（演示）',
  uscc: completeUscc('91350203QX990401X'),
} as const;
const ownReason = '单位地址与工商登记不符';
const list = '/cases?flow=offline-signing';

export const schoolAdmin = (journey: Journey, stage: Stage) =>
  journey.chapter('14 学校管理', async step => {
    const who = bystander(4);
    const admin = await stage.signedIn('admin', '/desk/', desks.admin.login);
    const { page } = admin;
    const desk = `${stage.world.url}/desk`;

    await step('the school warns of an employer', async () => {
      await page.goto(`${desk}/flagged-employers`);
      await see(page.getByRole('heading', { name: '预警单位管理' }));
      await page.getByLabel('统一社会信用代码', { exact: true }).fill('9135');
      await page.getByRole('button', { name: '下一步' }).click();
      await see(page.getByText(/应为 18 位/));
      await page.getByLabel('统一社会信用代码', { exact: true }).fill(unit.uscc);
      await page.getByRole('button', { name: '下一步' }).click();
      await page.getByLabel('单位名称').fill(unit.name);
      await pick(page, page.getByLabel('类别', { exact: true }), '虚假宣传');
      await page.getByLabel('情况说明').fill('三名毕业生报到后被安排到与协议不符的岗位。');
      await page.getByRole('button', { name: '标记为预警单位' }).click();
      await see(page.getByRole('button', { name: '取消标记' }));
      await admin.look('14-flag', { dark: true });
      await menu(page, '预警单位管理').click();
      await see(page.getByRole('link', { name: unit.name }));
      await admin.look('14-flags');
    });

    await step('and has a reason of its own', async () => {
      await page.goto(`${desk}/registry/reasons`);
      const reasons = page.getByRole('textbox', { name: '退回修改的原因' }).first();
      await reasons.fill(`${ownReason}\n${await reasons.inputValue()}`);
      await page.getByRole('button', { name: '保存原因列表' }).click();
      await see(page.getByText('设置已保存'));
      await admin.look('14-reasons');
      await menu(page, '设置').click();
      await see(page.getByRole('heading', { name: '各届毕业生的办理时间' }));
      admin.expectRefusal(422);
      await page.getByLabel('2027 届：结束日期').fill('2029-01-31');
      await page.getByRole('button', { name: '保存设置' }).click();
      await see(page.getByText(/须在 2026-09-01 至 2028-01-31 之内/));
      await admin.look('14-settings', { dark: true });
      await page.getByLabel('2027 届：结束日期').fill('2027-12-31');
      await page.getByRole('button', { name: '保存设置' }).click();
      await see(page.getByText('设置已保存'));
    });

    await step('it witnesses instead of reviewing: first the seal, then the choice', async () => {
      const witness = page.getByRole('radiogroup', { name: '线上签约：审核或鉴证' });
      const save = page.getByRole('button', { name: '保存设置' });
      await witness.getByText('鉴证', { exact: true }).click();
      admin.expectRefusal(422);
      await save.click();
      await see(page.getByText(/先上传学校印章/).first());
      await proveAnew(admin, stage.world, desks.admin.password);
      const choice = page.getByLabel('选择印章图片，或拖到此处');
      admin.expectRefusal(415);
      await choice.setInputFiles({ name: '印章.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
      await see(page.getByText(/PNG 或 JPEG 图片/));
      await choice.setInputFiles(await sealPicture(stage.world.folder));
      await see(page.getByRole('img', { name: '现在使用的学校印章' }));
      await save.click();
      await see(page.getByText('设置已保存'));
      await page.getByRole('heading', { name: '审核或鉴证' }).scrollIntoViewIfNeeded();
      await admin.look('14-witness', { dark: true });
    });

    await step('a graduate who types that code is told', async () => {
      const graduate = await stage.who('graduate of the school', 'phone');
      const form = graduate.page;
      await enterAgain(graduate, stage.world, who);
      await openWays(form, '签就业协议书就业');
      await startWay(form, /线下签约/);
      await field(form, '统一社会信用代码').fill(unit.uscc);
      await see(form.getByText('本校已将该单位标记为预警单位（虚假宣传）。'));
      await graduate.look('14-phone-flag', { dark: true });
      await fillIn(form, {
        单位名称: unit.name,
        单位性质: '其他企业',
        单位行业: '教育',
        '通讯地址（详细地址）': '演示路 31 号',
        职位类别: '教学人员',
        岗位名称: '课程顾问',
        单位联系人: '詹㛃',
        联系人手机: '13900990401',
        试用期: '2个月',
        转正起薪: '6000 元/月',
        报到期限: '2027-07-20',
      });
      await fillRegion(form, '通讯地址（省市区）', ['福建省', '厦门市', '思明区']);
      await fillArchiveAndHukou(form);
      await form.getByRole('button', { name: '提交审核' }).click();
      await see(form.getByText('已提交审核'));
      await see(form.getByText('请注意：预警单位'));
    });

    await step('so is the reviewer, who looks at a number in full and gives the reason of the school', async () => {
      const reviewer = await openForReview(stage, 'department', list, who.name);
      const review = reviewer.page;
      await see(review.getByText('本校说明：三名毕业生报到后被安排到与协议不符的岗位。'));
      await review.getByRole('button', { name: '查看完整手机号码' }).click();
      const dialog = review.getByRole('dialog', { name: '查看完整手机号码' });
      reviewer.expectRefusal(422);
      await dialog.getByRole('button', { name: '查看' }).click();
      await see(dialog.getByText('请填写用途'));
      await reviewer.look('14-reveal');
      await dialog.getByLabel('用途').fill('电话核实单位情况');
      await dialog.getByRole('button', { name: '查看' }).click();
      await see(review.getByText(who.phone));
      await reviewer.look('14-review-flag', { dark: true });
      const reason = { word: '退回修改', key: 'x', reason: ownReason, text: '请与单位核对注册地址。' };
      await sendBack(reviewer, who.name, reason);
    });

    await step('the log knows who looked', async () => {
      await page.goto(`${desk}/registry/log?action=personal-data-revealed`);
      await see(page.getByRole('cell', { name: `毕业生：${who.name}` }));
      await admin.look('14-log', { dark: true });
      await page.getByRole('button', { name: /^详情/ }).first().click();
      await see(page.getByRole('dialog').getByText('电话核实单位情况'));
      await admin.look('14-log-detail');
      await page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click();
    });

    let password = '';
    let recoveryCode = '';
    await step(
      'an account is made after the password was shown again, changes its own, and sets up a second factor',
      async () => {
        await stage.world.letProofsEnd();
        await page.goto(`${desk}/registry/accounts`);
        await page.getByRole('button', { name: '新建账号' }).click();
        const dialog = page.getByRole('dialog', { name: '新建账号' });
        await dialog.getByLabel('账号', { exact: true }).fill('fudao-14');
        await dialog.getByLabel('姓名').fill('古丽努尔·艾山');
        await dialog.getByText('院系用户').click();
        admin.expectRefusal(422);
        await dialog.getByRole('button', { name: '新建' }).click();
        await see(dialog.getByText('请选择负责的院系'));
        await admin.look('14-account');
        await choose(page, '负责的院系', '信息学院');
        // The list stays open for another one, above the button.
        await dialog.getByText('新建账号').click();
        admin.expectRefusal(403, 422);
        await dialog.getByRole('button', { name: '新建' }).click();
        const proof = page.getByRole('dialog', { name: '验证身份' });
        await proof.getByLabel('登录密码').fill('not-the-password');
        await proof.getByRole('button', { name: '验证并继续' }).click();
        await see(proof.getByText('密码不正确'));
        await admin.look('14-prove-again', { dark: true });
        await proof.getByLabel('登录密码').fill(desks.admin.password);
        await proof.getByRole('button', { name: '验证并继续' }).click();
        const told = page.getByRole('dialog', { name: '初始密码' });
        await see(told);
        password = await told.locator('.big-code').innerText();
        await admin.look('14-password', { dark: true });
        await told.getByRole('button', { name: '已记下' }).click();

        const counsellor = await stage.who('counsellor', 'desk');
        const own = counsellor.page;
        counsellor.expectRefusal(401, 422);
        await own.goto(`${desk}/`);
        await own.getByLabel('就业管理系统账号').fill('fudao-14');
        await own.getByLabel('密码', { exact: true }).fill(password);
        await own.getByRole('button', { name: '登录', exact: true }).click();
        await see(own.getByRole('heading', { name: '修改初始密码' }));
        await own.getByLabel('现在的密码').fill(password);
        await own.getByLabel('新密码', { exact: true }).fill('qing-shan-88-yun');
        await own.getByLabel('再输入一次新密码').fill('qing-shan-88-yun');
        await counsellor.look('14-first', { dark: true });
        await own.getByRole('button', { name: '修改密码' }).click();
        await see(own.getByRole('navigation', { name: '功能菜单' }));
        await own.goto(`${desk}/security`);
        await own.getByRole('button', { name: '绑定动态口令' }).click();
        await own.getByRole('button', { name: '开始绑定' }).click();
        await see(own.getByAltText('绑定动态口令的二维码'));
        await counsellor.look('14-second-factor', { dark: true });
        const secret = (await own.locator('.form-note .code').innerText()).replaceAll(' ', '');
        await own.getByLabel('动态口令').fill(nextTotp(secret, 0, new Date(Date.now() + clockOffset)));
        await own.getByRole('button', { name: '完成绑定' }).click();
        const codes = own.getByRole('list', { name: '恢复码' }).getByRole('listitem');
        await see(codes);
        assert.equal(await codes.count(), 10);
        recoveryCode = await codes.first().innerText();
        await counsellor.look('14-recovery-codes', { dark: true });
        await own.getByRole('button', { name: '已保存，完成' }).click();
        await see(own.getByText('恢复码还剩 10 个'));
      },
    );

    await step('elsewhere it signs in with a recovery code, is told of it, and sees and ends the other session', async () => {
      const counsellor = await stage.who('counsellor', 'desk');
      const elsewhere = await stage.who('counsellor elsewhere', 'desk');
      const there = elsewhere.page;
      elsewhere.expectRefusal(401);
      await there.goto(`${desk}/`);
      await there.getByLabel('就业管理系统账号').fill('fudao-14');
      await there.getByLabel('密码', { exact: true }).fill('qing-shan-88-yun');
      await there.getByRole('button', { name: '登录', exact: true }).click();
      await there.getByLabel('动态口令').fill(recoveryCode);
      await elsewhere.look('14-recovery-sign-in');
      await there.getByRole('button', { name: '登录', exact: true }).click();
      await see(there.getByRole('navigation', { name: '功能菜单' }));
      await there.goto(`${desk}/messages`);
      for (const title of ['使用恢复码登录', '新设备登录提醒']) await see(there.getByRole('heading', { name: title }));
      await there.goto(`${desk}/sessions`);
      await see(there.getByText('与当前设备同一网络'));
      await elsewhere.look('14-sessions', { dark: true });
      await there.getByRole('button', { name: '结束其他全部会话' }).click();
      await there.getByRole('dialog').getByRole('button', { name: '结束其他全部会话' }).click();
      await see(there.getByText('已结束其他 1 个会话'));
      counsellor.expectRefusal(401);
      await counsellor.page.goto(`${desk}/`);
      await see(counsellor.page.getByRole('button', { name: '登录', exact: true }));
    });

    await step('the phone is lost: the admin takes the second factor away with a reason; disabled, it ends at once', async () => {
      const there = (await stage.who('counsellor elsewhere', 'desk')).page;
      await proveAnew(admin, stage.world, desks.admin.password);
      await page.reload();
      await page.getByRole('button', { name: '操作：古丽努尔·艾山' }).click();
      await page.getByRole('menuitem', { name: '解除动态口令' }).click();
      const dialog = page.getByRole('dialog', { name: /^解除动态口令/ });
      await dialog.getByLabel('原因（本人可见）').fill('手机遗失，已当面核实本人');
      await admin.look('14-remove-factor');
      await dialog.getByRole('button', { name: '解除动态口令' }).click();
      await see(page.getByText('动态口令已解除，已告知本人'));
      await there.goto(`${desk}/`);
      await there.getByLabel('就业管理系统账号').fill('fudao-14');
      await there.getByLabel('密码', { exact: true }).fill('qing-shan-88-yun');
      await there.getByRole('button', { name: '登录', exact: true }).click();
      await see(there.getByRole('navigation', { name: '功能菜单' }));
      await there.goto(`${desk}/messages`);
      await see(there.getByText('原因：手机遗失，已当面核实本人'));

      await page.getByRole('button', { name: '操作：古丽努尔·艾山' }).click();
      // The proof of ten minutes ago counts no more: it is asked for above what asks whether it is meant.
      admin.expectRefusal(403);
      const refusal = { type: 'urn:quxiang:refusal:prove-again', title: '请先验证身份。', status: 403, code: 'prove-again' };
      const answer = { status: 403, contentType: 'application/problem+json', body: JSON.stringify(refusal) };
      await page.route('**/api/accounts/*/disable', route => route.fulfill(answer), { times: 1 });
      await page.getByRole('menuitem', { name: '停用' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '停用' }).click();
      const proof = page.getByRole('dialog', { name: '验证身份' });
      await proof.getByLabel('登录密码').fill(desks.admin.password);
      await admin.look('14-prove-again', { dark: true });
      await proof.getByRole('button', { name: '验证并继续' }).click();
      await see(page.getByText('账号已停用'));
      await admin.look('14-accounts');
      await there.goto(`${desk}/`);
      await see(there.getByRole('button', { name: '登录', exact: true }));
    });

    await step('many are made from a sheet', async () => {
      await proveAnew(admin, stage.world, desks.admin.password);
      await page.getByRole('link', { name: '批量新建' }).click();
      const template = await download(admin, page.getByRole('link', { name: '下载模板' }), stage);
      assert.equal((await readSheet(template))[0]?.[0], '账号*');
      admin.expectRefusal(422);
      await page.getByLabel('选择 xlsx 文件，或拖到此处').setInputFiles(template);
      await see(page.getByText(/没有可读取的行/));
      await admin.look('14-import');
      const path = join(stage.world.folder, '2027 届新聘辅导员.xlsx');
      const columns = ['账号', '姓名', '账号类型', '负责的院系'].map(header => ({ header }));
      const rows = [
        ['fudao-15', '阿力木江·热合曼', '院系用户', '信息学院、外国语学院'],
        ['fudao-16', '单䶮', '院系用户', '航天学院'],
        ['jiuye-15', '仇𬭎', '学校用户', ''],
      ];
      await writeRows('账号', columns, rows, path);
      await page.getByLabel('选择 xlsx 文件，或拖到此处').setInputFiles(path);
      await see(page.getByText('已新建 2 个账号，1 行有误，未新建。'));
      await see(page.getByText('未新建：没有这个院系：航天学院'));
      await admin.look('14-imported', { dark: true });
      const result = await readSheet(await download(admin, page.getByRole('link', { name: '结果表' }), stage));
      const first = result.find(row => row.includes('fudao-15'));
      assert.match(first?.at(-1) ?? '', /^\w{4}-\w{4}-\w{4}$/);
      await page.getByRole('link', { name: '返回账号管理' }).click();
      await see(page.getByRole('cell', { name: '信息学院、外国语学院' }));
      await admin.look('14-accounts-imported');
      await page.goto(`${desk}/registry/departments`);
      await see(page.getByRole('cell', { name: '信息学院' }));
      await admin.look('14-departments');
    });

    await step('another school begins with its first admin', async () => {
      const operator = await stage.signedIn('operator', '/desk/', desks.operator.login);
      const above = operator.page;
      await proveAnew(operator, stage.world, desks.operator.password);
      await above.goto(`${desk}/schools`);
      await above.getByRole('button', { name: '新增学校' }).click();
      const dialog = above.getByRole('dialog', { name: '新增学校' });
      await dialog.getByLabel('学校名称').fill('沧浪师范学院（演示）');
      await dialog.getByLabel('院校代码').fill('19990');
      await choose(above, '省份', '江苏省');
      await operator.look('14-new-school');
      await dialog.getByRole('button', { name: '新增' }).click();
      await see(above.getByRole('heading', { name: '沧浪师范学院（演示）' }));
      await above.getByLabel('账号', { exact: true }).fill('canglang-admin');
      await above.getByLabel('姓名').fill('司徒䶮');
      await above.getByRole('button', { name: '新建', exact: true }).click();
      await see(above.getByRole('dialog', { name: '初始密码' }));
      await above.getByRole('button', { name: '已记下' }).click();
      await operator.look('14-school', { dark: true });
    });
  });
