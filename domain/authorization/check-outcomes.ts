/** Checks of a code as its holder reads them. */
import type { Tone } from '../flow/table.ts';

export const checkWays: Readonly<Record<string, string>> = { typed: '输入编号', scanned: '扫描二维码' };

export const checkOutcomes: Readonly<Record<string, { readonly label: string; readonly tone: Tone }>> = {
  found: { label: '核验成功', tone: 'inForce' },
  'other-name': { label: '姓名不符', tone: 'refused' },
  ended: { label: '编号已失效', tone: 'ended' },
};
