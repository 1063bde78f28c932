/** 户档转递与核验信息: the school's own codes are generated, shown, downloaded, checked, killed by a change, generated anew. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { download, downloadBytes, menu, pick, see, switchModule, terms } from './act.ts';
import { fillArchiveAndHukou, fillIn } from './fill.ts';
import { bystander, desks } from './people.ts';
import { enterAgain, openWays, startWay } from './phone.ts';
import { readSheet } from './read-sheet.ts';
import type { Journey } from './report.ts';
import { passBoth } from './review.ts';
import type { Stage } from './stage.ts';

type Person = ReturnType<typeof bystander>;
const shape = /[0-9A-Z]{4}(?:-[0-9A-Z]{2,4}){2,}/;
const list = '/verification/archive/transfers';
const newReceiver = '厦门市湖里区㛃园人才服务中心';

/** Registered by the graduate, passed by department and school: it is reported, and says where the archive goes. */
async function report(stage: Stage, person: Person): Promise<void> {
  const visitor = await stage.who(person.name, 'phone');
  const { page } = visitor;
  await enterAgain(visitor, stage.world, person);
  await openWays(page, '未就业');
  await startWay(page, '求职中');
  await fillIn(page, { 近期打算: '在厦门找软件测试岗位，下周有两场面试。' });
  await fillArchiveAndHukou(page);
  await page.getByRole('button', { name: '提交审核' }).click();
  await see(page.getByText('已提交审核'));
  await passBoth(stage, '/destinations', person.name);
}

/** Everything that the pages are answered from here on. */
function listen(page: Page): () => Promise<string> {
  const texts: Promise<string>[] = [];
  page.on('response', response => {
    if (response.url().includes('/api/') && response.headers()['content-type']?.includes('json'))
      texts.push(response.text().catch(() => ''));
  });
  return async () => (await Promise.all(texts)).join('\n');
}

