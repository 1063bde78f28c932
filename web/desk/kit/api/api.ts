import { createClient, NoAnswer, RequestRefused } from '#contract/client.ts';
import { onRepeat } from '#web/common/repeating.ts';

export { type Answer, addressOf, NoAnswer, type Place, placeOf, RequestRefused } from '#contract/client.ts';

type Listener = () => void;
const listeners = new Set<Listener>();

/** Calls the listener when the session ends while pages are open. Returns a function that stops listening. */
export function onSessionEnd(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const tellSessionEnded = (): void => {
  for (const listener of listeners) listener();
};

/** Wrong credentials are a 401 too; only the end of a session concerns the pages. */
export const isSignedOut = (error: unknown): boolean => error instanceof RequestRefused && error.problem.code === 'not-signed-in';

type Asker = () => Promise<boolean>;
let asker: Asker | undefined;

/** Who asks the person to prove who they are before a change of security is sent again. Returns a function that stops asking. */
export function onProofNeeded(ask: Asker): () => void {
  asker = ask;
  return () => {
    if (asker === ask) asker = undefined;
  };
}
/** True once the person has shown who they are; false when they would not. */
export const askForProof = (): Promise<boolean> => asker?.() ?? Promise.resolve(false);

export const call = createClient({
  onProofNeeded: askForProof,
  onRepeat,
  onSignedOut: problem => {
    if (problem.code === 'not-signed-in') tellSessionEnded();
  },
});

/** What to tell a person about any error. */
export function sentenceFor(error: unknown): string {
  if (error instanceof RequestRefused) return error.problem.title;
  if (error instanceof NoAnswer) return error.message;
  return '页面出错了，请刷新后重试；已填写的内容保存在本页。';
}

export const codeOf = (error: unknown): string | undefined => (error instanceof RequestRefused ? error.problem.code : undefined);

export const fieldFaultsOf = (error: unknown): Readonly<Record<string, string>> =>
  error instanceof RequestRefused ? (error.problem.fields ?? {}) : {};
