import { callOutside, jsonAnswer, OutsideError, type OutsideOptions } from './call-outside.ts';

export type IdentityCheckResult = 'match' | 'mismatch' | 'not-found';

/** Whether a name and an ID-card number belong together. Throws IdentityCheckError when the service gives no answer. */
export type IdentityCheck = (person: { name: string; idNumber: string }) => Promise<IdentityCheckResult>;

export class IdentityCheckError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`identity check: ${code}`);
    this.name = 'IdentityCheckError';
    this.code = code;
  }
}

const results: ReadonlySet<unknown> = new Set<IdentityCheckResult>(['match', 'mismatch', 'not-found']);
function isResult(value: unknown): value is IdentityCheckResult {
  return results.has(value);
}

/** A service that takes `{ name, idNumber }` as JSON with a bearer key and answers `{ result }`. */
export function createIdentityCheck(options: OutsideOptions & { url: string; key: string }): IdentityCheck {
  return async ({ name, idNumber }) => {
    const answer = await callOutside(
      options.url,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${options.key}` },
        body: JSON.stringify({ name, idNumber }),
      },
      options,
    ).catch(error => {
      throw error instanceof OutsideError ? new IdentityCheckError(error.kind) : error;
    });
    const result = jsonAnswer(answer)?.result;
    if (answer.status !== 200 || !isResult(result)) throw new IdentityCheckError(`HTTP ${answer.status}`);
    return result;
  };
}
