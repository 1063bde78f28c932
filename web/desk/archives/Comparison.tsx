import type { Section } from '#contract/parts/shapes.ts';
import { compared } from './compared.ts';

export interface Beside {
  readonly title: string;
  readonly rows: Section['rows'];
  /** Said in the column when it is empty. */
  readonly none: string;
}

/** 申请的内容 beside what is reported and what the origin's entry says; what differs is marked. */
export function Comparison({ asked, beside }: { readonly asked: Section; readonly beside: readonly Beside[] }) {
  const rows = compared(
    asked.rows,
    beside.map(({ rows }) => rows),
  );
  return (
    <section className="card">
      <h2>{asked.title}</h2>
      {asked.note ? <p className="note">{asked.note}</p> : null}
      <table className="compare">
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col">申请的内容</th>
            {beside.map(({ title, rows, none }) => (
              <th scope="col" key={title}>
                {title}
                {rows.length === 0 ? <p className="quiet">{none}</p> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, label, asked, others }) => (
            <tr key={key} className={others.some(({ differs }) => differs) ? 'differs' : undefined}>
              <th scope="row">{label}</th>
              <td className="wrap">
                <strong>{asked || '--'}</strong>
              </td>
              {others.map(({ value, differs }, index) => (
                <td key={beside[index]?.title} className="wrap">
                  {value || '--'} {differs ? <span className="diff-mark">不一致</span> : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
