/** What graduates do on their phones, in more than one chapter. */
import type { Page } from 'playwright-core';
import { see } from './act.ts';
import type { Visitor } from './visitor.ts';
import type { World } from './world.ts';

interface Person {
  readonly account: string;
  readonly password: string;
  readonly name: string;
}

/** By account and password on the sandbox's page; ends wherever the product leads. */
export async function signInAtChsi(visitor: Visitor, world: World, person: Person): Promise<void> {
  const { page } = visitor;
  await page.goto(`${world.url}/m/`);
  await page.getByRole('link', { name: '学信网账号登录' }).click();
  await signInHere(visitor, world, person);
}

/** Where the page of 学信网 is open already. */
export async function signInHere({ page }: Visitor, { url }: World, { account, password }: Person): Promise<void> {
  await page.getByLabel('账号', { exact: true }).fill(account);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL(`${url}/m/**`);
}

/** Signs in and, the first time, confirms the basic information. */
export async function enter(visitor: Visitor, world: World, person: Person): Promise<void> {
  const { page } = visitor;
  await signInAtChsi(visitor, world, person);
  await page.getByRole('button', { name: '信息确认无误，进入系统' }).click();
  await see(page.getByRole('heading', { name: '选择功能模块' }));
}

/** Signs in, the first time or again, and goes to 毕业去向填报. */
export async function enterAgain(visitor: Visitor, world: World, person: Person): Promise<void> {
  const { page } = visitor;
  await signInAtChsi(visitor, world, person);
  const [first, modules] = [page.getByRole('button', { name: '信息确认无误，进入系统' }), page.getByText('选择功能模块')];
  await see(first.or(modules));
  if (await first.isVisible()) await first.click();
  await see(modules);
  await page.goto(`${world.url}/m/destinations`);
  await see(page.getByRole('heading', { name: '登记记录' }));
}

/** From 登记记录; the newest of that employer. */
export async function openInvitation(page: Page, employer: string): Promise<void> {
  await page.getByRole('link', { name: employer }).first().click();
  await see(page.getByRole('heading', { name: employer }));
}

/** 意愿确认 on the sheet that is open. */
export async function consentByName(page: Page, name: string, word = '确认接受'): Promise<void> {
  const sheet = page.getByRole('dialog', { name: '接受签约邀请' });
  await sheet.getByRole('checkbox').check();
  await sheet.getByLabel('您的姓名').fill(name);
  await sheet.getByRole('button', { name: word }).click();
  await sheet.waitFor({ state: 'detached' });
}

export async function acceptByName({ page }: Visitor, name: string): Promise<void> {
  await page.getByRole('button', { name: '接受' }).click();
  await consentByName(page, name);
}

/** A group of 去向填报, from the page that lists them. */
export async function openWays(page: Page, group: string): Promise<void> {
  await page.getByRole('link', { name: new RegExp(`^${group}`) }).click();
  await see(page.getByRole('button', { name: /开始填写|查看如何办理/ }));
}

/** 开始填写 of one type; ends at its form. */
export async function startWay(page: Page, type: string | RegExp): Promise<void> {
  await page.getByRole('region', { name: type }).getByRole('button', { name: '开始填写' }).click();
  await see(page.getByRole('button', { name: '提交审核' }));
}

/** With the code that is sent to the phone, for names that a keyboard cannot write. */
export async function acceptBySms({ page, context }: Visitor, { inbox }: World, phone: string): Promise<void> {
  await page.getByRole('button', { name: '接受' }).click();
  const sheet = page.getByRole('dialog', { name: '接受签约邀请' });
  await sheet.getByRole('checkbox').check();
  await sheet.getByRole('radio', { name: '短信验证码' }).check();
  await sheet.getByRole('button', { name: '获取验证码' }).click();
  await see(sheet.getByText(/验证码已发送至/));
  const other = await context.newPage();
  await other.goto(`${inbox}/?to=${phone}`);
  const message = await other.getByRole('article').filter({ hasText: '验证码' }).first().innerText();
  await other.close();
  await sheet
    .getByLabel('短信验证码', { exact: true })
    .and(sheet.getByRole('textbox'))
    .fill(/(?<!\d)\d{6}(?!\d)/.exec(message)?.[0] ?? '');
  await sheet.getByRole('button', { name: '确认接受' }).click();
  await sheet.waitFor({ state: 'detached' });
}

export async function declineInvitation(
  visitor: Visitor,
  { reason, text }: { readonly reason: string; readonly text: string },
): Promise<void> {
  const { page } = visitor;
  await page.getByRole('button', { name: '拒绝' }).click();
  const sheet = page.getByRole('dialog', { name: '拒绝签约邀请' });
  await sheet.getByLabel('原因（选填）').selectOption(reason);
  await sheet.getByLabel('说明（选填，单位可以看到）').fill(text);
  await visitor.look('3-decline');
  await sheet.getByRole('button', { name: '确认拒绝' }).click();
  await sheet.waitFor({ state: 'detached' });
}
