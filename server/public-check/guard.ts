/** Limits and proof of work before a check: what is refused here has asked the database nothing. */
import type { FastifyReply } from 'fastify';
import type { Proof } from '#contract/routes/verification.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { waitInWords } from '#server/platform/limits/count-attempt.ts';
import type { Platform } from '#server/platform/platform.ts';
import { type Challenges, createChallenges } from './challenges.ts';
import { type Check, type CheckLimits, createCheckLimits } from './limits.ts';
import { createRefusedChecks, type RefusedChecks } from './refused-checks.ts';

export interface Guard {
  readonly limits: CheckLimits;
  readonly challenges: Challenges;
  readonly refused: RefusedChecks;
  /** A refusal, or undefined: the check is counted and may be made. */
  admit(check: Check, proof: Proof | undefined, reply: FastifyReply): Promise<Refused | undefined>;
  /** A refusal of an address that has to wait, before its question is read. */
  turnAway(network: string, reply: FastifyReply): Refused | undefined;
  busy(): Refused;
  mayTakeChallenge(network: string, reply: FastifyReply): Refused | undefined;
}

const waitRefusal = (seconds: number, reply: FastifyReply): Refused => {
  reply.header('retry-after', seconds);
  return refuse('checks-too-many', { wait: waitInWords(seconds) });
};

export function createGuard(platform: Platform): Guard {
  const limits = createCheckLimits(platform.clock);
  const challenges = createChallenges(platform.clock);
  const refused = createRefusedChecks(platform);
  return {
    limits,
    challenges,
    refused,
    async admit(check, proof, reply) {
      const verdict = limits.judge(check);
      if (verdict.is === 'wait') {
        refused.count(verdict.because);
        return waitRefusal(verdict.seconds, reply);
      }
      if (verdict.is === 'proof') {
        if (!proof) {
          refused.count('proof-missing');
          limits.unproven(check.network);
          return refuse('check-proof-needed');
        }
        if (!(await challenges.accept(proof))) {
          refused.count('proof-wrong');
          limits.cheated(check.network);
          return refuse('check-proof-needed');
        }
      }
      limits.begin(check);
      return undefined;
    },
    turnAway(network, reply) {
      const seconds = limits.waitOf(network);
      if (seconds === undefined) return undefined;
      refused.count('address');
      return waitRefusal(seconds, reply);
    },
    busy() {
      refused.count('busy');
      return refuse('overloaded');
    },
    mayTakeChallenge(network, reply) {
      if (limits.mayTakeChallenge(network)) return undefined;
      refused.count('challenges');
      return waitRefusal(60, reply);
    },
  };
}
