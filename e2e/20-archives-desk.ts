/** 档案信息管理 at the desks: requests are corrected, approved, rejected; records are edited, found, taken in from a sheet, counted. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { z } from 'zod';
import { becomes, chooseRegion, download, menu, see, switchModule, terms } from './act.ts';
import { bystander, desks } from './people.ts';
import { enter } from './phone.ts';
import { letterPicture } from './pictures.ts';
import { readSheet } from './read-sheet.ts';
import type { Journey } from './report.ts';
import { sendBack } from './review.ts';
import type { Stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

const centre = {
  archiveReceiverName: '厦门市思明区公共就业人才服务中心',
  archiveRegionCode: '350203',
  archiveAddress: '演示路 100 号人才大厦 2 层',
};
const originForm = z.object({ origin: z.object({ receiver: z.record(z.string(), z.string()).nullable() }).nullable() });

const uploaded = z.object({ id: z.string() });
/** 证明材料, as the phone sends it. */
const upload = async ({ page }: Visitor, folder: string): Promise<string> =>
  uploaded.parse(
    await page.evaluate(
      bytes =>
        fetch('/api/graduate/archives/archive/files', {
          method: 'POST',
          headers: {
            'content-type': 'application/octet-stream',
            'file-name': encodeURIComponent('接收函.jpg'),
            'idempotency-key': crypto.randomUUID(),
          },
          body: Uint8Array.from(atob(bytes), character => character.charCodeAt(0)),
        }).then(answer => answer.json()),
      await readFile(await letterPicture(folder, '接收函', '接收函'), 'base64'),
    ),
  ).id;

