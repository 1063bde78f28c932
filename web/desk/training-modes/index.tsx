import { SwapOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { Matter } from '#web/desk/kit/matter/matter.ts';
import { requestCount } from '#web/desk/kit/matter/request-counts.ts';

const icon = <SwapOutlined aria-hidden />;
const modes = requestCount('modes');

/** 培养方式: departments ask for another one, the school files it, the province decides. */
export const trainingModes: Matter = {
  pages: [
    {
      path: '/training-modes',
      needs: 'trainingModes.read',
      component: lazy(() => import('./ModeRequestsPage.tsx')),
      menu: [
        { area: 'signing', order: 70, title: '培养方式修改记录', icon, needs: 'trainingModes.request', count: modes },
        { area: 'province', order: 10, title: '培养方式修改', icon, needs: 'trainingModes.decide' },
      ],
    },
    { path: '/training-modes/:ref', needs: 'trainingModes.read', component: lazy(() => import('./ModeRequestPage.tsx')) },
    {
      path: '/students/:id/training-mode',
      needs: 'trainingModes.request',
      component: lazy(() => import('./RequestModePage.tsx')),
    },
  ],
  queues: [{ path: '/training-modes', title: '培养方式修改', needs: 'trainingModes.passOn', count: modes }],
  live: ['mode-requests', 'mode-request'],
};
