import { CheckCircleOutlined, WarningFilled } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { CasePage } from '#contract/routes/cases.ts';
import type { ReviewPlace } from '#domain/rules/review-line.ts';

type Line = NonNullable<CasePage['review']>['line'];

export const placeId = (place: ReviewPlace): string => `review-${place}`;

/** Where a part of the line leads to. */
export const Place = ({ name, children }: { readonly name: ReviewPlace; readonly children: ReactNode }) => (
  <div id={placeId(name)} className="review-place" tabIndex={-1}>
    {children}
  </div>
);

/** That nothing is known of an employer is told where the employer is. */
const instead: Readonly<Partial<Record<ReviewPlace, ReviewPlace>>> = { flag: 'employer', contact: 'employer' };

function lead(place: ReviewPlace): void {
  const found = [place, instead[place]].map(name => (name ? document.getElementById(placeId(name)) : null));
  const target = found.find(one => one !== null && one.childElementCount + one.textContent.length > 0);
  target?.scrollIntoView({ block: place === 'contact' ? 'center' : 'start' });
  target?.focus({ preventScroll: true });
}

/** What agrees, and where one must look: the whole review in one line. */
export function ReviewLine({ line }: { readonly line: Line }) {
  return (
    <ul className="review-line" aria-label="核对结果">
      {line.map(({ kind, tone, words, place }) => (
        <li key={kind}>
          <button type="button" className={tone === 'look' ? 'line-part look' : 'line-part'} onClick={() => lead(place)}>
            {tone === 'look' ? <WarningFilled aria-label="请留意" /> : <CheckCircleOutlined aria-hidden />} {words}
          </button>
        </li>
      ))}
    </ul>
  );
}
