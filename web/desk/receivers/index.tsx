import { EnvironmentOutlined, InboxOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { Matter } from '#web/desk/kit/matter/matter.ts';

const entry = { title: '档案接收机构', icon: <EnvironmentOutlined aria-hidden /> } as const;

/** Offices that receive archives: the directory, and what a school has arranged for itself. */
export const receivers: Matter = {
  pages: [
    {
      path: '/receivers',
      needs: 'receivers.manage',
      component: lazy(() => import('./ReceiversPage.tsx')),
      menu: [
        { ...entry, area: 'province', order: 20, needs: 'trainingModes.decide' },
        { ...entry, area: 'platform', order: 35, needs: 'queues.manage' },
      ],
    },
    { path: '/receivers/import', needs: 'receivers.manage', component: lazy(() => import('./ImportReceiversPage.tsx')) },
    { path: '/receivers/:id', needs: 'receivers.manage', component: lazy(() => import('./ReceiverPage.tsx')) },
    {
      path: '/registry/origin-offices',
      needs: 'school.settings',
      component: lazy(() => import('./OriginOfficesPage.tsx')),
      menu: [{ area: 'registry', order: 65, title: '生源地档案接收机构', icon: <InboxOutlined aria-hidden /> }],
    },
  ],
};
