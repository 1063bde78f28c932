import type { Section } from '#contract/parts/shapes.ts';
import { dialled } from './phone-numbers.ts';

/** Region, birthday, order of an ID number; authority, region, organisation of a credit code. */
const groups: readonly RegExp[] = [/^([\d*]{6})([\d*]{8})([\dX*]{4})$/, /^(\w{2})(\d{6})(\w{10})$/];

/** In groups that the eye can compare; the gaps are no characters, so that copying gives the bare code. */
export function Code({ text }: { readonly text: string }) {
  const parts = groups.map(group => group.exec(text)?.slice(1)).find(found => found !== undefined) ?? [text];
  return (
    <span className="code">
      {parts.map(part => (
        <span className="code-group" key={part}>
          {part}
        </span>
      ))}
    </span>
  );
}

/** Codes and numbers are monospaced: people compare them digit by digit. */
const looksLikeCode = (value: string) => /^[\dA-Z*@._:+/ -]{6,}$/i.test(value) && /[\d*]{4}/.test(value);

/** Numbers to call: on a phone a tap is enough. Masked ones are none. */
const isCallable = (key: string, value: string) =>
  /phone|mobile|landline/i.test(key) && /^[\d+() -]{7,20}(?:转\d+)?$/.test(value);

/** One value: a number to call, a code in groups, or plain; an empty one as --. */
export function Value({ name, value }: { readonly name: string; readonly value: string }) {
  if (isCallable(name, value)) return <a href={dialled(value)}>{value}</a>;
  return looksLikeCode(value) ? <Code text={value} /> : value || '--';
}

/** In characters. A longer value is shown under its label, over the whole width. */
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
            <dd>
              <Value name={key} value={value} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
