import { useEffect, useRef } from 'react';
import type { CasePage } from '#contract/routes/cases.ts';
import { actWordsOn } from './acts.ts';

/** A voiding that nobody reviews is done at once. */
const voided = { done: '已作废', next: '您可以另行签约或登记去向。' };

function wordsFor(page: CasePage, action: string) {
  if (page.topic === 'voiding' && !page.waitsFor) return voided;
  return actWordsOn(page, action);
}

/** What was just done, and what comes next; shown only while it is the latest step of the case. */
export function Result({ page, action }: { readonly page: CasePage; readonly action: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'center' });
  }, []);
  const said = wordsFor(page, action);
  if (!said || page.history.toSorted((a, b) => a.seq - b.seq).at(-1)?.action !== action) return null;
  return (
    <div className="notice tone-inForce" role="status" ref={box}>
      <p className="notice-title">{said.done}</p>
      <p>
        {action === 'accept' && page.waitsFor && `下一步由${page.waitsFor}处理。`}
        {said.next}
      </p>
    </div>
  );
}
