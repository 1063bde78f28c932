import { AuditOutlined, ClusterOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { Matter } from '#web/desk/kit/matter/matter.ts';

/** What the platform's operator does: the qualification of employers, the queue of jobs. */
export const operator: Matter = {
  pages: [
    {
      path: '/qualifications',
      needs: 'employers.qualify',
      component: lazy(() => import('./QualificationsPage.tsx')),
      menu: [{ area: 'platform', order: 10, title: '单位资质审核', icon: <AuditOutlined aria-hidden /> }],
    },
    { path: '/qualifications/:id', needs: 'employers.qualify', component: lazy(() => import('./QualificationPage.tsx')) },
    {
      path: '/queues',
      needs: 'queues.manage',
      component: lazy(() => import('./QueuesPage.tsx')),
      menu: [{ area: 'platform', order: 30, title: '任务队列', icon: <ClusterOutlined aria-hidden /> }],
    },
  ],
};
