/** What everybody holds in the end: the same signed agreement, and a message about it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { downloadBytes, drop, madeOnDesk, menu, see } from './act.ts';
import { graduates, newEmployer } from './people.ts';
import type { Journey } from './report.ts';
import type { Stage } from './stage.ts';
import { artefacts } from './world.ts';

/** What a program of poppler says of a file; nothing where it is not installed. */
function ask(program: string, ...args: readonly string[]): string | undefined {
  const { error, stdout } = spawnSync(program, args, { encoding: 'utf8' });
  return error ? undefined : stdout;
}

const pdfLink = (page: Page): Locator => page.getByRole('link', { name: /^下载( PDF)?（/ });

export const agreement = (journey: Journey, stage: Stage) =>
  journey.chapter('5 电子就业协议书', async step => {
    const { lin } = graduates;
    const phone = await stage.who('lin', 'phone');
    const employer = await stage.who('employer', 'desk');
    const department = await stage.who('department', 'desk');
    const school = await stage.who('school', 'desk');
    let number = '';
    let file: Buffer = Buffer.alloc(0);

    await step('the graduate downloads it on the phone', async () => {
      const { page } = phone;
      await page.goto(`${stage.world.url}/m/destinations`);
      await page.getByRole('link', { name: newEmployer.name }).first().click();
      await see(page.getByText('签约完成（线上签约）'));
      await see(pdfLink(page));
      await see(page.getByText('使用测试证书签名，仅供演示，不具有法律效力'));
      await phone.look('5-phone-in-force', { dark: true });
      file = await downloadBytes(phone, pdfLink(page), stage);
      assert.equal(file.subarray(0, 5).toString('latin1'), '%PDF-');
      await writeFile(join(artefacts, 'agreement.pdf'), file);
    });

    await step('employer, department and school download the same', async () => {
      const { page } = employer;
      await menu(page, '签约管理').click();
      await page.getByRole('link', { name: lin.name, exact: true }).click();
      await madeOnDesk(page);
      number = (await page.getByText(/^协议编号\s+\d/).innerText()).replace(/^协议编号/, '').trim();
      assert.deepEqual(await downloadBytes(employer, pdfLink(page), stage), file);
      for (const desk of [department, school]) {
        await desk.page.goto(`${stage.world.url}/desk/cases?state=all`);
        const row = desk.page.getByRole('row').filter({ hasText: newEmployer.name });
        await row.getByRole('link', { name: lin.name, exact: true }).click();
        await madeOnDesk(desk.page);
        assert.deepEqual(await downloadBytes(desk, pdfLink(desk.page), stage), file);
      }
      await department.look('5-department-case');
    });

    const path = join(artefacts, 'agreement.pdf');
    const signature = ask('pdfsig', path);
    await step(`its signature is valid${signature === undefined ? ' (pdfsig is not installed: not asked)' : ''}`, async () => {
      if (signature !== undefined) assert.match(signature, /Signature is Valid/);
      else assert.match(file.toString('latin1'), /\/ETSI\.CAdES\.detached/);
    });
    const text = ask('pdftotext', '-layout', path, '-');
    await step(`it says who and what${text === undefined ? ' (pdftotext is not installed: not asked)' : ''}`, async () => {
      assert.match(number, /\d{6}/);
      const compact = text?.replace(/\s/g, '');
      for (const part of [lin.name, newEmployer.name, newEmployer.uscc, number])
        assert.ok(compact === undefined || compact.includes(part.replace(/\s/g, '')), part);
    });

    await step('who receives it drops the file on the check page: what it is, whose signature, and that it counts', async () => {
      const receiver = await stage.who('receiver', 'desk');
      const { page } = receiver;
      receiver.expectRefusal(428);
      await page.goto(`${stage.world.url}/check/archive`);
      await drop(page.getByRole('region', { name: '核验 PDF 文件' }), '就业协议书.pdf', file);
      const result = page.getByRole('article', { name: '文件核验结果' });
      await see(result.getByRole('heading', { name: '电子签名有效' }));
      await see(result.getByRole('heading', { name: '电子就业协议书' }));
      await see(result.getByText('这是系统出具的现行版本，目前有效。'));
      await receiver.look('5-check-genuine', { dark: true });

      const changed = Buffer.from(file);
      const at = changed.indexOf('stream') + 20;
      changed[at] = (changed[at] ?? 0) ^ 1;
      await drop(page.getByRole('region', { name: '核验 PDF 文件' }), '改动一个字节的协议书.pdf', changed);
      await see(result.getByRole('heading', { name: '电子签名无效' }));
      await see(result.getByText('文件在签名后被改动过，请勿采信。'));
      await see(result.getByRole('heading', { name: '系统中没有这份文件' }));
      await receiver.look('5-check-changed', { dark: true });
    });

    await step('graduate and employer have their messages; the desks have their counts', async () => {
      await phone.page.goto(`${stage.world.url}/m/messages`);
      await see(phone.page.getByRole('article'));
      await see(phone.page.getByText(new RegExp(newEmployer.name)));
      await phone.look('5-messages-phone', { dark: true });
      await menu(employer.page, /^消息/).click();
      await see(employer.page.getByText(new RegExp(`与${lin.name}的签约已审核通过`)));
      await employer.look('5-messages-employer');
    });

    await step('by SMS and WeChat too, each once', async () => {
      const { page } = await stage.who('inbox', 'desk');
      await page.goto(`${stage.world.inbox}/?to=${lin.wechatOpenid}`);
      const wechat = page.getByRole('article').filter({ hasText: '微信' });
      await see(wechat);
      assert.ok((await wechat.allInnerTexts()).some(message => message.includes('签约')));
      await page.goto(`${stage.world.inbox}/?to=${newEmployer.phone}`);
      await see(page.getByRole('article').filter({ hasText: '短信' }));
      await page.goto(stage.world.inbox);
      assert.equal(await page.getByText(/重复发送/).count(), 0);
      await (await stage.who('inbox', 'desk')).picture('5-inbox');
    });
  });
