import { defineTimedJob } from '#server/platform/jobs/jobs.ts';
import { handle } from '#server/platform/jobs/worker.ts';
import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { closeCohorts } from './close-cohorts.ts';

/** A cohort ends on 1 April; it is looked for every night at 00:10 in Beijing. */
const closeJob = defineTimedJob('year-end.close-cohorts', '年度截止', '10 16 * * *');

/** 已截止: what still waits when a cohort is over ends. */
export const yearEndModule = (platform: Platform, modules: readonly Module[]): Module => ({
  jobs: [
    handle(closeJob, async () => {
      const closed = await closeCohorts(modules);
      if (closed > 0) platform.log.info({ closed }, "closed at the year's end");
    }),
  ],
});
