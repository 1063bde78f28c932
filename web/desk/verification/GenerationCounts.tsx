import { countWords } from '#web/desk/kit/page/count-words.ts';
import type { Preview } from './data/queries.ts';

type Counts = Preview['counts'];
const rows: readonly { readonly key: keyof Counts; readonly label: string }[] = [
  { key: 'added', label: '新生成' },
  { key: 'renewed', label: '重新生成（编号已失效）' },
  { key: 'kept', label: '保持不变（编号有效）' },
  { key: 'without', label: '没有已上报的毕业去向，不生成' },
  { key: 'over', label: '已过核验服务期，不生成' },
];

/** How many of what: before a generation, and after it. What there is none of is left out, but for the codes themselves. */
export const GenerationCounts = ({ counts }: { readonly counts: Counts }) => (
  <dl className="rows generation-counts">
    {rows
      .filter(({ key }) => counts[key] > 0 || key === 'added' || key === 'renewed')
      .map(({ key, label }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd className="number">{countWords(counts[key])} 人</dd>
        </div>
      ))}
  </dl>
);
