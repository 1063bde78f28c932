import { BarChartOutlined, FileDoneOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { lazy } from 'react';
import type { Count, Matter } from '#web/desk/kit/matter/matter.ts';
import { liveQueries, paths, workQuery } from './queries.ts';

const needs = 'confirmation.read';
const wrong: Count = { kind: 'waiting', useCount: () => useQuery(workQuery).data?.wrong };

/** 登记确认信息. */
export const confirmation: Matter = {
  pages: [
    {
      path: paths.list,
      needs,
      component: lazy(() => import('./ListPage.tsx')),
      menu: [
        {
          ...{ area: 'confirmation', order: 10, title: '登记确认情况列表', icon: <FileDoneOutlined aria-hidden /> },
          count: wrong,
        },
      ],
    },
    {
      path: paths.statistics,
      needs,
      component: lazy(() => import('./StatisticsPage.tsx')),
      menu: [{ area: 'confirmation', order: 20, title: '登记确认情况统计', icon: <BarChartOutlined aria-hidden /> }],
    },
    { path: `${paths.list}/:graduate`, needs, component: lazy(() => import('./DetailPage.tsx')) },
  ],
  queues: [{ path: `${paths.list}?state=wrong`, title: '登记确认有误', needs, count: wrong }],
  live: liveQueries,
};
