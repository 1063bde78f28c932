import type { CasePage } from '#contract/routes/cases.ts';
import { ChangeTable } from '../page/ChangeTable.tsx';
import { Moment } from '../page/Moment.tsx';
import { reasonWords } from '../page/reason-words.ts';

/** Every step of a case: who, what, when, why. Newest first. */
export function History({ history }: { readonly history: CasePage['history'] }) {
  return (
    <section className="card">
      <h2>办理记录</h2>
      <ol className="history">
        {history.toReversed().map(entry => (
          <li key={entry.seq}>
            <p>
              <strong>{entry.word}</strong> {entry.who} <span className="quiet">→ {entry.label}</span>
            </p>
            <p className="quiet">
              <Moment at={entry.at} exact />
            </p>
            {entry.reason ? <p className="wrap">{reasonWords(entry.reason)}</p> : null}
            {entry.changes.length > 0 ? <ChangeTable changes={entry.changes} /> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
