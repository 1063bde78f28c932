import type { Section } from '#contract/shapes.ts';

/** Codes and numbers stand monospaced: they are compared digit by digit. */
const looksLikeCode = (value: string) => /^[\dA-Z*@._:+/ -]{6,}$/i.test(value) && /[\d*]{4}/.test(value);

/** Characters; what is longer stands under its label, over the whole width. */
const longest = 60;

/** A block of labelled values, empty ones as --. */
export function SectionRows({ section }: { readonly section: Section }) {
  return (
    <section className="card">
      <h2 className="card-title">{section.title}</h2>
      {section.note && <p className="note">{section.note}</p>}
      <dl className="rows">
        {section.rows.map(({ key, label, value }) => (
          <div className={value.length > longest ? 'row row-long' : 'row'} key={key}>
            <dt>{label}</dt>
            <dd className={looksLikeCode(value) ? 'code' : undefined}>{value === '' ? '--' : value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
