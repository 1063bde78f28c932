/** A graduate's record of one kind: its states, and where it may come from. */
import type { Tone } from '../flow/table.ts';

export const recordStates = ['unregistered', 'reviewing', 'registered', 'lapsed'] as const;
export type RecordState = (typeof recordStates)[number];
/** Of graduates who are no longer on the roster: they have a list of their own. */
export const lapsedState: RecordState = 'lapsed';

export const recordStateWords: Readonly<Record<RecordState, { readonly label: string; readonly tone: Tone }>> = {
  unregistered: { label: '未登记', tone: 'waiting' },
  reviewing: { label: '审核中', tone: 'review' },
  registered: { label: '已登记', tone: 'inForce' },
  lapsed: { label: '已失效', tone: 'ended' },
};
/** What the roster's row keeps: a modification that waits is of a record that is there. */
export function keptStateOf(kept: string): Exclude<RecordState, 'lapsed'> {
  if (kept === 'modifying') return 'registered';
  return kept === 'registered' || kept === 'reviewing' ? kept : 'unregistered';
}
export const isRegistered = (kept: string): boolean => keptStateOf(kept) === 'registered';
/** A record with a modification that waits stays 已登记, and says so. */
export const modificationWaits = '修改审核中';

/** Where a change of the record came from. */
export const transferSources = {
  request: '本人申请',
  destination: '毕业去向登记',
  staff: '老师修改',
  import: '批量导入',
  registry: '就业管理系统',
} as const;
export type TransferSource = keyof typeof transferSources;
