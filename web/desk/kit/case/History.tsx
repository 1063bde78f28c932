import type { CasePage } from '#contract/routes/cases.ts';
import { ChangeTable } from '../page/ChangeTable.tsx';
import { Moment } from '../page/Moment.tsx';
import { reasonWords } from '../page/reason-words.ts';

/** What stands over the two values: a form handed in again was not corrected by anybody. */
const headsOf = (action: string) =>
  action === 'submit'
    ? { before: '上次提交', after: '本次提交' }
    : action === 'amend'
      ? { before: '修改前', after: '修改后' }
      : {};

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
            {entry.changes.length > 0 ? <ChangeTable changes={entry.changes} {...headsOf(entry.action)} /> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
