import { account } from '#web/desk/account/index.tsx';
import { admin } from '#web/desk/admin/index.tsx';
import { archives } from '#web/desk/archives/index.tsx';
import { confirmation } from '#web/desk/confirmation/index.tsx';
import { corrections } from '#web/desk/corrections/index.tsx';
import { employer } from '#web/desk/employer/index.tsx';
import { flagged } from '#web/desk/flagged/index.tsx';
import { jobs } from '#web/desk/jobs/index.tsx';
import type { Matter } from '#web/desk/kit/matter/matter.ts';
import { operator } from '#web/desk/operator/index.tsx';
import { receivers } from '#web/desk/receivers/index.tsx';
import { review } from '#web/desk/review/index.tsx';
import { roster } from '#web/desk/roster/index.tsx';
import { settings } from '#web/desk/settings/index.tsx';
import { statistics } from '#web/desk/statistics/index.tsx';
import { students } from '#web/desk/students/index.tsx';
import { trainingModes } from '#web/desk/training-modes/index.tsx';
import { verification } from '#web/desk/verification/index.tsx';

/** All that the desk is made of. Routes, menus, the home page's table and live counts follow from it. */
export const matters: readonly Matter[] = [
  review,
  students,
  corrections,
  trainingModes,
  archives,
  confirmation,
  verification,
  flagged,
  statistics,
  jobs,
  roster,
  admin,
  settings,
  receivers,
  employer,
  operator,
  account,
];
