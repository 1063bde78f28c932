import type { CasePage } from '#contract/routes/cases.ts';
import { actionWords } from '#domain/actions.ts';
import { Moment } from './Moment.tsx';
import { reasonWords } from './reason-words.ts';

const words: Readonly<Record<string, string>> = actionWords;

/** Every step of a case: who, what, when, why. Newest first. */
export function History({ history }: { readonly history: CasePage['history'] }) {
  return (
    <section className="card">
      <h2>办理记录</h2>
      <ol className="history">
        {history.toReversed().map(entry => (
          <li key={entry.seq}>
            <p>
              <strong>{words[entry.action] ?? entry.action}</strong> {entry.who} <span className="quiet">→ {entry.label}</span>
            </p>
            <p className="quiet">
              <Moment at={entry.at} exact />
            </p>
            {entry.reason ? <p className="wrap">{reasonWords(entry.reason)}</p> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
