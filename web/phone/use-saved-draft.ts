import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '#web/shared/client.ts';
import { describeProblem } from '#web/shared/problem-words.ts';

export type Form = Readonly<Record<string, string>>;
export type Saving = {
  readonly state: 'saved' | 'typing' | 'saving' | 'failed';
  readonly at: string | undefined;
  readonly problem?: string;
};

/** A pause in typing after which the draft is sent. */
const pauseMs = 1500;
const keyOf = (ref: string) => `form:${ref}`;

/**
 * What is being filled in: kept in this browser with every key, and on the server whenever the typing pauses, so that neither a closed
 * browser nor another phone loses it.
 */
export function useSavedDraft(ref: string, first: { readonly version: number; readonly form: Form; readonly savedAt: string }) {
  const [form, setForm] = useState<Form>(() => ({ ...first.form, ...kept(ref) }));
  const [saving, setSaving] = useState<Saving>({ state: 'saved', at: first.savedAt });
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
        if (latest.current === sent) sessionStorage.removeItem(keyOf(ref));
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
    sessionStorage.setItem(keyOf(ref), JSON.stringify(next));
    setSaving(({ at }) => ({ state: 'typing', at }));
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void save().catch(() => undefined), pauseMs);
  };
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return { form, saving, save, change };
}

function kept(ref: string): Form {
  const text = sessionStorage.getItem(keyOf(ref));
  return text ? JSON.parse(text) : {};
}
