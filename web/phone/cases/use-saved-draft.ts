import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '#web/common/client.ts';
import { describeProblem } from '#web/common/problem-words.ts';
import { forgetForm, keepForm, keptForm } from '#web/phone/kit/kept-form.ts';

export type Form = Readonly<Record<string, string>>;
export type Saving = {
  readonly state: 'saved' | 'typing' | 'saving' | 'failed';
  readonly at: string | undefined;
  readonly problem?: string;
};

/** A pause in typing after which the draft is sent. */
const pauseMs = 1500;

/**
 * What is being filled in: kept in this browser with every key, and on the server whenever the typing pauses, so that neither a closed
 * browser nor another phone loses it.
 */
export function useSavedDraft(ref: string, first: { readonly version: number; readonly form: Form; readonly savedAt: string }) {
  const [unsaved] = useState(() => keptForm(ref));
  const [form, setForm] = useState<Form>(() => ({ ...first.form, ...unsaved }));
  const hasUnsaved = Object.keys(unsaved).length > 0;
  const [saving, setSaving] = useState<Saving>({ state: hasUnsaved ? 'typing' : 'saved', at: first.savedAt });
  const version = useRef(first.version);
  const latest = useRef(form);
  const timer = useRef<number>(undefined);
  const running = useRef<Promise<void>>(undefined);

  /** Resolves to the version that the server has, with everything typed so far; throws what stopped it. */
  const save = useCallback(async (): Promise<number> => {
    window.clearTimeout(timer.current);
    await running.current?.catch(() => undefined);
    const sent = latest.current;
    const run = async () => {
      setSaving(({ at }) => ({ state: 'saving', at }));
      try {
        const saved = await call('PUT /api/cases/{ref}/draft', {
          params: { ref },
          body: { version: version.current, form: sent },
        });
        version.current = saved.version;
        if (latest.current === sent) forgetForm(ref);
        setSaving({ state: latest.current === sent ? 'saved' : 'typing', at: saved.savedAt });
      } catch (error) {
        setSaving(({ at }) => ({ state: 'failed', at, problem: describeProblem(error).sentence }));
        throw error;
      }
    };
    running.current = run();
    await running.current;
    return version.current;
  }, [ref]);

  const change = (key: string, value: string) => {
    const next = { ...latest.current, [key]: value };
    latest.current = next;
    setForm(next);
    keepForm(ref, next);
    setSaving(({ at }) => ({ state: 'typing', at }));
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void save().catch(() => undefined), pauseMs);
  };
  // Sends what an earlier visit could not send, and what was typed without a network, as soon as there is one.
  useEffect(() => {
    const sendKept = () => {
      if (Object.keys(keptForm(ref)).length > 0) void save().catch(() => undefined);
    };
    sendKept();
    addEventListener('online', sendKept);
    return () => {
      removeEventListener('online', sendKept);
      window.clearTimeout(timer.current);
    };
  }, [ref, save]);
  return { form, saving, save, change };
}
