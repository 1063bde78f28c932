/** Proof of work (ALTCHA): signed, with an end, each good for one check, bound to nobody. */
import { hkdfSync, randomBytes } from 'node:crypto';
import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Proof } from '#contract/routes/verification.ts';
import type { Clock } from '#server/platform/base/clock.ts';

/** PBKDF2 rounds per try, and 256 tries on average: a third of a second on a desk, one to two on a phone; one try for us to check. */
const work = { algorithm: 'PBKDF2/SHA-256', cost: 3_000, keyLength: 32, keyPrefix: '00' } as const;
/** Seconds. */
const life = 600;
/** Spent ones remembered until they have ended: each took its sender a third of a second. */
const mostSpent = 200_000;

export interface Challenges {
  give(): Promise<Omit<Proof, 'solution'>>;
  /** Whether this proves work that was not used before. Using it is part of the question. */
  accept(proof: Proof): Promise<boolean>;
}

/** The key lives as long as the process: a challenge from before a restart is asked anew. */
export function createChallenges(clock: Clock): Challenges {
  const secret = Buffer.from(hkdfSync('sha256', randomBytes(32), '', 'check-challenge', 32)).toString('hex');
  const spent = new Map<string, number>();
  const seconds = () => Math.floor(clock.now().getTime() / 1000);
  const forgetEnded = () => {
    for (const [signature, end] of spent) {
      if (end > seconds() && spent.size < mostSpent) return;
      spent.delete(signature);
    }
  };
  return {
    async give() {
      const expiresAt = seconds() + life;
      const { parameters, signature = '' } = await createChallenge({
        ...work,
        expiresAt,
        deriveKey,
        hmacSignatureSecret: secret,
      });
      const { nonce, salt } = parameters;
      return { parameters: { ...work, nonce, salt, expiresAt }, signature };
    },
    async accept({ parameters, signature, solution }) {
      // By the program's clock; the library asks the machine's.
      if (parameters.expiresAt <= seconds() || spent.has(signature)) return false;
      forgetEnded();
      // Taken before it is looked at: sent a thousand times at once it is worked out once, and a wrong solution uses it up.
      spent.set(signature, parameters.expiresAt);
      const challenge = { parameters, signature };
      const checked = await verifySolution({ challenge, solution, deriveKey, hmacSignatureSecret: secret });
      if (checked.invalidSignature) spent.delete(signature);
      return checked.verified;
    },
  };
}
