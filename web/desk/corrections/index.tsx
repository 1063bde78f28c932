import { CommentOutlined, FormOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { Matter } from '#web/desk/kit/matter/matter.ts';
import { requestCount } from '#web/desk/kit/matter/request-counts.ts';

const changes = requestCount('changes');
const objections = requestCount('objections');

/** What departments ask the school to change in records in force, and what graduates object to. */
export const corrections: Matter = {
  pages: [
    {
      path: '/changes',
      needs: 'changes.read',
      component: lazy(() => import('./ChangeRequestsPage.tsx')),
      menu: [
        {
          area: 'signing',
          order: 40,
          title: '变更申请',
          icon: <FormOutlined aria-hidden />,
          group: '学生管理',
          count: changes,
        },
      ],
    },
    { path: '/changes/:id', needs: 'changes.read', component: lazy(() => import('./ChangeRequestPage.tsx')) },
    {
      path: '/objections',
      needs: 'objections.read',
      component: lazy(() => import('./ObjectionsPage.tsx')),
      menu: [
        {
          area: 'signing',
          order: 50,
          title: '异议',
          icon: <CommentOutlined aria-hidden />,
          group: '学生管理',
          count: objections,
        },
      ],
    },
    { path: '/objections/:id', needs: 'objections.read', component: lazy(() => import('./ObjectionPage.tsx')) },
  ],
  queues: [
    { path: '/changes', title: '变更申请', needs: 'changes.decide', count: changes },
    { path: '/objections', title: '异议', needs: 'objections.answer', count: objections },
  ],
  live: ['desk-requests', 'change-requests', 'objections'],
};
