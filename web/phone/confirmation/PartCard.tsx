import { Link } from 'wouter';
import { exactTime } from '#web/common/format.ts';
import { Value } from '#web/common/SectionRows.tsx';
import type { Confirmation } from './use-confirmation.ts';

type Part = Confirmation['parts'][number];

/** Where something is read or put right: a page here, or one of the employment registry. */
export function WayTo({ way: { path, url, word } }: { readonly way: Part['correct'] }) {
  if (path !== null)
    return (
      <Link href={path} className="button button-small">
        {word}
      </Link>
    );
  if (url === null) return null;
  return (
    <a href={url} target="_blank" rel="noreferrer" className="button button-small">
      {word}
    </a>
  );
}

/** One of the three parts: what is reported, where it came from, where it is put right. */
export function PartCard({ part: { part, title, rows, note, source, reportedAt, correct } }: { readonly part: Part }) {
  return (
    <section className="card stack" aria-labelledby={`part-${part}`}>
      <div className="case-card-head">
        <h2 className="card-title" id={`part-${part}`}>
          {title}
        </h2>
        {source && <span className="note">来源：{source}</span>}
      </div>
      {note && <p className="notice notice-slim tone-waiting">{note}</p>}
      {rows ? (
        <dl className="rows">
          {rows.map(({ key, label, value }) => (
            <div className="row" key={key}>
              <dt>{label}</dt>
              <dd>
                <Value name={key} value={value} />
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="soft">还没有登记。</p>
      )}
      {reportedAt && (
        <p className="note">
          <time dateTime={reportedAt}>{exactTime(reportedAt)}</time> 上报
        </p>
      )}
      <p className="note">{correct.sentence}</p>
      <p className="message-foot">
        <WayTo way={correct} />
      </p>
    </section>
  );
}
