/** 在线核验: a receiving office with nothing but a browser, a phone's scanner, or paper. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { becomes, see } from './act.ts';
import { journeyBegins } from './clock.ts';
import { issueForm } from './forms.ts';
import type { Journey } from './report.ts';
import type { Stage } from './stage.ts';

const codeField = (page: Page) => page.getByLabel('核验编号或转递编号');
async function type(page: Page, name: string, code: string): Promise<void> {
  await page.getByLabel('毕业生姓名').fill(name);
  await codeField(page).fill('');
  await codeField(page).pressSequentially(code, { delay: 1 });
}
const check = (page: Page) => page.getByRole('button', { name: '核验', exact: true }).click();
/** One character of the second group is read wrongly. */
const misread = (code: string) => code.slice(0, 7) + (code[7] === '7' ? 'T' : '7') + code.slice(8);

export const receivingOffice = (journey: Journey, stage: Stage) =>
  journey.chapter('24 户档接收部门在线核验', async step => {
    const { world } = stage;
    const office = await stage.who('office', 'desk');
    const { page } = office;
    const archive = await issueForm(world, { kind: 'archive', now: journeyBegins });
    const hukou = await issueForm(world, { kind: 'hukou', now: journeyBegins });

    await step('the portal leads to both pages', async () => {
      await page.goto(world.url);
      await page.getByRole('link', { name: /户口迁移信息在线核验/ }).click();
      await see(page.getByRole('heading', { name: '户口迁移信息在线核验' }));
      await page.goto(world.url);
      await page.getByRole('link', { name: /档案转递信息在线核验/ }).click();
      await see(page.getByRole('heading', { name: '档案转递信息在线核验' }));
      await see(page.getByText('国办发〔2022〕13号'));
      await office.look('24 核验页', { dark: true });
    });

    await step('paper only, typed: a typing error is told at its place, without the server', async () => {
      const asked: string[] = [];
      page.on('request', request => asked.push(request.url()));
      await type(page, archive.name, misread(archive.code).toLowerCase().replaceAll('-', ''));
      await see(page.getByText(/第 2 组第 3 个字符可能有误/));
      await check(page);
      assert.deepEqual(
        asked.filter(url => url.includes('/api/')),
        [],
      );
      await office.look('24 输入有误', { dark: true });
      await page.getByRole('button', { name: /^改为/ }).click();
      assert.equal(await codeField(page).inputValue(), archive.code);
      await check(page);
      await see(page.getByRole('heading', { name: '核验通过，目前有效' }));
      for (const text of [archive.formNumber, '福州市鼓楼区人力资源公共服务中心', '福州三坊㛃光文化创意有限公司'])
        await see(page.getByText(text));
      await office.look('24 核验通过', { dark: true });
      assert.ok(
        asked.every(url => !url.includes(archive.code)),
        'no code in a URL',
      );
    });

    await step('another name, another kind: one answer, with what to do', async () => {
      await page.getByRole('button', { name: '核验另一份' }).click();
      await type(page, '欧阳洁', archive.code);
      await check(page);
      await see(page.getByRole('heading', { name: '未查询到可核验的去向登记信息。' }));
      await office.look('24 未查询到', { dark: true });
      await page.goto(`${world.url}/check/hukou`);
      await type(page, archive.name, archive.code);
      await check(page);
      await see(page.getByRole('heading', { name: '未查询到可核验的去向登记信息。' }));
    });

    const scanner = await stage.who('scanner', 'phone');
    // What failed in earlier chapters came from the same address, so any check may be asked for a proof of work first.
    for (const visitor of [office, scanner]) visitor.expectRefusal(428);
    await step('a phone scans the form: signed by us, and still valid; the code leaves the address bar', async () => {
      await scanner.page.goto(hukou.url);
      await see(scanner.page.getByRole('heading', { name: '来源已验证' }));
      await see(scanner.page.getByRole('heading', { name: '核验通过，目前有效' }));
      assert.equal(scanner.page.url(), `${world.url}/check/hukou`);
      await scanner.look('24 扫码核验', { dark: true });
    });

    await step('without a network the page still opens and says whose form it is, and that more was not checked', async () => {
      await becomes(scanner.page, `caches.open('check').then(cache => cache.match('/.well-known/jwks.json')).then(Boolean)`);
      await becomes(scanner.page, 'navigator.serviceWorker.controller !== null');
      scanner.expectNoNetwork();
      await scanner.context.setOffline(true);
      await scanner.page.goto('about:blank');
      await scanner.page.goto(archive.url);
      await see(scanner.page.getByRole('heading', { name: '来源已验证' }));
      await see(scanner.page.getByText('当前没有网络，未能在线核验'));
      await see(scanner.page.getByText('不能确认登记信息表目前是否仍有效'));
      await scanner.look('24 无网络', { dark: true });
      await scanner.context.setOffline(false);
    });

    await step('a forged statement, and one of another form, are told', async () => {
      const [, token = '', statement = ''] = /#t=(.+)&s=(.+)$/.exec(archive.url) ?? [];
      await scanner.page.goto('about:blank');
      await scanner.page.goto(`${world.url}/check/archive#t=${token}&s=${statement.slice(0, -4)}AAAA`);
      await see(scanner.page.getByRole('heading', { name: '签名无效' }));
      const other = /&s=(.+)$/.exec(hukou.url)?.[1];
      await scanner.page.goto('about:blank');
      await scanner.page.goto(`${world.url}/check/archive#t=${token}&s=${other}`);
      await see(scanner.page.getByText('二维码不可信'));
      await scanner.look('24 二维码不可信');
    });

    await step('after some failures the browser proves work, and the office goes on', async () => {
      await page.goto(`${world.url}/check/archive`);
      let challenges = 0;
      page.on('request', request => {
        if (request.url().endsWith('/api/check-challenges')) challenges++;
      });
      for (const name of ['林甲', '林乙', '林丙', '林丁', '林戊']) {
        await type(page, name, archive.code);
        const [answer] = await Promise.all([
          page.waitForResponse(response => response.url().endsWith('/api/checks') && response.status() === 200),
          check(page),
        ]);
        assert.equal(answer.status(), 200);
      }
      assert.ok(challenges > 0);
      await type(page, archive.name, archive.code);
      await check(page);
      await see(page.getByRole('heading', { name: '核验通过，目前有效' }));
    });

    await step('ended by the graduate: no longer found, while the paper’s signature is still ours', async () => {
      await archive.end();
      await scanner.page.goto('about:blank');
      await scanner.page.goto(archive.url);
      await see(scanner.page.getByRole('heading', { name: '来源已验证' }));
      await see(scanner.page.getByRole('heading', { name: '未查询到可核验的去向登记信息。' }));
      await scanner.look('24 授权已结束');
    });

    await step('a PDF is checked in the browser; what is no file of ours is told', async () => {
      await page.goto(`${world.url}/check/archive`);
      const guide = await (await fetch(`${world.url}/api/guides/graduate`)).arrayBuffer();
      const path = join(world.folder, '操作指南.pdf');
      await writeFile(path, Buffer.from(guide));
      await page.getByLabel('选择 PDF 文件').setInputFiles(path);
      await see(page.getByRole('heading', { name: /没有电子签名|电子签名有效/ }));
      await see(page.getByRole('heading', { name: '系统中没有这份文件' }));
      assert.ok((await readFile(path)).length > 0);
      await office.look('24 PDF 核验', { dark: true });
    });
  });
