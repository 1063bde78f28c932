import type { FieldChange } from '#contract/routes/cases.ts';

/** Field by field, the value before and after. */
export function ChangeTable({
  changes,
  before = '更正前',
  after = '更正后',
}: {
  readonly changes: readonly FieldChange[];
  readonly before?: string;
  readonly after?: string;
}) {
  return (
    <table className="compare">
      <thead>
        <tr>
          <th scope="col">项目</th>
          <th scope="col">{before}</th>
          <th scope="col">{after}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ key, label, from, to }) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            <td className="wrap">{from || '--'}</td>
            <td className="wrap">
              <strong>{to || '--'}</strong>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
