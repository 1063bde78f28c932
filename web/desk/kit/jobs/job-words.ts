import type { Tone } from '#web/common/tokens/tokens.ts';
import { countWords } from '../page/count-words.ts';
import type { Job } from './job-queries.ts';

export const jobTones: Readonly<Record<Job['state'], Tone>> = {
  waiting: 'waiting',
  running: 'review',
  done: 'inForce',
  failed: 'refused',
  stopped: 'ended',
};

/** Progress in percent; undefined while the total is unknown. */
export const percentOf = ({ done, total }: Pick<Job, 'done' | 'total'>): number | undefined =>
  total ? Math.min(100, Math.floor((done / total) * 100)) : undefined;

/** The unit of the numbers, by kind of job. */
const units: Readonly<Record<string, string>> = {
  'cases.batch': '条',
  'cases.agreements': '份',
  'cases.export': '行',
  'roster.export': '行',
};
export const unitOf = (kind: string): string => units[kind] ?? '条';

/** The numbers of a job as a sentence: 已处理 120 / 1,034 条. */
export function progressWords({ kind, done, total, state }: Job): string {
  const unit = unitOf(kind);
  if (state === 'waiting' && done === 0) return '排队中，请稍候';
  return total === null ? `已处理 ${countWords(done)} ${unit}` : `已处理 ${countWords(done)} / ${countWords(total)} ${unit}`;
}

/** The outcome of a job that is over. */
export function outcomeWords({ kind, done, total, failures, state }: Job): string {
  const unit = unitOf(kind);
  const missing = kind === 'cases.agreements' ? '没有协议书' : '未办理';
  const good = countWords(done - failures);
  if (unit === '行') return state === 'done' ? `共 ${good} 行` : '';
  const left = total === null || total === done ? '' : `，还有 ${countWords(total - done)} ${unit}没有处理`;
  return `成功 ${good} ${unit}${failures > 0 ? `，${missing} ${countWords(failures)} ${unit}` : ''}${left}`;
}
