import { UnorderedListOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { Matter } from '#web/desk/kit/matter/matter.ts';

/** Imports of the roster that are done or under way; nothing where there are none. */
export const RecentImports = lazy(() => import('./RecentImports.tsx'));

/** The roster as a file: uploaded, checked, taken in. */
export const roster: Matter = {
  pages: [
    {
      path: '/registry/roster',
      needs: 'roster.upload',
      component: lazy(() => import('./RosterPage.tsx')),
      menu: [{ area: 'registry', order: 10, title: '学生名单', icon: <UnorderedListOutlined aria-hidden /> }],
    },
  ],
};
