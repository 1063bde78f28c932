import { exactTime } from '#web/common/format.ts';
import { ToneTag } from '#web/common/ToneTag.tsx';
import type { Confirmation } from './use-confirmation.ts';

/** Every answer, and every time that one fell back with its cause; the latest first. */
export function AnswerHistory({ entries }: { readonly entries: Confirmation['history'] }) {
  if (entries.length === 0) return null;
  return (
    <details className="card history">
      <summary>确认记录（{entries.length}）</summary>
      <ol className="stack parts">
        {entries.map(({ at, label, tone, what, parts, text }) => (
          <li key={`${at} ${label}`}>
            <p>
              <ToneTag tone={tone} label={label} />
            </p>
            <p>{what}</p>
            {parts.length > 0 && <p>有误的部分：{parts.map(({ title }) => title).join('、')}</p>}
            {text && <p className="said">{text}</p>}
            <p className="note">
              <time dateTime={at}>{exactTime(at, 'second')}</time>
            </p>
          </li>
        ))}
      </ol>
    </details>
  );
}