/** Signs in on the phone and registers; what the pages do with it is another chapter's. */
async function files(
  stage: Stage,
  person: ReturnType<typeof bystander>,
  type: '2' | '3' | '4',
  withEvidence = false,
): Promise<void> {
  const phone = await stage.who(person.name, 'phone');
  await enter(phone, stage.world, person);
  const send = (method: string, path: string, body?: unknown) =>
    phone.page.evaluate(
      ([how, where, what]) =>
        fetch(where ?? '', {
          method: how ?? 'GET',
          headers: { accept: 'application/json', 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
          ...(what ? { body: what } : {}),
        }).then(async answer => ({ ok: answer.ok, answer: await answer.json() })),
      [method, `/api/graduate/archives/archive/${path}`, body ? JSON.stringify(body) : ''],
    );
  const { origin } = originForm.parse((await send('GET', 'form')).answer);
  const receiver = type === '4' && origin?.receiver ? origin.receiver : centre;
  const fileIds = withEvidence ? [await upload(phone, stage.world.folder)] : [];
  const filed = await send('POST', 'requests', { action: 'register', form: { ...receiver, archiveType: type }, fileIds });
  assert.ok(filed.ok, JSON.stringify(filed.answer));
  await phone.close();
}

/** A sheet for 批量导入 made from the template: its headers, and rows of values by header. */
async function sheetOf(template: string, path: string, rows: readonly Readonly<Record<string, string>>[]): Promise<void> {
  const [headers = []] = await readSheet(template);
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('导入');
  sheet.addRow([...headers]);
  for (const row of rows)
    sheet.addRow(
      headers.map(header => Object.entries(row).find(([name]) => header.replace(/^[*\s]+/, '').startsWith(name))?.[1] ?? ''),
    );
  await book.xlsx.writeFile(path);
}

const decision = ({ page }: Visitor) => page.getByRole('region', { name: '审核操作' });

export const archivesDesk = (journey: Journey, stage: Stage) =>
  journey.chapter('20 档案信息管理（院系、学校）', async step => {
    const [home, moved, refused, batched] = [bystander(12), bystander(13), bystander(14), bystander(15)];
    const desk = await stage.signedIn('department', '/desk/', desks.department.login);
    const { page } = desk;
    const address = (path: string) => `${stage.world.url}/desk/archive${path}`;

    await step('four graduates ask', async () => {
      await files(stage, home, '4');
      await files(stage, moved, '2', true);
      await files(stage, refused, '3');
      await files(stage, batched, '3');
    });

    await step('the module opens on what waits, counted', async () => {
      await page.goto(`${stage.world.url}/desk/home`);
      await see(page.getByRole('link', { name: /^档案信息申请\s*4\s*件待我处理$/ }));
      await switchModule(page, '毕业去向登记与网签', '档案信息管理');
      await see(page.getByRole('link', { name: /^申请记录\s*4\s*件待我处理$/ }));
      for (const title of ['首页', '学生名单管理', '档案信息', /^申请记录/, '失效信息管理', '数据统计'])
        await see(menu(page, title));
      await desk.look('20-home', { dark: true });
    });

    await step('the request is read beside what is reported', async () => {
      await menu(page, /^申请记录/).click();
      await see(page.getByRole('link', { name: `审核${moved.name}` }));
      await desk.look('20-requests', { dark: true });
      await page.getByRole('link', { name: `审核${moved.name}` }).click();
      await see(page.getByRole('columnheader', { name: '申请的内容' }));
      await see(page.getByRole('heading', { name: '毕业去向' }));
      await see(page.getByText('接收函.jpg'));
      await desk.look('20-review', { dark: true });
    });

    await step('it is corrected before it is approved; a fault is told at its field', async () => {
      await decision(desk).getByRole('button', { name: '修改信息' }).click();
      const drawer = page.getByRole('dialog', { name: `修改申请内容：${moved.name}` });
      const street = drawer.getByLabel('档案转递单位地址（详细地址）');
      await see(street);
      await drawer.getByLabel('档案转递单位邮编').fill('12');
      desk.expectRefusal(422);
      await drawer.getByRole('button', { name: '保存修改' }).click();
      await see(drawer.locator('.ant-form-item-explain-error'));
      await desk.look('20-correct-fault');
      await drawer.getByLabel('档案转递单位邮编').fill('361001');
      await street.fill('演示路 102 号人才大厦 5 层');
      await drawer.getByRole('button', { name: '保存修改' }).click();
      await see(page.getByText('申请内容已修改，尚未审核'));
      await see(page.getByText('演示路 102 号人才大厦 5 层'));
      await drawer.waitFor({ state: 'hidden' });
    });

    await step('A asks, Enter approves, the next one opens', async () => {
      await page.keyboard.press('a');
      await see(page.getByRole('dialog', { name: `审核通过：${moved.name}？` }));
      await desk.look('20-approve');
      await page.keyboard.press('Enter');
      await see(page.getByText(new RegExp(`^${moved.name}：待审核`)));
      await page.waitForURL(/requests\/\d+$/);
      await see(page.getByText('申请待我处理 3 件'));
    });

    await step('one is rejected with a reason', async () => {
      await page.goto(address('/requests'));
      await page.getByRole('link', { name: `审核${refused.name}` }).click();
      await see(decision(desk));
      const reason = await page.evaluate(() =>
        fetch('/api/archives/archive/options')
          .then(answer => answer.json())
          .then(options => String(options.reasons[0])),
      );
      await sendBack(desk, refused.name, { word: '审核不通过', key: 'r', reason, text: '托管单位名称请写全称。' }, () =>
        desk.look('20-reject'),
      );
      await page.goto(address('/requests?state=rejected'));
      await page.getByRole('link', { name: refused.name, exact: true }).click();
      await see(page.getByText('托管单位名称请写全称。'));
      await desk.look('20-rejected');
    });

    await step('ticked rows are approved, with the outcome of each', async () => {
      await page.goto(address('/requests'));
      await page.getByRole('checkbox', { name: `勾选${batched.name}` }).check();
      await desk.look('20-ticked');
      await page.getByRole('button', { name: '批量审核通过' }).click();
      await page.getByRole('button', { name: '审核通过（1 条）' }).click();
      await see(page.getByText('批量审核通过：成功 1 条'));
      await desk.look('20-batch-outcome');
    });

    await step('quick review says how many, does them, and lists what it did', async () => {
      await page.goto(address('/requests'));
      await page.getByRole('button', { name: '快速审核' }).click();
      const confirm = page.getByRole('button', { name: '审核通过（1 条）' });
      await see(confirm);
      await desk.look('20-quick');
      await confirm.click();
      await see(page.getByText(/：已完成$/));
      await page.getByRole('link', { name: '查看逐条结果' }).click();
      await see(page.getByRole('link', { name: home.name }));
      await desk.look('20-quick-outcome');
    });

    await step('all graduates are listed with their state; the address keeps the filter', async () => {
      await menu(page, '档案信息').click();
      await see(page.getByRole('columnheader', { name: '登记状态' }));
      await desk.look('20-records', { dark: true });
      await page.goto(address('/records?state=lapsed'));
      await page.getByRole('main').getByRole('link', { name: '失效信息管理' }).click();
      await see(page.getByText('没有失效的毕业生。'));
      await page.goto(address('/records'));
      await page.getByLabel('姓名、拼音、学号或考生号').fill(refused.name);
      await see(page.getByRole('link', { name: `查看${refused.name}` }));
      // What was looked for is kept over a reload, and in no address.
      await becomes(page, `history.state?.sought?.includes('q=')`);
      await page.reload();
      assert.ok(!page.url().includes('q='));
      await page.getByRole('link', { name: `查看${refused.name}` }).click();
      await see(page.getByText('还没有登记。'));
    });

    await step('the department registers it itself, in force at once', async () => {
      await page.getByRole('button', { name: '登记信息' }).click();
      const drawer = page.getByRole('dialog', { name: `登记信息：${refused.name}` });
      await drawer.getByText('托管单位接收', { exact: true }).click();
      await drawer.getByLabel('档案转递单位名称').fill('厦门市演示人力资源有限公司');
      await drawer.getByLabel('档案转递单位地址（详细地址）').fill('演示路 8 号');
      await chooseRegion(page, '档案转递单位地址（省市区）', '思明区');
      await desk.look('20-edit');
      await drawer.getByRole('button', { name: '保存', exact: true }).click();
      await see(page.getByText('已登记').first());
      await drawer.waitFor({ state: 'hidden' });
      await see(page.getByRole('heading', { name: '修改历史' }));
      await desk.look('20-record', { dark: true });
    });

    await step('a small sheet is taken in, with the outcome of each row', async () => {
      await menu(page, '档案信息').click();
      await page.getByRole('link', { name: '批量导入' }).click();
      await see(page.getByRole('heading', { name: '批量导入档案信息' }));
      await desk.look('20-import');
      const template = await download(desk, page.getByRole('link', { name: '下载批量导入模板' }), stage);
      await download(desk, page.getByRole('link', { name: '下载地区代码表' }), stage);
      const path = join(stage.world.folder, '档案批量导入.xlsx');
      const row = (person: typeof home, idNumber: string) => ({
        ...{ 考生号: person.examNumber, 姓名: person.name, 身份证号: idNumber },
        ...{ 档案转递类型: '托管单位接收', 档案转递单位名称: '厦门市演示人力资源有限公司', 档案转递单位所在地区代码: '350203' },
        档案转递单位地址: '演示路 8 号',
      });
      await sheetOf(template, path, [row(refused, refused.idNumber), row(batched, home.idNumber)]);
      await page.getByLabel('选择 xlsx 文件，或拖到此处').setInputFiles(path);
      await see(page.getByRole('heading', { name: '表头对应' }));
      await desk.look('20-import-mapping');
      await page.getByRole('button', { name: '开始导入' }).click();
      await page.getByRole('link', { name: '档案批量导入.xlsx' }).first().click();
      await see(page.getByRole('link', { name: /^下载有误的 1 行/ }));
      assert.equal((await terms(page.locator('dl.numbers'))).有误, '1');
      await desk.look('20-import-outcome');
    });

    await step('the numbers are those of the lists', async () => {
      await menu(page, '数据统计').click();
      await see(page.getByRole('heading', { name: '数据统计' }));
      await see(page.getByRole('columnheader', { name: '登记率' }));
      await desk.look('20-statistics', { dark: true });
    });

    await step('nobody is lapsed; hukou has the same pages', async () => {
      await menu(page, '失效信息管理').click();
      await see(page.getByText('没有失效的毕业生。'));
      await desk.look('20-lapsed');
      await switchModule(page, '档案信息管理', '户口信息管理');
      await see(page.getByRole('heading', { name: '户口信息管理' }));
      await menu(page, '学生名单管理').click();
      await see(page.getByText(/户口未转入学校的毕业生不在此列/));
      await desk.look('20-hukou-students');
      await menu(page, /^申请记录/).click();
      await see(page.getByText('没有待您审核的申请。'));
      assert.equal(await page.getByRole('button', { name: '快速审核' }).count(), 0);
      await desk.look('20-hukou-requests');
    });
  });
