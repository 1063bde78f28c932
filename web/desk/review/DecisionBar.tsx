import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { CasePage } from '#contract/routes/cases.ts';
import { ReasonModal } from '../pieces/ReasonModal.tsx';
import { ApproveModal } from './ApproveModal.tsx';
import { type ReviewAction, useDecision } from './use-decision.tsx';
import { useWalk } from './use-walk.ts';

const actions: readonly { readonly action: ReviewAction; readonly key: string; readonly look: 'primary' | 'danger' | 'plain' }[] =
  [
    { action: 'approve', key: 'A', look: 'primary' },
    { action: 'reject', key: 'X', look: 'danger' },
    { action: 'refreshSnapshot', key: 'R', look: 'plain' },
  ];

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [role="dialog"], [role="menu"], [role="listbox"]') !== null;

/** The decision, always in sight, with the keys that give it. */
export function DecisionBar({ page }: { readonly page: CasePage }) {
  const walk = useWalk(page);
  const { sending, decide, open } = useDecision(page, walk);
  const [asking, setAsking] = useState<'approve' | 'reject'>();

  const shown = actions.flatMap(one => {
    const button = page.actions.find(({ action }) => action === one.action);
    return button ? [{ ...one, ...button, action: one.action }] : [];
  });
  const obstacles = [...new Set(shown.flatMap(({ obstacle }) => (obstacle ? [obstacle.sentence] : [])))];

  const start = (action: ReviewAction, byKey: boolean) => {
    const button = shown.find(one => one.action === action);
    if (!button || button.obstacle || sending) return;
    if (action === 'reject' || (action === 'approve' && byKey)) setAsking(action);
    else void decide(action);
  };

  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || asking || isTyping(event.target)) return;
    const pressed = event.key.toUpperCase();
    const hit = actions.find(({ key }) => key === pressed);
    if (hit) start(hit.action, true);
    else if (pressed === 'J') open(walk.next);
    else if (pressed === 'K') open(walk.previous);
    else return;
    event.preventDefault();
  };
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => latest.current(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);

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
            loading={sending === action}
            onClick={() => start(action, false)}
            aria-keyshortcuts={key}
          >
            {word} <kbd>{key}</kbd>
          </Button>
        ))}
        {shown.length === 0 ? <span className="quiet">{page.label}，此件现在不需要您办理。</span> : null}
        <span className="top-space" />
        <span className="quiet">待我处理 {walk.waiting} 件</span>
        <Button disabled={!walk.previous} onClick={() => open(walk.previous)} aria-keyshortcuts="K">
          上一件 <kbd>K</kbd>
        </Button>
        <Button disabled={!walk.next} onClick={() => open(walk.next)} aria-keyshortcuts="J">
          下一件 <kbd>J</kbd>
        </Button>
      </div>
      <p className="legend">
        快捷键：<kbd>J</kbd> 下一件 <kbd>K</kbd> 上一件 <kbd>A</kbd> 审核通过 <kbd>X</kbd> 审核不通过 <kbd>R</kbd>{' '}
        获取最新学生信息
      </p>
      <ApproveModal
        page={page}
        open={asking === 'approve'}
        sending={sending === 'approve'}
        onCancel={() => setAsking(undefined)}
        onSend={async () => {
          await decide('approve');
          setAsking(undefined);
        }}
      />
      <ReasonModal
        title={`审核不通过：${page.graduateName}`}
        okText="审核不通过"
        note="签约随即失败，毕业生与用人单位都会看到原因；双方协商一致后，由用人单位重新发起邀请。"
        reasons={page.review?.reasons ?? []}
        open={asking === 'reject'}
        onCancel={() => setAsking(undefined)}
        onSend={async input => {
          const faults = await decide('reject', input);
          if (!faults) setAsking(undefined);
          return faults;
        }}
      />
    </section>
  );
}
