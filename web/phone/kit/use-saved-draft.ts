import { useCallback, useEffect, useRef, useState } from 'react';
import { exactTime } from '#web/common/format.ts';
import { describeProblem } from '#web/common/problem-words.ts';
import { forgetArrived, keepForm, keptForm } from './kept-form.ts';

export type Form = Readonly<Record<string, string>>;
export type Saving = {
  /** `kept` is on this phone alone: the server takes none before it is handed in. */
  readonly state: 'saved' | 'typing' | 'saving' | 'failed' | 'kept';
  readonly at: string | undefined;
  readonly problem?: string;
};

/** A pause in typing after which the draft is sent. */
const pauseMs = 1500;

interface Sent {
  readonly savedAt: string;
  /** What the server has now, where it had something newer beside it. */
  readonly merged?: Form;
}
interface Draft {
  /** Under which it is kept on this phone. */
  readonly name: string;
  readonly first: { readonly form: Form; readonly savedAt: string | null };
  /** Brings it to the server; stays the same function. Nothing where the server takes no draft. */
  readonly send?: ((form: Form) => Promise<Sent>) | undefined;
}

/**
 * What is being filled in: kept in this browser with every key, and on the server whenever the typing pauses, so that neither a closed
 * browser nor another phone loses it.
 */
export function useSavedDraft({ name, first, send }: Draft) {
  const [unsaved] = useState(() => keptForm(name));
  const [form, setForm] = useState<Form>(() => ({ ...first.form, ...unsaved }));
  const unsent = send ? 'typing' : 'kept';
  const [saving, setSaving] = useState<Saving>({
    state: Object.keys(unsaved).length > 0 ? unsent : 'saved',
    at: first.savedAt ?? undefined,
  });
  const latest = useRef(form);
  const timer = useRef<number>(undefined);
  const running = useRef<Promise<void>>(undefined);

  /** Waits for what is being sent, and sends nothing more until something is typed. */
  const settle = useCallback(async () => {
    window.clearTimeout(timer.current);
    await running.current?.catch(() => undefined);
  }, []);
  /** Resolves when the server has everything typed so far; throws what stopped it. */
  const save = useCallback(async (): Promise<void> => {
    await settle();
    if (!send) return;
    const sent = latest.current;
    const run = async () => {
      setSaving(({ at }) => ({ state: 'saving', at }));
      try {
        const { savedAt, merged } = await send(sent);
        forgetArrived(name, merged ?? sent);
        const isLatest = latest.current === sent;
        if (merged) {
          // What was typed while it was on its way goes over what came back.
          const since = Object.entries(latest.current).filter(([key, value]) => sent[key] !== value);
          latest.current = { ...merged, ...Object.fromEntries(since) };
          setForm(latest.current);
        }
        setSaving({ state: isLatest ? 'saved' : 'typing', at: savedAt });
      } catch (error) {
        setSaving(({ at }) => ({ state: 'failed', at, problem: describeProblem(error).sentence }));
        throw error;
      }
    };
    running.current = run();
    await running.current;
  }, [name, send, settle]);

  const change = useCallback(
    (values: Form) => {
      const next = { ...latest.current, ...values };
      latest.current = next;
      setForm(next);
      keepForm(name, values);
      setSaving(({ at }) => ({ state: unsent, at }));
      window.clearTimeout(timer.current);
      if (send) timer.current = window.setTimeout(() => void save().catch(() => undefined), pauseMs);
    },
    [name, send, unsent, save],
  );
  // Sends what an earlier visit could not send, and what was typed without a network, as soon as there is one.
  useEffect(() => {
    const sendKept = () => {
      if (Object.keys(keptForm(name)).length > 0) void save().catch(() => undefined);
    };
    sendKept();
    addEventListener('online', sendKept);
    return () => {
      removeEventListener('online', sendKept);
      window.clearTimeout(timer.current);
    };
  }, [name, save]);
  return { form, saving, save, change, settle };
}

/** What the page says of it, beside its buttons. */
export function savingWords({ state, at, problem }: Saving): string {
  switch (state) {
    case 'failed':
      return `尚未保存到服务器：${problem}已保存在本机。`;
    case 'saved':
      return at ? `已暂存 ${exactTime(at)}` : '';
    case 'saving':
      return '正在暂存';
    case 'typing':
      return '有修改，稍候自动暂存';
    case 'kept':
      return '有修改，已保存在本机，提交后才会更新申请';
  }
}
