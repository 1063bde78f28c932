import { WarningOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { Matter } from '#web/desk/kit/matter/matter.ts';

/** Employers that a school has marked for its reviewers. */
export const flagged: Matter = {
  pages: [
    {
      path: '/flagged-employers',
      needs: 'flags.manage',
      component: lazy(() => import('./FlaggedEmployersPage.tsx')),
      menu: [{ area: 'signing', order: 80, title: '预警单位管理', icon: <WarningOutlined aria-hidden /> }],
    },
    { path: '/flagged-employers/:uscc', needs: 'flags.manage', component: lazy(() => import('./FlaggedEmployerPage.tsx')) },
  ],
};