export const transferCodes = (journey: Journey, stage: Stage) =>
  journey.chapter('23 户档转递与核验信息', async step => {
    const [first, second] = [bystander(17), bystander(18)];
    const desk = await stage.signedIn('department', '/desk/', desks.department.login);
    const { page } = desk;
    const at = (path: string) => page.goto(`${stage.world.url}/desk${path}`);
    const listOf = ({ name }: Person) => at(`${list}?q=${encodeURIComponent(name)}`);
    const rowOf = ({ name }: Person) => page.getByRole('row').filter({ hasText: name });
    const notice = page.locator('.job-notice');
    const generate = page.getByRole('button', { name: '批量生成/重新生成转递编号' });
    const dialog = page.getByRole('dialog');
    const counts = () => terms(dialog.locator('dl.generation-counts'));
    const codeOf = async (person: Person) => shape.exec(await rowOf(person).innerText())?.[0] ?? '';

    const office = await stage.who('office of archives', 'desk');
    office.expectRefusal(428);
    /** The public page, as a receiving office has it. */
    const check = async (name: string, code: string, outcome: string) => {
      await office.page.goto(`${stage.world.url}/check/archive`);
      await office.page.getByLabel('毕业生姓名').fill(name);
      await office.page.getByLabel('核验编号或转递编号').pressSequentially(code, { delay: 1 });
      await office.page.getByRole('button', { name: '核验', exact: true }).click();
      await see(office.page.getByRole('heading', { name: outcome }));
    };
    const found = '核验通过，目前有效';
    const notFound = '未查询到可核验的去向登记信息。';

    await step('two destinations are reported', async () => {
      await report(stage, first);
      await report(stage, second);
    });

    await step('the module has its lists; nobody has a code yet, and none can be downloaded', async () => {
      await at('/home');
      await switchModule(page, '毕业去向登记与网签', '户档转递与核验信息');
      await menu(page, '户口信息转递列表').click();
      await see(page.getByText('户口未转入学校的毕业生不在此列。'));
      await desk.look('23-hukou');
      await menu(page, '档案信息转递列表').click();
      await see(page.getByRole('columnheader', { name: '转递编号' }));
      await desk.look('23-before', { dark: true });
      await at(`${list}?q=${encodeURIComponent('查无此人')}`);
      await see(page.getByText('没有符合条件的毕业生。'));
      await desk.look('23-empty', { dark: true });
      await listOf(first);
      await see(rowOf(first).getByText('未生成'));
      await rowOf(first).getByRole('link', { name: '查询' }).click();
      await see(page.getByText('没有有效的转递编号，以下为预览。'));
      assert.equal(await page.getByRole('link', { name: '下载 PDF' }).count(), 0);
      await desk.look('23-preview-without', { dark: true });
    });

    await step('it says how many first, then generates, and says what came of it', async () => {
      await at(list);
      await generate.click();
      await see(page.getByRole('dialog', { name: /名毕业生生成转递编号？/ }));
      const before = await counts();
      assert.ok(Number(before.新生成?.replace(/\D/g, '')) >= 2, JSON.stringify(before));
      await desk.look('23-generate', { dark: true });
      await dialog.getByRole('button', { name: /^生成（/ }).click();
      await see(notice.getByText(/：已完成/));
      await see(notice.locator('dl'));
      assert.deepEqual(await terms(notice.locator('dl.generation-counts')), before);
      await desk.look('23-generated', { dark: true });
    });

    let code = '';
    await step('staff see the code; a second run changes nothing', async () => {
      await listOf(first);
      await see(rowOf(first).getByText('已生成'));
      code = await codeOf(first);
      assert.match(code, shape);
      await generate.click();
      await see(page.getByRole('dialog', { name: '转递编号都是最新的，要再核对一遍吗？' }));
      assert.deepEqual(await counts(), { 新生成: '0 人', '重新生成（编号已失效）': '0 人', '保持不变（编号有效）': '1 人' });
      await desk.look('23-nothing-to-do');
      await dialog.getByRole('button', { name: '核对一遍' }).click();
      await see(notice.getByText(/：已完成/));
      await page.reload();
      await see(rowOf(first));
      assert.equal(await codeOf(first), code);
    });

    let paper = '';
    await step('查询 shows the form with its code, and its PDF', async () => {
      await rowOf(first).getByRole('link', { name: '查询' }).click();
      await see(page.getByText(code));
      await desk.look('23-form', { dark: true });
      paper = await download(desk, page.getByRole('link', { name: '下载 PDF' }), stage);
      assert.equal((await readFile(paper)).subarray(0, 5).toString(), '%PDF-');
    });

    const downloadAs = async (item: RegExp) => {
      await page.getByRole('button', { name: '批量下载' }).click();
      return page.getByRole('menuitem', { name: item });
    };
    await step('the list is downloaded with its codes', async () => {
      await listOf(first);
      await see(rowOf(first));
      const item = await downloadAs(/xlsx/);
      await see(item);
      await desk.look('23-downloads');
      const [headers = [], row = []] = await readSheet(await download(desk, item, stage));
      assert.equal(row[headers.indexOf('姓名')], first.name);
      assert.equal(row[headers.indexOf('转递编号')], code);
    });

    await step('its forms are downloaded as one PDF, and as a zip', async () => {
      await at(`${list}?outdated=no`);
      await see(rowOf(second));
      for (const [item, mark] of [
        [/合成一个 PDF/, '%PDF-'],
        [/zip/, 'PK'],
      ] as const) {
        await (await downloadAs(item)).click();
        await see(notice.getByText(/：已完成/));
        await desk.look(`23-file-${mark.replace(/\W/g, '')}`, { dark: true });
        const bytes = await downloadBytes(desk, notice.getByRole('link', { name: /的结果/ }), stage);
        assert.equal(bytes.subarray(0, mark.length).toString('latin1'), mark);
        await notice.getByRole('button', { name: '关闭' }).click();
      }
    });

    await step('a receiving office finds the form by name and code, and knows the paper', async () => {
      await check(first.name, code, found);
      await see(office.page.getByText('厦门市思明区公共就业人才服务中心'));
      await office.look('23-checked');
      await office.page.goto(`${stage.world.url}/check/archive`);
      await office.page.getByLabel('选择 PDF 文件').setInputFiles(paper);
      await see(office.page.getByText('这是系统出具的现行版本，目前有效。'));
      await office.look('23-paper');
    });

    await step('neither 核验列表 nor the graduate is told a code', async () => {
      const deskHeard = listen(page);
      await at(`/verification/archive/authorizations?q=${encodeURIComponent(first.name)}`);
      await see(rowOf(first).getByText('未确认'));
      assert.doesNotMatch(await page.getByRole('main').innerText(), shape);
      await desk.look('23-authorizations', { dark: true });
      await rowOf(first).getByRole('link', { name: '查询' }).click();
      await see(page.getByText('核验编号和二维码由毕业生本人持有，不向学校、院系展示。'));
      await desk.look('23-authorization', { dark: true });
      assert.ok(!(await deskHeard()).includes(code));
      const phone = await stage.who(first.name, 'phone');
      const heard = listen(phone.page);
      for (const path of ['/', '/modules', '/record', '/confirmation', '/authorization', '/messages', '/leaving']) {
        await phone.page.goto(`${stage.world.url}/m${path}`);
        await see(phone.page.getByRole('main'));
        await phone.page.waitForLoadState('networkidle');
        assert.ok(!(await phone.page.content()).includes(code), path);
      }
      const answers = await heard();
      assert.ok(answers.length > 0 && !answers.includes(code) && !answers.includes(code.replaceAll('-', '')));
    });

    await step('the school corrects where the archive goes: the code is dead at once', async () => {
      const school = await stage.signedIn('school', '/desk/', desks.school.login);
      await school.page.goto(`${stage.world.url}/desk/destinations?state=registered&q=${encodeURIComponent(first.name)}`);
      await school.page
        .getByRole('link', { name: new RegExp(first.name) })
        .first()
        .click();
      await school.page.getByRole('button', { name: '更正信息' }).click();
      const drawer = school.page.getByRole('dialog', { name: `更正信息：${first.name}` });
      await drawer.getByLabel('档案转递单位名称').fill(newReceiver);
      await pick(school.page, drawer.getByLabel('更正原因', { exact: true }), '填写有误');
      await drawer.getByLabel('更正说明（毕业生可见）').fill('按人才服务中心来函更正。');
      await drawer.getByRole('button', { name: '更正', exact: true }).click();
      await see(school.page.getByText('已更正，有关各方会收到通知'));
      await at(list);
      await page.getByRole('searchbox').or(page.getByLabel('姓名、拼音、学号或考生号')).first().fill(first.name);
      await see(rowOf(first).getByText('已失效'));
      assert.doesNotMatch(await rowOf(first).innerText(), shape);
      await desk.look('23-dead', { dark: true });
      await check(first.name, code, notFound);
      await office.page.goto(`${stage.world.url}/check/archive`);
      await office.page.getByLabel('选择 PDF 文件').setInputFiles(paper);
      await see(office.page.getByText(/不再有效/));
    });

    await step('generated anew, only that one; in a small window', async () => {
      await page.setViewportSize({ width: 1280, height: 720 });
      await at(list);
      await see(page.getByRole('columnheader', { name: '转递编号' }));
      await desk.picture('23-list-1280x720');
      await generate.click();
      await see(page.getByRole('dialog', { name: '为 1 名毕业生生成转递编号？' }));
      await desk.picture('23-generate-1280x720');
      await dialog.getByRole('button', { name: '生成（1 个）' }).click();
      await see(notice.getByText(/：已完成/));
      await desk.picture('23-generated-1280x720');
      await listOf(first);
      await see(rowOf(first).getByText('已生成'));
      const fresh = await codeOf(first);
      assert.match(fresh, shape);
      assert.notEqual(fresh, code);
      await check(first.name, fresh, found);
      await see(office.page.getByText(newReceiver));
    });

    await step('while the list is on its way its place is kept', async () => {
      await page.setViewportSize({ width: 1440, height: 900 });
      let letGo: () => void = () => undefined;
      const held = new Promise<void>(resolve => {
        letGo = resolve;
      });
      const address = '**/api/verification/archive/transfer-codes?*';
      await page.route(address, async route => {
        await held;
        await route.continue();
      });
      await at(list);
      await see(page.getByRole('heading', { name: '档案信息转递列表' }));
      await desk.look('23-loading', { dark: true });
      letGo();
      await see(page.getByRole('columnheader', { name: '转递编号' }));
      await page.unroute(address);
    });
  });
