import { CloudDownloadOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { Matter, MenuEntry } from '#web/desk/kit/matter/matter.ts';

const JobsPage = lazy(() => import('./JobsPage.tsx'));
const icon = <CloudDownloadOutlined aria-hidden />;
const mine = { title: '我的任务', icon } satisfies Partial<MenuEntry>;

/** Long work that goes on in the background: one's own, and that of the whole school. */
export const jobs: Matter = {
  pages: [
    {
      path: '/jobs',
      needs: 'jobs.read',
      component: JobsPage,
      menu: [
        { ...mine, area: 'signing', order: 100 },
        { ...mine, area: 'employer', order: 80 },
      ],
    },
    { path: '/jobs/:id', needs: 'jobs.read', component: lazy(() => import('./JobPage.tsx')) },
    {
      path: '/registry/jobs',
      needs: 'school.settings',
      component: JobsPage,
      menu: [{ area: 'registry', order: 20, title: '任务', icon }],
    },
  ],
};
