import { Button } from 'antd';
import { useState } from 'react';
import type { CasePage } from '#contract/routes/cases.ts';
import { actions } from '#domain/actions/all.ts';
import type { RefusalCode } from '#domain/refusals.ts';
import { Legend } from '#web/desk/kit/decide/Legend.tsx';
import { WalkButtons } from '#web/desk/kit/decide/WalkButtons.tsx';
import { usePageKeys } from '#web/desk/kit/page/use-page-keys.ts';
import { FileRequest } from './correct/FileRequest.tsx';
import { DecisionForms } from './DecisionForms.tsx';
import { type Decidable, reviewActions } from './decision-words.ts';
import { listOf } from './lists/case-lists.ts';
import type { Marks } from './marks/use-marks.ts';
import { useDecision } from './use-decision.tsx';
import { useWalk } from './use-walk.ts';

const noNews = 'roster-has-no-news' satisfies RefusalCode;

/** The decision, always in sight, with the keys that give it. */
export function DecisionBar({ page, marks }: { readonly page: CasePage; readonly marks: Marks }) {
  const walk = useWalk(page);
  const { sending, decide, open } = useDecision(page, walk);
  const [asking, setAsking] = useState<Decidable>();

  const shown = reviewActions.flatMap(one => {
    const button = page.actions.find(({ action }) => action === one.action);
    return button ? [{ ...button, ...one }] : [];
  });
  // That there is nothing to take over from the roster stops nobody: it is said at its button.
  const obstacles = [
    ...new Set(shown.flatMap(({ obstacle }) => (obstacle && obstacle.code !== noNews ? [obstacle.sentence] : []))),
  ];

  const start = (action: Decidable, byKey: boolean) => {
    const button = shown.find(one => one.action === action);
    if (!button || button.obstacle || sending) return;
    // One key alone never decides: A asks for a confirmation.
    // Nor does one click, where the employer is warned of.
    if (button.asks !== null || (action === 'approve' && (byKey || page.flag))) setAsking(action);
    else void decide(action);
  };

  usePageKeys(key => {
    if (asking) return false;
    const hit = reviewActions.find(one => one.key === key);
    if (hit) start(hit.action, true);
    else if (key === 'J') open(walk.next);
    else if (key === 'K') open(walk.previous);
    else return false;
    return true;
  });

  return (
    <section className="decision" aria-label="审核操作">
      {obstacles.map(sentence => (
        <p key={sentence} className="fault">
          {sentence}
        </p>
      ))}
      <div className="decision-row">
        {shown.map(({ action, word, look, obstacle, key }) => (
          <Button
            key={action}
            type={look === 'primary' ? 'primary' : 'default'}
            danger={look === 'danger'}
            disabled={obstacle !== null}
            {...(obstacle?.code === noNews ? { title: obstacle.sentence } : {})}
            loading={sending === action}
            onClick={() => start(action, false)}
            {...(key ? { 'aria-keyshortcuts': key } : {})}
          >
            {word}
            {actions[action].namesFields && marks.named.length > 0 ? `（${marks.named.length} 项有误）` : ''}{' '}
            {key ? <kbd>{key}</kbd> : null}
          </Button>
        ))}
        {shown.length === 0 ? <span className="quiet">{page.label}，此件现在不需要您办理。</span> : null}
        <FileRequest page={page} />
        <WalkButtons
          noun={listOf(page.flow).noun}
          waiting={walk.waiting}
          onPrevious={walk.previous ? () => open(walk.previous) : undefined}
          onNext={walk.next ? () => open(walk.next) : undefined}
        />
      </div>
      <Legend shown={shown} files={page.files.length} />
      <DecisionForms
        page={page}
        asking={asking}
        sending={sending}
        decide={decide}
        marks={marks}
        onClose={() => setAsking(undefined)}
      />
    </section>
  );
}
