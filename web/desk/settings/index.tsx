import { HourglassOutlined, ReadOutlined, SettingOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { Matter, MenuEntry } from '#web/desk/kit/matter/matter.ts';

const RetentionPage = lazy(() => import('./RetentionPage.tsx'));
const retention = { title: '材料保存期限', icon: <HourglassOutlined aria-hidden /> } satisfies Partial<MenuEntry>;

/** What a school sets for itself, a province for its schools, and how long evidence is kept. */
export const settings: Matter = {
  pages: [
    {
      path: '/registry/settings',
      needs: 'school.settings',
      component: lazy(() => import('./SettingsPage.tsx')),
      menu: [{ area: 'registry', order: 50, title: '设置', icon: <SettingOutlined aria-hidden /> }],
    },
    {
      path: '/province/settings',
      needs: 'province.settings',
      component: lazy(() => import('./ProvinceSettingsPage.tsx')),
      menu: [{ area: 'province', order: 30, title: '设置', icon: <SettingOutlined aria-hidden /> }],
    },
    {
      path: '/registry/reasons',
      needs: 'school.settings',
      component: lazy(() => import('./ReasonsPage.tsx')),
      menu: [{ area: 'registry', order: 60, title: '原因列表', icon: <ReadOutlined aria-hidden /> }],
    },
    {
      path: '/registry/retention',
      needs: 'retention.read',
      component: RetentionPage,
      menu: [{ ...retention, area: 'registry', order: 70, needs: 'school.settings' }],
    },
    {
      path: '/retention',
      needs: 'retention.read',
      component: RetentionPage,
      menu: [{ ...retention, area: 'platform', order: 40, needs: 'queues.manage' }],
    },
  ],
};
