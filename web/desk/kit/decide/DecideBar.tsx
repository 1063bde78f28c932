import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { codeOf, fieldFaultsOf, sentenceFor } from '../api/api.ts';
import { usePress } from '../api/use-press.ts';
import type { Faults } from '../forms/form-faults.ts';
import { type ReasonInput, ReasonModal } from '../forms/ReasonModal.tsx';
import { usePageKeys } from '../page/use-page-keys.ts';
import { ApproveModal } from './ApproveModal.tsx';
import { Legend } from './Legend.tsx';
import { headOf } from './moved-on.ts';
import { WalkButtons, type Walking } from './WalkButtons.tsx';

export interface Choice<Action extends string> {
  readonly action: Action;
  readonly word: string;
  /** Why it is not possible now. */
  readonly obstacle?: string | null;
  /** The key that gives it, on pages that are walked through. */
  readonly key?: string;
}

interface WalkBar extends Walking {
  /** Files on the page, for the legend of keys. */
  readonly files: number;
}

interface Props<Action extends string, After extends { readonly label: string }> {
  /** Said to screen readers. */
  readonly label: string;
  /** Whom the decision is about; it begins each message. */
  readonly name: string;
  readonly choices: readonly Choice<Action>[];
  /** The choice that wants a reason, and the window that asks for it. */
  readonly adverse: {
    readonly action: Action;
    readonly title: string;
    readonly okText: string;
    readonly note: string;
    readonly reasons: readonly string[];
  };
  /** Choices that ask once more before they go out. */
  readonly confirms?: Partial<Record<Action, { readonly title: string; readonly content: string; readonly okText: string }>>;
  readonly notes?: readonly string[];
  /** What 通过 means, said before a key gives it. */
  readonly approval?: string;
  readonly walk?: WalkBar;
  /** What follows from it, beside the buttons. */
  readonly children?: ReactNode;
  /** All that is sent besides the choice and its reason: the same content travels under the same idempotency key. */
  readonly content: unknown;
  readonly send: (action: Action, reason: ReasonInput | undefined, key: string) => Promise<After>;
  readonly onDone: (after: After) => void;
  readonly onRefused: (error: unknown) => void;
}

/** The decision on a request, always in sight at the foot of its page. */
export function DecideBar<Action extends string, After extends { readonly label: string }>(props: Props<Action, After>) {
  const {
    label,
    name,
    choices,
    adverse,
    confirms = {},
    notes = [],
    approval,
    walk,
    children,
    content,
    send,
    onDone,
    onRefused,
  } = props;
  const [asking, setAsking] = useState(false);
  const [confirming, setConfirming] = useState<Action>();
  const [sending, setSending] = useState(false);
  const { message, modal, notification } = App.useApp();
  const press = usePress();
  const obstacles = [...new Set(choices.flatMap(({ obstacle }) => obstacle ?? []))];

  const decide = async (action: Action, reason?: ReasonInput): Promise<Faults | undefined> => {
    setSending(true);
    try {
      const after = await press({ content, action, reason }, key => send(action, reason, key));
      message.success(`${name}：${after.label}`);
      setAsking(false);
      onDone(after);
    } catch (error) {
      const faults = Object.entries(fieldFaultsOf(error));
      if (reason && faults.length > 0)
        return Object.fromEntries(faults.map(([path, fault]) => [path.replace(/^reason\./, ''), fault]));
      notification.warning({ title: `${name}：${headOf(codeOf(error))}`, description: sentenceFor(error), duration: 12 });
      onRefused(error);
    } finally {
      setSending(false);
    }
    return undefined;
  };
  const start = (action: Action) => {
    const confirm: Props<Action, After>['confirms'] = confirms;
    const asked = confirm[action];
    if (action === adverse.action) setAsking(true);
    else if (asked) modal.confirm({ ...asked, onOk: () => decide(action).then(() => undefined) });
    else void decide(action);
  };
  usePageKeys(key => {
    if (!walk || asking || confirming || sending) return false;
    const hit = choices.find(choice => choice.key === key);
    if (hit) {
      if (hit.obstacle) return true;
      // One key alone never decides.
      if (hit.action === adverse.action) setAsking(true);
      else setConfirming(hit.action);
    } else if (key === 'J') walk.onNext?.();
    else if (key === 'K') walk.onPrevious?.();
    else return false;
    return true;
  });

  return (
    <section className="decision" aria-label={label}>
      {obstacles.map(sentence => (
        <p key={sentence} className="fault">
          {sentence}
        </p>
      ))}
      {notes.map(sentence => (
        <p key={sentence} className="quiet">
          {sentence}
        </p>
      ))}
      <div className="decision-row">
        {choices.map(({ action, word, obstacle, key }) => {
          const isPrimary = action === 'approve';
          return (
            <Button
              key={action}
              type={isPrimary ? 'primary' : 'default'}
              danger={action === adverse.action}
              loading={sending && isPrimary}
              disabled={(sending && !isPrimary) || Boolean(obstacle)}
              onClick={() => start(action)}
              {...(key ? { 'aria-keyshortcuts': key } : {})}
            >
              {word} {key ? <kbd>{key}</kbd> : null}
            </Button>
          );
        })}
        {children}
        {walk ? <WalkButtons {...walk} /> : null}
      </div>
      {walk ? <Legend shown={choices} files={walk.files} /> : null}
      <ApproveModal
        title={`审核通过：${name}？`}
        open={confirming !== undefined}
        sending={sending}
        onCancel={() => setConfirming(undefined)}
        onSend={async () => {
          if (confirming) await decide(confirming);
          setConfirming(undefined);
        }}
      >
        <p>{approval}</p>
      </ApproveModal>
      <ReasonModal
        {...{ title: adverse.title, okText: adverse.okText, note: adverse.note, reasons: adverse.reasons }}
        open={asking}
        onCancel={() => setAsking(false)}
        onSend={reason => decide(adverse.action, reason)}
      />
    </section>
  );
}
