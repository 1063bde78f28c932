import { useEffect, useRef } from 'react';
import type { CasePage } from '#contract/routes/cases.ts';
import { actWordsOn } from './acts.ts';

/** The words for an invitation; acts.ts has those for all other acts. */
const ofInvitation: Readonly<Record<string, { readonly done: string; readonly next: string }>> = {
  accept: { done: '您已接受签约邀请', next: '审核通过后签约生效，结果会以消息告知您，您也可以随时在此查看进度。' },
  decline: { done: '您已拒绝签约邀请', next: '已告知用人单位。这份邀请已结束，您可以继续回应其他邀请。' },
};

/** A voiding that nobody reviews is done at once. */
const voided = { done: '已作废', next: '您可以另行签约或登记去向。' };

function wordsFor(page: CasePage, action: string) {
  if (page.matter === 'voiding' && !page.waitsFor) return voided;
  return (page.flow === 'online-signing' ? ofInvitation[action] : undefined) ?? actWordsOn(page, action);
}

/** What was just done, and what comes next; shown only while it is the latest step of the case. */
export function Result({ page, action }: { readonly page: CasePage; readonly action: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: 'center' }), []);
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
