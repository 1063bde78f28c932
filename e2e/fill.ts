/** Filling in a form on the phone, by its labels. */
import type { Locator, Page } from 'playwright-core';

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export const field = (page: Page | Locator, label: string): Locator =>
  page.getByLabel(new RegExp(`^${escaped(label)}(（选填）)?$`)).first();

/** Types or chooses, as each field has it. */
export async function fillIn(page: Page | Locator, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) {
    const place = field(page, label);
    if ((await place.evaluate(element => element.tagName)) === 'SELECT') await place.selectOption({ label: value });
    else await place.fill(value);
  }
}

/** Chooses a file, looks at it, lets it go, and waits until it is there. */
export async function attach(page: Page | Locator, label: string | RegExp, path: string): Promise<void> {
  const there = page.getByText(/^已上传，/);
  const before = await there.count();
  await page.getByLabel(label).first().setInputFiles(path);
  await page.getByRole('button', { name: /^上传 \d 份$/ }).click();
  await there.nth(before).waitFor();
}

/** 省、市、区县, one list after the other. */
export async function fillRegion(page: Page, label: string, names: readonly [string, string, string]): Promise<void> {
  for (const [at, level] of ['省', '市', '区县'].entries())
    await page.getByLabel(`${label}：${level}`, { exact: true }).selectOption({ label: names[at] ?? '' });
}

/** Where the archive and the hukou go: asked by every type that ends in work or study. */
export async function fillArchiveAndHukou(page: Page): Promise<void> {
  await fillIn(page, {
    档案转递类型: '签约单位接收',
    档案转递单位名称: '厦门市思明区公共就业人才服务中心',
    '档案转递单位地址（详细地址）': '演示路 100 号人才大厦 2 层',
    户口迁移类型: '签约单位接收',
    '户口迁移地址（详细地址）': '演示路 9 号集体户',
  });
  for (const label of ['档案转递单位地址（省市区）', '户口迁移地址（省市区）'])
    await fillRegion(page, label, ['福建省', '厦门市', '思明区']);
}
