import type { FieldChange } from '#contract/routes/cases.ts';

/** As many as can be read at a glance; longer lists are folded. */
const atOnce = 4;

const Changes = ({ changes }: { readonly changes: readonly FieldChange[] }) => (
  <dl className="changes">
    {changes.map(({ key, label, from, to }) => (
      <div key={key}>
        <dt>{label}</dt>
        <dd>
          <p className="soft">{from || '--'}</p>
          <p>
            <span aria-hidden="true">→</span>
            <span className="unseen">改为</span> <strong>{to || '--'}</strong>
          </p>
        </dd>
      </div>
    ))}
  </dl>
);

/** Field by field, the value before and after. */
export function ChangeList({ changes }: { readonly changes: readonly FieldChange[] }) {
  if (changes.length === 0) return null;
  if (changes.length <= atOnce) return <Changes changes={changes} />;
  return (
    <details>
      <summary className="fold-summary">变动内容（{changes.length} 项）</summary>
      <Changes changes={changes} />
    </details>
  );
}
