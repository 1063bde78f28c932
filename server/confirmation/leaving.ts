/** 离校前待办. */
import type { z } from 'zod';
import type { listLeavingTasks } from '#contract/routes/confirmation.ts';
import { leavingTasks } from '#domain/confirmation/leaving.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { schoolWindow } from '#domain/rules/cohort-window.ts';
import { keptStateOf } from '#domain/transfers/record.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import { findFormGraduate } from '#server/verification/index.ts';
import type { Confirming, Own } from './read-own.ts';
import { findOwn, hasAuthorization } from './store.ts';

export async function listLeaving(
  { platform: { database, clock }, heldOf }: Confirming,
  { schoolId, graduateId }: Own,
): Promise<z.input<(typeof listLeavingTasks)['answer']> | Refused> {
  const whose = [schoolId, graduateId];
  const [graduate, row, held, settings, authorized] = await Promise.all([
    findFormGraduate(database, { schoolId, graduateId }),
    database.first(findOwn, whose),
    heldOf(database, schoolId, graduateId),
    getSchoolSettings(database, schoolId),
    database.one(hasAuthorization, [...whose, clock.now()]),
  ]);
  if (!graduate || !row) return refuse('not-found');
  const { cohort, graduatesIn, hukouTransferred } = graduate;
  const tasks = leavingTasks({
    ...{ cohort, graduatesIn, held, modules: settings.modules, state: row.confirmation, isAuthorized: authorized.there },
    windowEnds: schoolWindow(cohort, settings.windows[cohort]).to,
    archive: keptStateOf(row.archiveState),
    hukou: hukouTransferred ? keptStateOf(row.hukouState) : undefined,
  });
  return { tasks, left: tasks.filter(({ isDone }) => !isDone).length };
}
