import { Select } from 'antd';
import type { ListUrl } from '../list/use-list-url.ts';
import { countWords } from '../page/count-words.ts';
import { StateTag } from '../page/StateTag.tsx';
import type { Outcome } from './job-queries.ts';

const outcomes: readonly { readonly value: Outcome; readonly label: string; readonly tone: 'inForce' | 'refused' | 'waiting' }[] =
  [
    { value: 'passed', label: '成功', tone: 'inForce' },
    { value: 'refused', label: '未办理', tone: 'refused' },
    { value: 'waiting', label: '没有处理', tone: 'waiting' },
  ];

export const outcomeIn = (params: URLSearchParams): Outcome | undefined =>
  outcomes.find(({ value }) => value === params.get('outcome'))?.value;

/** Which outcomes the list of a job shows; in the URL. */
export function OutcomeSelect({ url, counts }: { readonly url: ListUrl; readonly counts: Record<Outcome, number> | undefined }) {
  return (
    <Select
      aria-label="结果"
      value={outcomeIn(url.params) ?? 'all'}
      options={[
        { value: 'all', label: '全部结果' },
        ...outcomes.map(({ value, label }) => ({
          value,
          label: `${label}${counts ? `（${countWords(counts[value])}）` : ''}`,
        })),
      ]}
      style={{ width: 180 }}
      onChange={value => url.filter('outcome', value === 'all' ? undefined : value)}
    />
  );
}

/** What became of one row of a job, and why not. */
export function OutcomeWords({ outcome, sentence }: { readonly outcome: Outcome; readonly sentence: string | null }) {
  const known = outcomes.find(({ value }) => value === outcome);
  return (
    <>
      {known ? <StateTag tone={known.tone} label={known.label} /> : null}
      {sentence ? <p className="fault">{sentence}</p> : null}
    </>
  );
}
