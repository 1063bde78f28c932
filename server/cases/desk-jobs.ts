import type { DeskJobHandler } from '#server/desk-jobs/index.ts';
import type { Platform } from '#server/platform/platform.ts';

/** The long work of this matter. */
export const caseDeskJobs = (_platform: Platform): DeskJobHandler[] => [];
