import { BarChartOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { Matter } from '#web/desk/kit/matter/matter.ts';

export const statistics: Matter = {
  pages: [
    {
      path: '/statistics',
      needs: 'statistics.read',
      component: lazy(() => import('./StatisticsPage.tsx')),
      menu: [{ area: 'signing', order: 90, title: '数据统计', icon: <BarChartOutlined aria-hidden /> }],
    },
  ],
};
