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
  'archives.export-records': '行',
  'archives.export-requests': '行',
  'confirmation.export': '行',
  'verification.export-authorizations': '行',
  'verification.export-transfers': '行',
  'verification.form-file': '份',
  'verification.generate-codes': '人',
};
/** What failed, where it is no business that was not done. */
const failureWords: Readonly<Record<string, string>> = {
  'cases.agreements': '没有协议书',
  'verification.form-file': '因含有无法印出的字未放入文件',
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
  const missing = failureWords[kind] ?? '未办理';
  const good = countWords(done - failures);
  // Who has no destination is looked at too, and gets no code: the counts beside it say who does.
  if (kind === 'verification.generate-codes' && state === 'done') return `已核对 ${good} 人`;
  if (kind === 'verification.form-file' && state === 'done' && done === failures)
    return failures > 0
      ? `没有生成文件：${countWords(failures)} 份登记信息表都含有无法印出的字，请联系平台运维补充字体。`
      : '没有生成文件：转递编号已失效，请重新生成转递编号后再下载。';
  if (unit === '行') return state === 'done' ? `共 ${good} 行` : '';
  const left = total === null || total === done ? '' : `，还有 ${countWords(total - done)} ${unit}没有处理`;
  return `成功 ${good} ${unit}${failures > 0 ? `，${missing} ${countWords(failures)} ${unit}` : ''}${left}`;
}
