/** A graduate's request about archive or hukou: register, or modify what is registered. Graduate guide on archive and hukou §4, §5. */
import { defineFlow } from '../flow/define.ts';
import { tell, writeTransfer } from '../flow/effects.ts';
import type { Flow } from '../flow/flow.ts';
import { ends, nextLevelOr, type Rule, start, waits } from '../flow/table.ts';
import type { TransferFlowName } from '../flow-names.ts';
import { cohortOpen, cohortOver, cohortStillOpen, notLapsed } from '../rules/destination.ts';
import { undecided } from './review.ts';

interface Kind {
  readonly name: TransferFlowName;
  /** What it is about, as a sentence names it. */
  readonly what: string;
  /** Of the module that a school opens. */
  readonly module: string;
  readonly needs?: readonly Rule[];
}

/** The one table of both kinds. */
export function transferRequest({ name, what, module, needs = [] }: Kind): Flow {
  const about = () => ({ what });
  const moduleOpen: Rule = { code: 'transfer-module-closed', isMet: facts => facts.isModuleOpen, about: () => ({ module }) };
  const unregistered: Rule = { code: 'already-registered', isMet: facts => !facts.isRegistered, about };
  const registered: Rule = { code: 'not-registered', isMet: facts => facts.isRegistered, about };
  const noOther: Rule = { code: 'transfer-request-open', isMet: facts => !facts.transferRequestOpen, about };
  const begins = [moduleOpen, ...needs, cohortOpen, noOther];
  const round = 'reviewing' as const;
  return defineFlow({
    name,
    title: `${what}申请`,
    always: [notLapsed, cohortStillOpen],
    states: {
      reviewing: waits('reviewer', '待审核（等待{reviewer}审核）'),
      approved: ends('审核通过', 'inForce'),
      rejected: ends('审核不通过', 'refused'),
      closed: ends('已截止'),
    },
    rows: [
      { action: 'register', by: 'graduate', from: start, to: round, needs: [...begins, unregistered] },
      { action: 'modify', by: 'graduate', from: start, to: round, needs: [...begins, registered] },
      // In place: it keeps its levels, and a reviewer reads it as it is now.
      { action: 'edit', by: 'graduate', from: round, needs: [moduleOpen, ...needs, cohortOpen, undecided] },
      {
        action: 'approve',
        by: 'reviewer',
        from: round,
        to: nextLevelOr('approved'),
        effects: [writeTransfer, tell('graduate')],
        passing: [tell('graduate')],
      },
      { action: 'reject', by: 'reviewer', from: round, to: 'rejected', effects: [tell('graduate')] },
      // Decides nothing.
      { action: 'correct', by: 'reviewer', from: round },
      // The graduate is deleted from the roster.
      { action: 'lapse', by: 'system', from: round, to: 'rejected' },
      // What is registered stays so.
      { action: 'close', by: 'clock', from: round, to: 'closed', needs: [cohortOver], effects: [tell('graduate')] },
    ],
  });
}
