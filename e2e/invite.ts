import type { Page } from 'playwright-core';
import { choose, chooseRegion, see } from './act.ts';

interface Invited {
  readonly name: string;
  readonly idNumber: string;
  readonly days: number;
  /** The graduate's hukou is with the school: its three fields are asked. */
  readonly hukou: boolean;
}

/** The whole agreement form. What the organisation's data fill in already stays. */
export async function fillInvitation(page: Page, { name, idNumber, days, hukou }: Invited): Promise<void> {
  await page.getByLabel('毕业生姓名').fill(name);
  await page.getByLabel('毕业生身份证号').fill(idNumber);
  await page.getByLabel('应约有效期（天）').fill(String(days));
  await choose(page, '职位类别', '工程技术人员');
  const texts: Readonly<Record<string, string>> = {
    岗位名称: '海图数据工程师（平台研发方向）',
    试用期: '3个月',
    试用起薪: '7200 元/月',
    转正起薪: '9000 元/月',
    违约金: '3000 元',
    报到地点: '厦门市思明区演示路 9 号海图大厦 3 层前台',
    报到期限: '2027-07-15',
    协议补充内容: '单位提供一年期员工宿舍；遇台风等不可抗力，报到期限顺延。',
    档案转递单位名称: '厦门市思明区公共就业人才服务中心',
    '档案转递单位地址（详细地址）': '演示路 100 号人才大厦 2 层',
    档案转递单位邮编: '361001',
    档案转递联系人: '档案室',
    档案转递联系电话: '0592-6180099',
  };
  for (const [label, value] of Object.entries(texts)) await page.getByLabel(label, { exact: true }).fill(value);
  await chooseRegion(page, '实际工作地点', '思明区');
  // The archive and the hukou have a choice of this name each, in this order.
  const received = page.getByRole('radio', { name: '签约单位接收' });
  await received.nth(0).check();
  await chooseRegion(page, '档案转递单位地址（省市区）', '思明区');
  if (!hukou) return;
  await received.nth(1).check();
  await chooseRegion(page, '户口迁移地址（省市区）', '思明区');
  await page.getByLabel('户口迁移地址（详细地址）', { exact: true }).fill('演示路 9 号集体户');
}

/** Through the page where everything is read once more. */
export async function sendInvitation(page: Page, name: string, atCheck?: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: '下一步：核对内容' }).click();
  await see(page.getByRole('heading', { name: '核对签约邀请' }));
  await atCheck?.();
  await page.getByRole('button', { name: '发送邀请' }).click();
  await see(page.getByRole('heading', { name: new RegExp(`^邀请已发送给\\s*${name}$`) }));
}
