import { useState } from 'react';
import { call, codeOf, sentenceFor } from '#web/desk/kit/api/api.ts';

export interface Credentials {
  readonly login: string;
  readonly password: string;
  readonly totp?: string | undefined;
}
export interface SignIn {
  readonly send: (credentials: Credentials) => Promise<void>;
  readonly sending: boolean;
  readonly fault: string | undefined;
  /** The account has a second factor: its field is shown from now on. */
  readonly asksTotp: boolean;
  readonly asksAgain: string | undefined;
}

export function useSignIn(onDone: () => Promise<void>): SignIn {
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<{ code: string | undefined; sentence: string }>();
  const [asksTotp, setAsksTotp] = useState(false);

  const send = async ({ login, password, totp }: Credentials) => {
    setSending(true);
    setRefused(undefined);
    try {
      await call('POST /api/session', { body: { login, password, totp: totp || undefined } });
      await onDone();
    } catch (error) {
      const code = codeOf(error);
      if (code === 'totp-required' || code === 'wrong-totp') setAsksTotp(true);
      setRefused({ code, sentence: sentenceFor(error) });
    } finally {
      setSending(false);
    }
  };
  const onlyAsks = refused?.code === 'totp-required';
  return {
    send,
    sending,
    asksTotp,
    fault: onlyAsks ? undefined : refused?.sentence,
    asksAgain: onlyAsks ? refused.sentence : undefined,
  };
}
