import type { CasePage } from '#contract/routes/cases.ts';
import { saidInWords } from '#domain/rules/field-marks.ts';
import { exactTime } from '#web/common/format.ts';
import { ChangeList } from '#web/phone/kit/ChangeList.tsx';

/** Everything that happened, the latest first. */
export function History({ entries }: { readonly entries: CasePage['history'] }) {
  if (entries.length === 0) return null;
  const latestFirst = [...entries].sort((one, other) => other.seq - one.seq);
  return (
    <details className="card history">
      <summary>办理记录（{entries.length}）</summary>
      <ol className="stack parts">
        {latestFirst.map(({ seq, at, who, word, label, reason, changes }) => (
          <li key={seq}>
            <p>{label}</p>
            <p className="note">
              {who} · {word} · <time dateTime={at}>{exactTime(at, 'second')}</time>
            </p>
            {reason && (
              <p className="note">原因：{[reason.reason, saidInWords(reason)].filter(text => text !== '').join('；')}</p>
            )}
            <ChangeList changes={changes} />
          </li>
        ))}
      </ol>
    </details>
  );
}
