/** Archive and hukou on a phone: registered, changed while it waits, not passed, registered anew, modified, closed by the school. */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { z } from 'zod';
import { see } from './act.ts';
import { attach, field, fillIn, fillRegion } from './fill.ts';
import { bystander, desks } from './people.ts';
import { enterAgain } from './phone.ts';
import { letterPicture } from './pictures.ts';
import type { Journey } from './report.ts';
import type { Stage } from './stage.ts';

const region = '档案转递单位地址（省市区）';
const submit = (page: Page) => page.getByRole('button', { name: '提交审核' }).click();
const province = (page: Page): Locator => page.getByLabel(`${region}：省`, { exact: true });
const idOf = (page: Page): string => /requests\/(\d+)/.exec(page.url())?.[1] ?? '';

/** What staff do on their desk, by its own requests: the desk's pages are walked in another chapter. */
async function staff(stage: Stage, who: keyof typeof desks) {
  const { context } = await stage.signedIn(who, '/desk/', desks[who].login);
  const get = async (path: string): Promise<Record<string, unknown>> =>
    z.record(z.string(), z.unknown()).parse(await (await context.request.get(stage.world.url + path)).json());
  const send = async (method: 'POST' | 'PUT', path: string, data: object) => {
    const answer = await context.request.fetch(stage.world.url + path, { method, data });
    assert.ok(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`);
  };
  return { get, send };
}

type Decision = { readonly action: 'approve' } | { readonly action: 'reject'; readonly reason: string; readonly text: string };
async function decide(stage: Stage, level: 'department' | 'school', request: string, { action, ...reason }: Decision) {
  const desk = await staff(stage, level);
  const { version } = await desk.get(`/api/archives/${request}`);
  await desk.send('POST', `/api/archives/${request}/${action}`, { version, ...(action === 'reject' && { reason }) });
}

async function openArchive(stage: Stage, isOpen: boolean): Promise<void> {
  const desk = await staff(stage, 'admin');
  const settings = await desk.get('/api/school/settings');
  const modules = z.record(z.string(), z.boolean()).parse(settings.modules);
  await desk.send('PUT', '/api/school/settings', { ...settings, modules: { ...modules, archive: isOpen } });
}

export const archivesOnPhone = (journey: Journey, stage: Stage) =>
  journey.chapter('19 档案与户口登记', async step => {
    const who = bystander(2);
    const visitor = await stage.who('keeper', 'phone');
    const { page, context } = visitor;
    const at = (path: string) => page.goto(`${stage.world.url}/m${path}`);

    await step('both modules are there, and say that nothing is registered', async () => {
      await enterAgain(visitor, stage.world, who);
      await at('/');
      await see(page.getByRole('link', { name: /^档案信息登记\s*未登记/ }));
      await see(page.getByRole('link', { name: /^户口信息登记\s*未登记/ }));
      await visitor.look('19-modules', { dark: true });
      await page.getByRole('link', { name: /^档案信息登记/ }).click();
      await see(page.getByRole('heading', { name: '申请记录' }));
      await visitor.look('19-archive-empty');
    });

    await step('a form with nothing in it says what is missing, at its place', async () => {
      await page.getByRole('button', { name: '档案信息登记' }).click();
      await see(page.getByRole('button', { name: '提交审核' }));
      await visitor.look('19-form-empty');
      visitor.expectRefusal(422);
      await submit(page);
      await see(page.getByText('有内容需要修改，已在相应位置标出'));
      await see(page.locator('[aria-invalid=true]:focus'));
      await visitor.look('19-form-faults', { dark: true });
    });

    await step('转回生源地 fills the receiver in and keeps the province; another type brings back what was typed', async () => {
      const [type, name] = ['档案转递类型', '档案转递单位名称'];
      await fillIn(page, { [type]: '托管单位接收', [name]: '自己填写的人才中心' });
      await fillIn(page, { [type]: '转回生源地' });
      await see(page.getByText(/^接收单位按您的生源地/));
      assert.notEqual(await field(page, name).inputValue(), '自己填写的人才中心');
      assert.ok(await province(page).isDisabled(), 'the province stays');
      await visitor.look('19-form-origin', { dark: true });
      await fillIn(page, { [type]: '托管单位接收' });
      assert.equal(await field(page, name).inputValue(), '自己填写的人才中心');
      await fillIn(page, { [type]: '转回生源地' });
    });

    await step(
      'the receiver is looked up under its field, by keys alone; what gives way is said and can be taken back',
      async () => {
        const [name, contact] = [page.getByRole('combobox', { name: '档案转递单位名称' }), field(page, '档案转递联系人')];
        const before = await name.inputValue();
        await fillIn(page, { 档案转递类型: '托管单位接收', 档案转递联系人: '郑老师' });
        await name.fill('xmrc');
        await see(page.getByText(/^找到 1 个机构/));
        await name.press('ArrowDown');
        await see(page.getByRole('option', { name: /^厦门市人才服务中心/, selected: true }));
        await visitor.look('19-form-offices', { dark: true });
        await name.press('Escape');
        assert.deepEqual([await name.inputValue(), await name.getAttribute('aria-expanded')], ['xmrc', 'false']);
        await name.press('ArrowDown');
        await see(page.getByRole('option', { name: /^厦门市人才服务中心/ }));
        await name.press('ArrowDown');
        await name.press('Enter');
        await see(page.getByText(/「档案转递联系人」已被替换/));
        assert.match(await name.inputValue(), /^厦门市人才服务中心/);
        assert.match(await field(page, '档案转递联系电话').inputValue(), /^0592-/);
        await visitor.look('19-form-office-filled', { dark: true });
        await page.getByRole('button', { name: '撤销填入' }).click();
        assert.deepEqual([await name.inputValue(), await contact.inputValue()], ['xmrc', '郑老师']);
        await see(page.locator('[role=combobox]:focus'));
        await name.fill('没有这个机构');
        await see(page.getByText('目录中没有找到，可以直接填写。'));
        await visitor.look('19-form-offices-none');
        await fillIn(page, { 档案转递联系人: '' });
        await name.fill('');
        await fillIn(page, { 档案转递类型: '转回生源地' });
        assert.equal(await name.inputValue(), before);
      },
    );

    await step('what is typed without a network is kept, and is there after a reload', async () => {
      await see(page.getByText(/^已暂存/));
      visitor.expectNoNetwork();
      await context.setOffline(true);
      await fillIn(page, { 情况说明: '毕业后回生源地求职，档案请转回当地人才中心。' });
      await see(page.getByText(/尚未保存到服务器/));
      await visitor.look('19-form-offline');
      await context.setOffline(false);
      await see(page.getByText(/^已暂存/));
      await page.reload();
      await see(page.getByText(/^接收单位按您的生源地/));
      assert.match(await page.getByRole('textbox', { name: '情况说明' }).inputValue(), /^毕业后回生源地求职/);
    });

    await step('a draft waits until it is handed in, its evidence with it', async () => {
      await attach(page, '图像证明材料：选择文件', await letterPicture(stage.world.folder, '调档函', 'ARCHIVE'));
      await see(page.getByRole('img', { name: '调档函.jpg' }));
      await page.getByRole('button', { name: '暂存并退出' }).click();
      await see(page.getByText(/有一份没有提交的草稿/));
      await visitor.look('19-archive-draft');
      await page.getByRole('button', { name: '继续填写' }).click();
      await see(page.getByRole('img', { name: '调档函.jpg' }));
      await fillIn(page, { 档案转递联系人: '郑老师' });
      await submit(page);
      await see(page.getByText('已提交审核'));
      await see(page.getByText(/下一步由学院审核/));
      await visitor.look('19-request-sent', { dark: true });
    });

    await step('it waits: who has it is said, and it can be changed in place', async () => {
      await page.getByRole('link', { name: '返回', exact: true }).click();
      await see(page.getByText('审核中', { exact: true }));
      assert.ok(await page.getByRole('button', { name: '档案信息登记' }).isDisabled());
      await visitor.look('19-archive-waiting', { dark: true });
      await page.getByRole('link', { name: '登记申请：转回生源地' }).click();
      await page.getByRole('button', { name: '修改申请' }).click();
      await see(page.getByRole('img', { name: '调档函.jpg' }));
      await fillIn(page, { 档案转递联系人: '吴老师' });
      await attach(page, '图像证明材料：选择文件', await letterPicture(stage.world.folder, '补充函', 'MORE'));
      await see(page.getByRole('img', { name: '补充函.jpg' }));
      await page.reload();
      for (const name of ['调档函.jpg', '补充函.jpg']) await see(page.getByRole('img', { name }));
      assert.equal(await page.getByRole('textbox', { name: '档案转递联系人' }).inputValue(), '吴老师');
      await visitor.look('19-edit');
      await page.getByRole('button', { name: '重新提交审核' }).click();
      await see(page.getByText('吴老师'));
      await see(page.getByRole('img', { name: '补充函.jpg' }));
    });

    await step('once the department has passed it, it cannot be changed; the school does not pass it, and says why', async () => {
      const request = `archive/requests/${idOf(page)}`;
      await decide(stage, 'department', request, { action: 'approve' });
      await page.reload();
      await see(page.getByText('待审核（等待学校审核）'));
      assert.ok(await page.getByRole('button', { name: '修改申请' }).isDisabled());
      await visitor.look('19-request-under-review');
      const text = '接收单位的地址请写到门牌号。';
      await decide(stage, 'school', request, { action: 'reject', reason: '档案转递信息有误', text });
      await page.reload();
      await see(page.getByText(/地址请写到门牌号/));
      await visitor.look('19-request-rejected', { dark: true });
      await page.getByRole('link', { name: '返回档案信息登记' }).click();
      await see(page.getByText('未登记', { exact: true }));
      await visitor.look('19-archive-rejected');
    });

    await step('registered anew and passed by both: it is in the record, with where it came from', async () => {
      await page.getByRole('button', { name: '档案信息登记' }).click();
      await see(page.getByText(/^上次申请没有通过。原因：档案转递信息有误/));
      assert.equal(await field(page, '档案转递联系人').inputValue(), '吴老师');
      await visitor.look('19-form-again');
      await submit(page);
      await see(page.getByText('已提交审核'));
      const request = `archive/requests/${idOf(page)}`;
      for (const level of ['department', 'school'] as const) await decide(stage, level, request, { action: 'approve' });
      await page.getByRole('link', { name: '返回', exact: true }).click();
      await see(page.getByText('已登记', { exact: true }));
      await see(page.getByText(/来源：本人申请/));
      await visitor.look('19-archive-registered', { dark: true });
    });

    await step('a modification asks for its grounds; meanwhile the record stays', async () => {
      await page.getByRole('button', { name: '档案信息修改' }).click();
      await fillIn(page, { 档案转递联系人: '林老师' });
      await submit(page);
      await see(page.getByText('有内容需要修改，已在相应位置标出'));
      await visitor.look('19-modify-faults');
      await fillIn(page, { 情况说明: '接收单位更换了联系人。' });
      await submit(page);
      await see(page.getByRole('heading', { name: '修改内容' }));
      await visitor.look('19-modify-sent', { dark: true });
      await page.getByRole('link', { name: '返回', exact: true }).click();
      await see(page.getByText('修改审核中'));
      await visitor.look('19-archive-modifying');
    });

    await step('hukou: an address without its county is told at its field', async () => {
      await at('/archives/hukou');
      await page.getByRole('button', { name: '户口信息登记' }).click();
      await fillIn(page, { 户口迁移类型: '签约单位接收', '户口迁移地址（详细地址）': '演示路 9 号集体户' });
      const place = '户口迁移地址（省市区）';
      await page.getByLabel(`${place}：省`, { exact: true }).selectOption({ label: '福建省' });
      await submit(page);
      await see(page.locator('select[aria-invalid=true]'));
      await visitor.look('19-hukou-fault');
      await fillRegion(page, place, ['福建省', '厦门市', '思明区']);
      await submit(page);
      await see(page.getByText('已提交审核'));
      await visitor.look('19-hukou-sent');
    });

    await step('closed by the school, the module says so; what is registered can still be read', async () => {
      await openArchive(stage, false);
      await at('/');
      await see(page.getByText('学校尚未开放').first());
      assert.equal(await page.getByRole('link', { name: /^档案信息登记/ }).count(), 0);
      await visitor.look('19-modules-closed');
      await at('/archives/archive');
      await see(page.getByText('学校尚未开放「档案信息登记」。'));
      await see(page.getByText('已登记', { exact: true }));
      await visitor.look('19-archive-closed', { dark: true });
      await at('/archives/archive/form');
      await see(page.getByText('现在不能办理'));
      await visitor.look('19-form-closed');
      await openArchive(stage, true);
    });
  });
