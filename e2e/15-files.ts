/** Files on a phone, on a slow line: checked before they are sent, refused beside their item, continued after the line broke. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { see } from './act.ts';
import { fillArchiveAndHukou, fillIn } from './fill.ts';
import { bystander } from './people.ts';
import { enterAgain, openWays, startWay } from './phone.ts';
import { letterPicture } from './pictures.ts';
import type { Journey } from './report.ts';
import type { Stage } from './stage.ts';

const label = '录取通知书：选择文件';
const upload = /^上传 \d 份$/;

/** A photograph that no compression makes small: a minute of a phone's line. */
async function heavyPicture(folder: string): Promise<string> {
  const path = join(folder, '录取通知书（拍摄）.jpg');
  const noise = { type: 'gaussian', mean: 150, sigma: 60 } as const;
  await sharp({ create: { width: 2400, height: 1800, channels: 3, background: '#fff', noise } })
    .jpeg({ quality: 90 })
    .toFile(path);
  return path;
}

/** 1.6 Mbit/s down and up, 300 ms there and back. */
async function thinLine(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  const bytesPerSecond = 200_000;
  await devtools.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency: 300, downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond },
  });
}

const offsets = (page: Page): number[] => {
  const seen: number[] = [];
  page.on('request', request => {
    const [, offset] = request.method() === 'PUT' ? (/\/uploads\/[\w-]+\/(\d+)$/.exec(request.url()) ?? []) : [];
    if (offset !== undefined) seen.push(Number(offset));
  });
  return seen;
};

export const files = (journey: Journey, stage: Stage) =>
  journey.chapter('15 材料上传', async step => {
    const who = bystander(5);
    const visitor = await stage.who('sender', 'phone');
    const { page, context } = visitor;
    const { folder } = stage.world;
    const letter = await letterPicture(folder, '录取通知书', 'ADMISSION');
    const heavy = await heavyPicture(folder);

    await step('a chosen picture is checked, turned and removed before it is sent', async () => {
      await enterAgain(visitor, stage.world, who);
      await openWays(page, '升学');
      await startWay(page, /考研|研究生/);
      await fillIn(page, { 录取院校: '滨海海洋大学', 录取层次: '硕士研究生', 录取专业: '海洋信息工程' });
      await fillArchiveAndHukou(page);
      await page.getByLabel(label).setInputFiles([letter, heavy]);
      await see(page.getByRole('button', { name: '上传 2 份' }));
      await page.getByRole('button', { name: '旋转录取通知书.jpg' }).click();
      await page.getByRole('button', { name: '移除录取通知书（拍摄）.jpg' }).click();
      await visitor.look('15-chosen', { dark: true });
      await page.getByRole('button', { name: '提交审核' }).click();
      await see(page.getByText('还有 1 份没有上传完'));
      await visitor.look('15-held-back');
      await page.getByRole('button', { name: upload }).click();
      await see(page.getByText(/^已上传/));
      const address = await page.getByRole('img', { name: '录取通知书.jpg' }).getAttribute('src');
      const shown = await sharp(await (await context.request.get(stage.world.url + address)).body()).metadata();
      assert.ok(shown.width > shown.height, 'it was sent as it was turned');
    });

    await step('a file that is not evidence is refused beside its item, with the reason', async () => {
      const svg = join(folder, '矢量图.svg');
      const webPage = join(folder, '网页.jpg');
      const pdf = join(folder, '坏的.pdf');
      await writeFile(svg, '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
      await writeFile(webPage, '<!doctype html><script>alert(1)</script>');
      await writeFile(pdf, '%PDF-1.7\nthis is none');
      visitor.expectRefusal(409, 415);
      await page.getByLabel(label).setInputFiles([svg, webPage, pdf]);
      await page.getByRole('button', { name: upload }).click();
      await see(page.getByText('文件无法打开，可能已损坏，请重新拍摄或导出后上传。'));
      assert.equal(await page.getByText(/^文件不是可接受的类型/).count(), 2);
      await visitor.look('15-refused', { dark: true });
      for (const name of ['矢量图.svg', '网页.jpg', '坏的.pdf']) await page.getByRole('button', { name: `移除${name}` }).click();
    });

    await step('on a thin line it tells in numbers how far it is, and waits while the line is cut', async () => {
      await thinLine(page);
      await page.getByLabel(label).setInputFiles(heavy);
      await page.getByRole('button', { name: upload }).click();
      await see(page.getByText(/^已传 .+（[3-9]\d%）$/));
      await visitor.look('15-sending');
      visitor.expectNoNetwork();
      await context.setOffline(true);
      await see(page.getByText(/网络中断，已传 \d+%/));
      await see(page.getByText('网络已断开'));
      await visitor.look('15-cut');
    });

    await step(
      'the page is closed; chosen again, the same file goes on where it stopped, and the form is as it was',
      async () => {
        const form = page.url();
        await page.goto('about:blank');
        await context.setOffline(false);
        await page.goto(form);
        await see(page.getByText(/「录取通知书（拍摄）.jpg」上次传到 \d+%/));
        assert.equal(await page.getByLabel('录取专业', { exact: true }).inputValue(), '海洋信息工程');
        await visitor.look('15-left-off');
        const seen = offsets(page);
        await thinLine(page);
        await page.getByLabel(label).setInputFiles(heavy);
        await page.getByRole('button', { name: upload }).click();
        await see(page.getByText(/^已传 /));
        await context.setOffline(true);
        await see(page.getByText(/网络中断，已传 \d+%/));
        await context.setOffline(false);
        await see(page.getByText(/^已上传，/).nth(1));
        assert.ok((seen[0] ?? 0) > 0, `it went on at ${seen[0]}`);
        await visitor.look('15-whole');
      },
    );

    await step('with letters twice as large nothing is cut off, and the form is sent', async () => {
      await page.evaluate(`document.documentElement.style.fontSize = '200%'`);
      await page.getByLabel(label).setInputFiles(letter);
      await see(page.getByRole('button', { name: upload }));
      await visitor.look('15-large');
      await page.getByRole('button', { name: '移除录取通知书.jpg' }).last().click();
      await page.getByRole('button', { name: '提交审核' }).click();
      await see(page.getByText('已提交审核'));
    });
  });
