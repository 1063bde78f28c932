/** What witnesses have answered: each proof is of a head that is in the file, and proves it. */
import { readTimestamp, TimestampError } from '#server/platform/outside/timestamp-authority.ts';
import { sha256 } from '../tree/canonical.ts';
import type { Findings } from './finding.ts';

/** Answers how many hold. */
export function checkWitnessed(witnessed: readonly string[], heads: readonly string[], findings: Findings): number {
  const known = new Set(heads);
  let held = 0;
  for (const [at, line] of witnessed.entries()) {
    const [name, head = '', proof = ''] = line.split(' ');
    if (!known.has(head))
      findings.add('timestamp-invalid', `时间戳文件第 ${at + 1} 行所证明的树头不在树头文件中：树头文件被改写。`);
    else if (name === 'rfc3161' && !proves(Buffer.from(proof, 'base64'), head))
      findings.add('timestamp-invalid', `时间戳文件第 ${at + 1} 行的时间戳无效。`);
    else held += 1;
  }
  return held;
}

function proves(token: Buffer, head: string): boolean {
  try {
    readTimestamp(token, sha256(head));
    return true;
  } catch (error) {
    if (error instanceof TimestampError) return false;
    throw error;
  }
}
