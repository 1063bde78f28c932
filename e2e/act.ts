/** What people do in more than one chapter, by what they read on the page. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Visitor } from './visitor.ts';
import type { World } from './world.ts';

/** Presses something that downloads, and says where the file now lies. */
export async function download({ page }: Visitor, press: Locator, { world }: { readonly world: World }): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), press.click()]);
  const path = join(world.folder, crypto.randomUUID(), file.suggestedFilename());
  await file.saveAs(path);
  return path;
}

export const downloadBytes = async (...args: Parameters<typeof download>): Promise<Buffer> => readFile(await download(...args));

/** Lets a PDF fall on it, as from a folder's window. */
export async function drop(place: Locator, name: string, file: Buffer): Promise<void> {
  const make = ([title, base64]: readonly [string, string]) => {
    const transfer = new DataTransfer();
    const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
    transfer.items.add(new File([bytes], title, { type: 'application/pdf' }));
    return transfer;
  };
  const dataTransfer = await place.page().evaluateHandle(make, [name, file.toString('base64')] as const);
  await place.dispatchEvent('drop', { dataTransfer });
}

/** Waits until it is on the page. */
export const see = (place: Locator): Promise<void> => place.first().waitFor({ state: 'visible' });

/** Waits until a JavaScript expression is true on the page. Asked from outside: a page's own policy forbids it to evaluate text. */
export async function becomes(page: Page, expression: string): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await page.evaluate(expression)) return;
    await page.waitForTimeout(50);
  }
  throw new Error(`never true: ${expression}`);
}

/** One click in the list of demo accounts; the one-time password is filled in too. */
export async function signInAtDemoBar({ page }: Visitor, { url }: World, entry: '/desk/' | '/desk/employer', login: string) {
  await page.goto(url + entry);
  await page
    .getByRole('complementary', { name: '演示账号' })
    .getByRole('button', { name: new RegExp(`\\s${login}$`) })
    .click();
  await see(page.getByRole('navigation', { name: '功能菜单' }));
}

/** Before steps that touch security, so that they are the same however long ago somebody signed in. */
export async function proveAnew({ page }: Visitor, { url }: World, password: string): Promise<void> {
  const answer = await page.request.post(`${url}/api/account/proof`, { data: { password } });
  if (!answer.ok()) throw new Error(`not proved: ${answer.status()}`);
}

export const menu = (page: Page, title: string | RegExp): Locator =>
  page.getByRole('navigation', { name: '功能菜单' }).getByRole('link', { name: title });

/** 功能切换 in the top bar. A click that comes while the list is still unfolding counts for nothing, so it is looked at. */
export async function switchModule(page: Page, from: string, to: string): Promise<void> {
  const bar = page.getByRole('banner');
  const item = page.getByRole('menuitem', { name: to });
  const isThere = () =>
    bar
      .getByRole('button', { name: to })
      .waitFor({ timeout: 3_000 })
      .then(
        () => true,
        () => false,
      );
  for (let tries = 0; tries < 5; tries += 1) {
    if (!(await item.isVisible())) await bar.getByRole('button', { name: from }).click();
    await item.click();
    if (await isThere()) return;
  }
  throw new Error(`${to} cannot be chosen`);
}

/** Chooses from a list that opens and can be searched. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  await field.click();
  await field.fill(option);
  await page
    .getByRole('option', { name: option, exact: true })
    .first()
    .press('Enter')
    .catch(() => field.press('Enter'));
}

/** Chooses from a list that only opens. A click that comes while the list is still unfolding counts for nothing, so it is looked at. */
export async function pick(page: Page, field: Locator, title: string): Promise<void> {
  const option = page.getByTitle(title, { exact: true }).filter({ visible: true }).last();
  const isChosen = () => field.evaluate((input, text) => input.closest('.ant-select')?.textContent?.includes(text), title);
  for (let tries = 0; tries < 5; tries += 1) {
    if (!(await option.isVisible())) await field.click();
    await option.click();
    if (await isChosen()) return;
  }
  throw new Error(`${title} cannot be chosen`);
}

/** 省市区, by typing the lowest level's name and taking the first that fits. A click that comes too early is made once more. */
export async function chooseRegionIn(page: Page, field: Locator, district: string): Promise<void> {
  await field.click();
  await field.fill(district);
  const found = page.getByRole('menuitemcheckbox', { name: district }).filter({ visible: true }).first();
  // The list fades out; the next field must not find it.
  const isGone = () =>
    found.waitFor({ state: 'hidden', timeout: 3_000 }).then(
      () => true,
      () => false,
    );
  for (let tries = 0; tries < 5; tries += 1) {
    await found.click();
    if (await isGone()) return;
  }
  throw new Error(`${district} cannot be chosen`);
}
export const chooseRegion = (page: Page, label: string, district: string): Promise<void> =>
  chooseRegionIn(page, page.getByLabel(label, { exact: true }), district);

/** What the terms of a definition list say: 新增 → 1,975. */
export async function terms(list: Locator): Promise<Record<string, string>> {
  const pairs = await list
    .locator('div')
    .evaluateAll(rows =>
      rows.map(row => [row.querySelector('dt')?.textContent ?? '', row.querySelector('dd')?.textContent ?? '']),
    );
  return Object.fromEntries(pairs);
}

/** The agreement is made by a job: a moment after the last approval it can be downloaded. */
export async function madeOnDesk(page: Page): Promise<void> {
  await see(page.getByRole('heading', { name: '协议文件' }));
  const link = page.getByRole('link', { name: /下载 PDF/ });
  for (let tries = 0; tries < 30 && !(await link.isVisible()); tries += 1) {
    await link.waitFor({ timeout: 1_000 }).catch(() => page.reload());
  }
  await see(link);
}
