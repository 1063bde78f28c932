import type { Tone } from '#web/common/tokens/tokens.ts';
import type { ImportOutcome, Run } from './work-queries.ts';

/** What may become of a row of the sheet. */
export const importOutcomes: readonly { readonly key: ImportOutcome; readonly label: string; readonly tone: Tone }[] = [
  { key: 'added', label: '登记', tone: 'inForce' },
  { key: 'changed', label: '修改', tone: 'inForce' },
  { key: 'same', label: '未变', tone: 'ended' },
  { key: 'faulty', label: '有误', tone: 'refused' },
];
export const runTones: Readonly<Record<Run['state'], Tone>> = {
  ...{ waiting: 'waiting', reading: 'review', writing: 'review', done: 'inForce' },
  ...{ failed: 'refused', stopped: 'ended', refused: 'refused' },
};
