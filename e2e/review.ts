/** What department and school do with whatever waits for them, in any of the lists. */
import { pick, see } from './act.ts';
import { desks } from './people.ts';
import type { Stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

type Level = 'department' | 'school';

const deskOf = (stage: Stage, level: Level): Promise<Visitor> => stage.signedIn(level, '/desk/', desks[level].login);

/** Opens the person's case in a list; the list is an address below the desk. */
export async function openForReview(stage: Stage, level: Level, list: string, name: string): Promise<Visitor> {
  const desk = await deskOf(stage, level);
  await desk.page.goto(`${stage.world.url}/desk${list}`);
  await desk.page.getByRole('link', { name: `审核${name}` }).click();
  await see(desk.page.getByRole('region', { name: '审核操作' }));
  return desk;
}

export async function pass(stage: Stage, level: Level, list: string, name: string): Promise<void> {
  const { page } = await openForReview(stage, level, list, name);
  await page
    .getByRole('region', { name: '审核操作' })
    .getByRole('button', { name: /^(审核|鉴证)通过/ })
    .click();
  await see(page.getByText(new RegExp(`${name}：(审核|鉴证)通过`)));
}

export async function passBoth(stage: Stage, list: string, name: string): Promise<void> {
  await pass(stage, 'department', list, name);
  await pass(stage, 'school', list, name);
}

/** 退回修改 or 审核不通过, with a reason, on the case that is open. */
export async function sendBack(
  { page }: Visitor,
  name: string,
  { word, key, reason, text }: { readonly word: string; readonly key: string; readonly reason: string; readonly text: string },
  atForm?: () => Promise<void>,
): Promise<void> {
  await page.keyboard.press(key);
  const dialog = page.getByRole('dialog', { name: `${word}：${name}` });
  await see(dialog);
  await dialog.getByRole('button', { name: word }).click();
  await see(dialog.getByText(/请选择|请填写/));
  await pick(page, dialog.getByLabel('原因', { exact: true }), reason);
  await dialog.getByLabel('具体说明（对方可见）').fill(text);
  await atForm?.();
  await dialog.getByRole('button', { name: word }).click();
  await see(page.getByText(`${name}：`));
}
