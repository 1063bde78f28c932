import { ChangeTable } from '#web/desk/kit/page/ChangeTable.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import type { RecordDetail } from './data/queries.ts';

/** Every change of a record: who, when, from where, and what it was before. Newest first. */
export function ChangeHistory({ history }: { readonly history: RecordDetail['history'] }) {
  return (
    <section className="card">
      <h2>修改历史</h2>
      {history.length === 0 ? <p className="quiet">还没有登记或修改。</p> : null}
      <ol className="history">
        {history.map(({ at, what, who, source, changes, text }) => (
          <li key={`${at} ${what}`}>
            <p>
              <strong>{what}</strong> {who} <span className="quiet">{source}</span>
            </p>
            <p className="quiet">
              <Moment at={at} exact />
            </p>
            {text ? <p className="wrap">{text}</p> : null}
            {changes.length > 0 ? <ChangeTable changes={changes} before="修改前" after="修改后" /> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
