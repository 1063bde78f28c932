/** 已截止: on 1 April of the year after graduation, what is still open ends and frees its hold. */

import { beijingDay } from '#domain/dates.ts';
import { flowNamed, flowNames } from '#domain/flows/all.ts';
import { isRefused } from '#domain/refusals.ts';
import { lastCohortOver } from '#domain/rules/cohort-window.ts';
import { lockOpenedCase, moveCase } from '#server/cases/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { everything } from '#server/platform/scope/everything.ts';

const selectOpen = statement<{ schoolId: number; id: number }>(
  'cases.still_open',
  `select c.school_id, c.id from destination_case c
   where c.cohort <= $1 and c.flow || ' ' || c.state = any($2::text[]) and (c.school_id, c.id) > ($3, $4)
   order by c.school_id, c.id limit 500`,
);

/** Where the table lets the clock close a case. */
const openPlaces = flowNames.flatMap(flow =>
  flowNamed(flow)
    .moves.filter(({ action, by }) => action === 'close' && by === 'clock')
    .map(({ from }) => `${flow} ${from.id}`),
);

/** Closes what is open in every cohort that is over, one transaction each; answers how many. */
export async function closeCohorts(platform: Platform): Promise<number> {
  const { database, clock } = platform;
  const lastOver = lastCohortOver(beijingDay(clock.now()));
  let closed = 0;
  let after = { schoolId: 0, id: 0 };
  for (;;) {
    const open = await database.query(selectOpen, [lastOver, openPlaces, after.schoolId, after.id]);
    const last = open.at(-1);
    if (!last) return closed;
    for (const { schoolId, id } of open) if (await close(platform, schoolId, id)) closed += 1;
    after = last;
  }
}

const close = (platform: Platform, schoolId: number, caseId: number): Promise<boolean> =>
  platform.database.transaction(async tx => {
    const opened = await lockOpenedCase(platform, tx, { schoolId, caseId }, everything);
    if (!opened) return false;
    const { row, facts, snapshot, roster } = opened;
    return !isRefused(await moveCase(tx, row, { platform, action: 'close', facts, snapshot, roster, who: { roles: ['clock'] } }));
  });
