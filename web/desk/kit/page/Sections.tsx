import type { Section } from '#contract/parts/shapes.ts';
import { Code } from '#web/common/SectionRows.tsx';

/** Values that people compare character by character. */
const isCode = (value: string) => /^[0-9A-Z*-]{8,}$/.test(value);

export function Rows({ rows }: { readonly rows: Section['rows'] }) {
  return (
    <dl className="rows">
      {rows.map(({ key, label, value }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>{isCode(value) ? <Code text={value} /> : value || '--'}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Blocks of labelled values, each under its heading. */
export function Sections({ sections }: { readonly sections: readonly Section[] }) {
  return sections.map(section => (
    <section key={section.title} className="card">
      <h2>{section.title}</h2>
      {section.note ? <p className="note">{section.note}</p> : null}
      <Rows rows={section.rows} />
    </section>
  ));
}
