import type { ReactNode } from 'react';
import type { Section } from '#contract/parts/shapes.ts';
import { Code } from '#web/common/SectionRows.tsx';

/** Values that people compare character by character. */
const isCode = (value: string) => /^[0-9A-Z*-]{8,}$/.test(value);

/** What a page has to say or to ask beside a value; undefined where nothing. */
export type Beside = (
  row: Section['rows'][number],
) => { readonly content: ReactNode; readonly className?: string; readonly id?: string } | undefined;

export function Rows({ rows, beside }: { readonly rows: Section['rows']; readonly beside?: Beside | undefined }) {
  return (
    <dl className="rows">
      {rows.map(row => {
        const { key, label, value } = row;
        const more = beside?.(row);
        return (
          <div key={key} id={more?.id} tabIndex={more?.id ? -1 : undefined} className={more?.className}>
            <dt>{label}</dt>
            <dd>
              {isCode(value) ? <Code text={value} /> : value || '--'}
              {more?.content}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

interface Props {
  readonly sections: readonly Section[];
  readonly beside?: Beside;
}
/** Blocks of labelled values, each under its heading. */
export function Sections({ sections, beside }: Props) {
  return sections.map(section => (
    <section key={section.title} className="card">
      <h2>{section.title}</h2>
      {section.note ? <p className="note">{section.note}</p> : null}
      <Rows rows={section.rows} beside={beside} />
    </section>
  ));
}
