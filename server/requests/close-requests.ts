/** 已截止: what still waits when its cohort is over ends, as the table of its flow says. */
import { randomUUID } from 'node:crypto';
import { beijingDay } from '#domain/dates.ts';
import { decide } from '#domain/flow/decide.ts';
import { isRefused } from '#domain/refusals.ts';
import { lastCohortOver } from '#domain/rules/cohort-window.ts';
import type { Platform } from '#server/platform/platform.ts';
import { stranger } from '#server/platform/scope/actor.ts';
import type { Reasoned, RequestKind, RequestRow } from './request-kind.ts';
import { takeStep } from './take-step.ts';

const together = 500;

/** One transaction each; answers how many. Run again it does the rest. */
export async function closeRequests<Row extends RequestRow, Given extends Reasoned>(
  platform: Platform,
  kind: RequestKind<Row, Given>,
): Promise<number> {
  const { waitingIn, flow } = kind;
  if (!waitingIn) throw new Error(`request ${flow.name} does not end with the year`);
  const { database, clock } = platform;
  const lastOver = lastCohortOver(beijingDay(clock.now()));
  let closed = 0;
  let after = { schoolId: 0, id: 0 };
  for (;;) {
    const waiting = await database.query(waitingIn, [lastOver, after.schoolId, after.id, together]);
    const last = waiting.at(-1);
    if (!last) return closed;
    for (const { schoolId, id } of waiting) if (await close(platform, kind, schoolId, id)) closed += 1;
    after = last;
  }
}

const close = <Row extends RequestRow, Given extends Reasoned>(
  platform: Platform,
  kind: RequestKind<Row, Given>,
  schoolId: number,
  id: number,
): Promise<boolean> =>
  platform.database.transaction(async tx => {
    const at = platform.clock.now();
    const scope = { kind: 'school', schoolId } as const;
    const row = await kind.lock(tx, { schoolId, id }, scope);
    if (!row) return false;
    const kase = { state: row.state, levels: row.levels ?? [] };
    const decision = decide(kind.flow, kase, 'close', ['clock'], await kind.facts(tx, row, at));
    // Somebody has decided it since it was listed.
    if (isRefused(decision)) return false;
    const { to, by, levels, effects } = decision;
    const nobody = { actor: stranger, scope, key: randomUUID(), addressPrefix: '', given: undefined, reason: undefined };
    const step = { ...nobody, action: 'close', row, by, to, levels, at, version: row.version + 1 } as const;
    const refused = await takeStep(platform, kind, tx, step, effects);
    if (refused) throw new Error(`request ${kind.flow.name} ${schoolId}-${id} does not close: ${refused.refused.code}`);
    return true;
  });
