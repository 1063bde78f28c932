/** Questions of the check's pages. A proof of work is made when it is asked for, and the question is asked once more. */
import { type Answer, createClient, RequestRefused } from '#contract/client.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import type { Proof } from './solve.ts';

const call = createClient();
export type FormAnswer = Answer<'POST /api/checks'>;
export type DocumentAnswer = Answer<'POST /api/document-checks'>;

type WithProof<T> = (proof?: Proof) => Promise<T>;
async function proving<T>(ask: WithProof<T>, onProof: () => void): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof RequestRefused) || error.problem.code !== 'check-proof-needed') throw error;
    onProof();
    const [{ solve }, challenge] = await Promise.all([import('./solve.ts'), call('POST /api/check-challenges')]);
    return ask(await solve(challenge));
  }
}

export type By = { readonly name: string; readonly code: string } | { readonly token: string };

/** @param onProof called when the browser has to work first */
export const askForm = (kind: TransferKind, by: By, onProof: () => void): Promise<FormAnswer> =>
  proving(proof => call('POST /api/checks', { body: { kind, by: { ...by }, proof } }), onProof);

export const askDocument = (sha256: string, onProof: () => void): Promise<DocumentAnswer> =>
  proving(proof => call('POST /api/document-checks', { body: { sha256, proof } }), onProof);

export const askKeys = async () => (await call('GET /.well-known/jwks.json')).keys;
